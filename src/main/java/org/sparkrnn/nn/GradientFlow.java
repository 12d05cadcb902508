package org.sparkrnn.nn;

import java.io.Serializable;
import org.sparkrnn.data.PackedBatch;

/**
 * How far back in time a network learns: norms of dL/dh_{T-k} summed over sequences, by layer and
 * distance k from the loss, and how many sequences have a step at that distance. It is not a
 * record, because it is sent in task results, possibly by Kryo.
 */
public final class GradientFlow implements Serializable {
  private static final long serialVersionUID = 1L;

  private final double[][] sums; // [numLayers][K + 1]
  private final long[] counts; // [K + 1] sequences of more than k steps

  /**
   * Creates a gradient flow from {@link #sums} and {@link #counts}.
   *
   * @param sums [numLayers][K + 1]
   * @param counts [K + 1]
   */
  public GradientFlow(double[][] sums, long[] counts) {
    this.sums = sums;
    this.counts = counts;
  }

  /**
   * The gradient flow of one batch.
   *
   * @param squares [numLayers][N] squared norms of dL/dh_t
   * @param steps the batch, N rows
   */
  public static GradientFlow ofSquares(double[][] squares, PackedBatch steps, int maxDistance) {
    GradientFlow flow = none(squares.length, maxDistance);
    for (int k = 0; k <= maxDistance; k++) {
      for (int b = 0; b < steps.sequences() && steps.length(b) > k; b++) { // longest first
        int row = steps.row(b, steps.length(b) - 1 - k);
        for (int l = 0; l < squares.length; l++) {
          flow.sums[l][k] += Math.sqrt(squares[l][row]);
        }
        flow.counts[k]++;
      }
    }
    return flow;
  }

  /** Norms at k = 0 .. K summed over the sequences; a copy. */
  public double[] sums(int layer) {
    return sums[layer].clone();
  }

  /** The gradient flow of no sequences. */
  public static GradientFlow none(int numLayers, int maxDistance) {
    return new GradientFlow(new double[numLayers][maxDistance + 1], new long[maxDistance + 1]);
  }

  /**
   * The gradient flow of the sequences of both.
   *
   * @param other with the same number of layers and distances
   */
  public GradientFlow plus(GradientFlow other) {
    GradientFlow both = none(numLayers(), maxDistance());
    for (int k = 0; k < counts.length; k++) {
      both.counts[k] = counts[k] + other.counts[k];
      for (int l = 0; l < sums.length; l++) {
        both.sums[l][k] = sums[l][k] + other.sums[l][k];
      }
    }
    return both;
  }

  /** How many layers were measured. */
  public int numLayers() {
    return sums.length;
  }

  /** K, in steps as the layers see them. */
  public int maxDistance() {
    return counts.length - 1;
  }

  /** The number of sequences with more than k steps, for k = 0 .. K; a copy. */
  public long[] counts() {
    return counts.clone();
  }

  /** The number of sequences with more than k steps, over which the mean at k is taken. */
  public long sequences(int k) {
    return counts[k];
  }

  /**
   * The mean norm of dL/dh_{T-k} over the sequences with more than k steps; NaN if there are none.
   *
   * @param layer from 0, the lowest
   * @param k steps back from the last one
   */
  public double mean(int layer, int k) {
    return sums[layer][k] / counts[k];
  }

  /** All means, [numLayers][K + 1]. */
  public double[][] means() {
    double[][] means = new double[numLayers()][counts.length];
    for (int l = 0; l < means.length; l++) {
      for (int k = 0; k < counts.length; k++) {
        means[l][k] = mean(l, k);
      }
    }
    return means;
  }

  /**
   * After how many steps only a given fraction of the norm at the last step is left.
   *
   * @param share the fraction of the norm at k = 0
   * @return the smallest k with at most this fraction, or -1 if the norm never falls so low
   */
  public int reach(int layer, double share) {
    double bound = share * mean(layer, 0);
    for (int k = 0; k < counts.length; k++) {
      if (mean(layer, k) <= bound) { // never of NaN
        return k;
      }
    }
    return -1;
  }
}
