package org.sparkrnn.nn;

import java.io.Serializable;
import org.sparkrnn.data.PackedBatch;

/**
 * How far back a network learns: norms of dL/dh_{T-k} summed over sequences, by layer and distance
 * k from the loss, and how many sequences have a step there. Not a record: it travels in task
 * results, maybe by Kryo.
 */
public final class GradientFlow implements Serializable {
  private static final long serialVersionUID = 1L;

  private final double[][] sums; // [numLayers][K + 1]
  private final long[] counts; // [K + 1] sequences of more than k steps

  /**
   * From what {@link #sums} and {@link #counts} gave.
   *
   * @param sums [numLayers][K + 1]
   * @param counts [K + 1]
   */
  public GradientFlow(double[][] sums, long[] counts) {
    this.sums = sums;
    this.counts = counts;
  }

  /**
   * Of one batch.
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

  /** Of no sequences at all. */
  public static GradientFlow none(int numLayers, int maxDistance) {
    return new GradientFlow(new double[numLayers][maxDistance + 1], new long[maxDistance + 1]);
  }

  /**
   * That of the sequences of both.
   *
   * @param other of as many layers and distances
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

  /** Sequences of more than k steps, for k = 0 .. K; a copy. */
  public long[] counts() {
    return counts.clone();
  }

  /** Sequences of more than k steps: those that the mean at k is over. */
  public long sequences(int k) {
    return counts[k];
  }

  /**
   * The mean norm of dL/dh_{T-k} over the sequences of more than k steps, NaN where there are none.
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
   * After how many steps a share of the norm at the last step is left.
   *
   * @param share of the norm at k = 0
   * @return the least k with at most that, or -1 where the norm never falls so low
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
