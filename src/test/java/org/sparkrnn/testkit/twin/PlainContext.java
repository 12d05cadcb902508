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

/** What the twins of a network share: the weights by name, and what is asked of a pass. */
final class PlainContext {
  final NetworkSpec spec;
  private final Map<String, ParamLayout.Block> blocks = new HashMap<>();
  private final Map<String, Integer> counts = new HashMap<>();
  private final double[] w;

  int sequence; // the one at hand, as a place in the list its batch was packed from
  IntFunction<double[][][]> first = place -> null; // states [L][h, c][H] that it continues from
  double[][][] last; // [L][h, c][H] after its last step
  PlainNetwork.Mask mask = (place, layer, step, unit) -> 1;
  int[] nudged = {-1, 0, 0}; // layer, step, unit
  double nudge; // added to that unit of h_t
  private String prefix = ""; // of the names of an output's blocks, where there are several
  private String targets = ColumnSpec.TARGETS;
  private double share = 1; // how much a target of that output counts

  PlainContext(NetworkSpec spec, ParamLayout layout, double[] w) {
    this.spec = spec;
    this.w = w;
    layout.blocks().forEach(block -> blocks.put(block.name(), block));
    last = new double[spec.layers(RecurrentSpec.class).size()][][];
  }

  /** What a module within another sees: the weights whose names begin so, without that. */
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

  /** The number of the next module of a name, from 0, of which the names of blocks are made. */
  int next(String name) {
    return counts.merge(name, 1, Integer::sum) - 1;
  }

  /**
   * Lets one of several outputs read its own blocks and targets.
   *
   * @param counts how much each of its targets counts in the loss
   */
  void output(int number, double counts) {
    prefix = "outputs." + number + ".";
    targets = ColumnSpec.TARGETS + "." + number;
    share = counts;
  }

  /** The targets of the output at hand. */
  PackedColumn targets(PackedBatch batch) {
    return batch.column(targets);
  }

  /** How much a target of the output at hand counts. */
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

  /** A row of a matrix; of a vector all of it. */
  double[] row(String name, int row) {
    double[] values = new double[block(name).cols()];
    for (int j = 0; j < values.length; j++) {
      values[j] = at(name, row * values.length + j);
    }
    return values;
  }

  /** weight x + bias; without bias if it is null. */
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

  /** W (m * h) of a direction of a layer, with what dropout multiplies the units of h by. */
  double[] recurrent(String suffix, double[] h) {
    boolean reverse = suffix.endsWith("_reverse");
    int layer = Integer.parseInt(suffix.replace("_reverse", "").substring(1));
    double[] left = h.clone();
    for (int j = 0; j < h.length; j++) {
      left[j] *= mask.factor(sequence, Dropout.statesOf(layer, reverse), 0, j);
    }
    return affine("rnn.weight_hh_" + suffix, null, left);
  }

  /** What dropout leaves of the units of a place. */
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
