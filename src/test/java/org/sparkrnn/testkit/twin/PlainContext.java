package org.sparkrnn.testkit.twin;

import java.util.HashMap;
import java.util.Map;
import java.util.function.IntFunction;
import org.sparkrnn.data.ColumnSpec;
import org.sparkrnn.data.PackedBatch;
import org.sparkrnn.data.PackedColumn;
import org.sparkrnn.nn.Dropout;
import org.sparkrnn.nn.NetworkSpec;
import org.sparkrnn.nn.ParamLayout;
import org.sparkrnn.nn.sequence.RecurrentSpec;

/** Shared by the twins of a network: the weights by name, and the settings of a pass. */
final class PlainContext {
  final NetworkSpec spec;
  private final Map<String, ParamLayout.Block> blocks = new HashMap<>();
  private final Map<String, Integer> counts = new HashMap<>();
  private final double[] w;

  int sequence; // the current one, as a place in the list from which its batch was packed
  IntFunction<double[][][]> first = place -> null; // states [L][h, c][H] that it continues from
  double[][][] last; // [L][h, c][H] after its last step
  PlainNetwork.Mask mask = (place, layer, step, unit) -> 1;
  int[] nudged = {-1, 0, 0}; // layer, step, unit
  double nudge; // added to that unit of h_t
  private String prefix = ""; // of the names of blocks, if there are several outputs
  private String targets = ColumnSpec.TARGETS;
  private double share = 1; // weight of a target of the current output

  PlainContext(NetworkSpec spec, ParamLayout layout, double[] w) {
    this.spec = spec;
    this.w = w;
    layout.blocks().forEach(block -> blocks.put(block.name(), block));
    last = new double[spec.layers(RecurrentSpec.class).size()][][];
  }

  /**
   * The context of a module within another: the weights whose names begin with a prefix, by the
   * rest of their names.
   */
  PlainContext within(String prefix) {
    PlainContext inner = new PlainContext(spec, new ParamLayout(), w);
    blocks.forEach(
        (name, block) -> {
          if (name.startsWith(prefix)) {
            inner.blocks.put(name.substring(prefix.length()), block);
          }
        });
    return inner;
  }

  /** The number of the next module of a name, from 0, for the names of its blocks. */
  int next(String name) {
    return counts.merge(name, 1, Integer::sum) - 1;
  }

  /**
   * Lets one of several outputs read its own blocks and targets.
   *
   * @param counts the weight of each of its targets in the loss
   */
  void output(int number, double counts) {
    prefix = "outputs." + number + ".";
    targets = ColumnSpec.TARGETS + "." + number;
    share = counts;
  }

  /** The targets of the current output. */
  PackedColumn targets(PackedBatch batch) {
    return batch.column(targets);
  }

  /** The weight of a target of the current output. */
  double weight(PackedBatch batch, int row) {
    return share * targets(batch).weight(row);
  }

  boolean has(String name) {
    return blocks.containsKey(name);
  }

  ParamLayout.Block block(String name) {
    return blocks.getOrDefault(prefix + name, blocks.get(name));
  }

  /** The i-th number of a block. */
  double at(String name, int i) {
    return w[block(name).offset() + i];
  }

  /** A row of a matrix, or a whole vector. */
  double[] row(String name, int row) {
    double[] values = new double[block(name).cols()];
    for (int j = 0; j < values.length; j++) {
      values[j] = at(name, row * values.length + j);
    }
    return values;
  }

  /** weight x + bias, or weight x if bias is null. */
  double[] affine(String weight, String bias, double[] x) {
    ParamLayout.Block m = block(weight);
    double[] y = new double[m.rows()];
    for (int i = 0; i < m.rows(); i++) {
      y[i] = bias == null ? 0 : at(bias, i);
      for (int j = 0; j < m.cols(); j++) {
        y[i] += w[m.offset() + i * m.cols() + j] * x[j];
      }
    }
    return y;
  }

  /** W (m * h) for a direction of a layer, with the dropout factors m of the units of h. */
  double[] recurrent(String suffix, double[] h) {
    boolean reverse = suffix.endsWith("_reverse");
    int layer = Integer.parseInt(suffix.replace("_reverse", "").substring(1));
    double[] left = h.clone();
    for (int j = 0; j < h.length; j++) {
      left[j] *= mask.factor(sequence, Dropout.statesOf(layer, reverse), 0, j);
    }
    return affine("rnn.weight_hh_" + suffix, null, left);
  }

  /** The units of a place after dropout. */
  double[][] masked(int place, double[][] x) {
    double[][] y = new double[x.length][];
    for (int t = 0; t < x.length; t++) {
      y[t] = x[t].clone();
      for (int j = 0; j < x[t].length; j++) {
        y[t][j] *= mask.factor(sequence, place, t, j);
      }
    }
    return y;
  }
}
