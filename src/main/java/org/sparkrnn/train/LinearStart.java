package org.sparkrnn.train;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.linear.NonPositiveDefiniteMatrixException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sparkrnn.nn.LayerSpec;
import org.sparkrnn.nn.Network;
import org.sparkrnn.nn.NetworkSpec;
import org.sparkrnn.nn.ParamLayout;
import org.sparkrnn.nn.output.LinearOutputSpec;
import org.sparkrnn.train.shard.Shards;
import org.sparkrnn.train.step.BatchArithmetic;
import org.sparkrnn.train.step.LinearSums;
import org.sparkrnn.train.step.SharedWeights;

/**
 * The initial weights of a network for real numbers with a linear path: the least squares solution
 * on the training data for the path, and small weights for the layers. So training begins with the
 * best linear model, and the layers learn the rest; from random weights they would first have to
 * find the linear model step by step.
 */
final class LinearStart {
  /** The largest number of inputs for which the equations are solved, whose size is its square. */
  static final int MOST_INPUTS = 1000;

  /** Rows per weight, below which a solution would fit noise. */
  static final int LEAST_ROWS = 10;

  private static final float LAYERS = 0.1f; // factor of an output's weights of the layers
  private static final Logger LOG = LoggerFactory.getLogger(LinearStart.class);

  private LinearStart() {}

  /** Whether a network starts with a pretrained output, which includes the path. */
  static boolean known(InitialWeights initial) {
    return initial.covers(LinearOutputSpec.WEIGHT);
  }

  /**
   * Changes the initial weights, unless there is no linear path or it reads too many inputs for the
   * number of rows.
   *
   * @param w the network's weights from its initializers
   */
  static void set(float[] w, Network network, Shards data) {
    NetworkSpec linear = linear(network.spec());
    if (linear == null) {
      return;
    }
    int m = linear.hiddenWidth();
    if (m > MOST_INPUTS) {
      LOG.warn(
          "linearSkip gives {} inputs of the last steps to the output; with more than {} inputs, their weights start at random instead of at the least squares solution",
          m,
          MOST_INPUTS);
      return;
    }
    LinearSums sums = sums(w, linear, data);
    if (sums.rows() < (long) LEAST_ROWS * (m + 1)) {
      LOG.info(
          "{} targets are too few for least squares with {} inputs; the linear path starts at random",
          sums.rows(),
          m);
      return;
    }
    double[][] solution;
    try {
      solution = sums.solve();
    } catch (NonPositiveDefiniteMatrixException e) { // sums are not numbers
      return; // training reports the rows
    }
    if (Arrays.stream(solution).flatMapToDouble(Arrays::stream).allMatch(LinearStart::isFloat)) {
      write(solution, w, network);
    }
  }

  /** The network without its layers, or null if it has no linear path. */
  private static NetworkSpec linear(NetworkSpec spec) {
    LayerSpec[] layers = spec.layerSpecs();
    boolean rearranged = layers.length == 2 && layers[0].rearranges();
    LayerSpec joined =
        layers.length == 1 || rearranged ? layers[layers.length - 1].joinedAlone() : null;
    if (joined == null || !spec.output().estimates(0)) {
      return null;
    }
    List<LayerSpec> linear = rearranged ? List.of(layers[0], joined) : List.of(joined);
    return new NetworkSpec(spec.inputs(), linear, spec.output());
  }

  /** The sums over all shards, in their order. */
  private static LinearSums sums(float[] w, NetworkSpec linear, Shards data) {
    data.describe("fit the linear path");
    // Both networks have the inputs' parameters first, and no others are read.
    float[] inputs = Arrays.copyOf(w, new Network(linear).layout().size());
    try (SharedWeights weights = SharedWeights.of(data, inputs)) {
      return data.each(shard -> BatchArithmetic.linearSums(shard, linear, weights.get())).stream()
          .reduce(
              new LinearSums(linear.hiddenWidth(), linear.outputSize() / linear.output().steps()),
              LinearSums::plus);
    }
  }

  private static boolean isFloat(double value) {
    return Float.isFinite((float) value);
  }

  private static void write(double[][] solution, float[] w, Network network) {
    ParamLayout layout = network.layout();
    ParamLayout.Block V = layout.block(LinearOutputSpec.WEIGHT);
    ParamLayout.Block c = layout.block(LinearOutputSpec.BIAS);
    for (int k = 0; k < V.rows(); k++) {
      int m = solution[k].length - 1;
      int layers = V.cols() - m;
      int row = V.offset() + k * V.cols();
      for (int j = 0; j < layers; j++) {
        w[row + j] *= LAYERS;
      }
      boolean estimates = network.spec().output().estimates(k); // false for a spread
      for (int i = 0; i < m; i++) {
        w[row + layers + i] = estimates ? (float) solution[k][i] : 0;
      }
      w[c.offset() + k] = estimates ? (float) solution[k][m] : 0;
    }
  }
}
