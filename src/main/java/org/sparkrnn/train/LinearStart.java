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
 * The first weights of a network of reals with a linear path: least squares on the training data
 * for the path, and little for what the output reads of the layers. So training begins with the
 * best linear model, and the layers learn what that lacks; from random weights, they would first
 * have to find, step by step, what a linear model has at once.
 */
final class LinearStart {
  /** Inputs up to which the equations, whose size is the square, are solved. */
  static final int MOST_INPUTS = 1000;

  /** Rows for each weight, below which a solution would be one of noise. */
  static final int LEAST_ROWS = 10;

  private static final float LAYERS = 0.1f; // what stays of an output's weights of layers
  private static final Logger LOG = LoggerFactory.getLogger(LinearStart.class);

  private LinearStart() {}

  /** Whether a network begins with an output, so that its path is there already. */
  static boolean known(InitialWeights initial) {
    return initial.covers(LinearOutputSpec.WEIGHT);
  }

  /**
   * Changes first weights; leaves them as they are where there is no such path, or where it reads
   * too many inputs for the rows that there are.
   *
   * @param w of the network, by its initializers
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
    } catch (NonPositiveDefiniteMatrixException e) { // of sums that are not numbers
      return; // training says of which rows
    }
    if (Arrays.stream(solution).flatMapToDouble(Arrays::stream).allMatch(LinearStart::isFloat)) {
      write(solution, w, network);
    }
  }

  /** The network without its layers, or null if it is not such a one. */
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

  /** Over all shards in their order. */
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
      boolean estimates = network.spec().output().estimates(k); // not a spread
      for (int i = 0; i < m; i++) {
        w[row + layers + i] = estimates ? (float) solution[k][i] : 0;
      }
      w[c.offset() + k] = estimates ? (float) solution[k][m] : 0;
    }
  }
}
