package org.sparkrnn.train.step;

import java.io.Serializable;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.RealMatrix;

/**
 * What the least squares solution of y = W x + c takes of rows x [m] with targets y [K]: sums in
 * double, of which those of two sets of rows are added to have those of both.
 *
 * <p>Not a record: this travels in results of tasks, and the Kryo in Spark cannot read records.
 */
public final class LinearSums implements Serializable {
  /** Beside 1, the diagonal of a correlation matrix: equal columns share their weight. */
  static final double RIDGE = 1e-6;

  private static final double CONSTANT = 1e-9; // share of the mean square that varies at least
  private static final long serialVersionUID = 1L;

  private final int m;
  private final int K;
  private final double[] x; // [m] weighted sums
  private final double[] y; // [K]
  private final double[] xx; // [m, m] its upper half
  private final double[] xy; // [m, K]
  private double weight;
  private long rows;

  /** Of no rows. */
  public LinearSums(int m, int K) {
    this.m = m;
    this.K = K;
    x = new double[m];
    y = new double[K];
    xx = new double[m * m];
    xy = new double[m * K];
  }

  /**
   * Adds a row, unless a target is missing.
   *
   * @param rowWeight how much it counts; 0 for not at all
   * @param inputs [.., m]
   * @param targets [.., K]; NaN where one is missing
   */
  public void add(float rowWeight, float[] inputs, int row, float[] targets, int entry) {
    if (rowWeight == 0) {
      return;
    }
    for (int k = 0; k < K; k++) {
      if (Float.isNaN(targets[entry * K + k])) {
        return;
      }
    }
    rows++;
    weight += rowWeight;
    for (int k = 0; k < K; k++) {
      y[k] += rowWeight * (double) targets[entry * K + k];
    }
    for (int i = 0; i < m; i++) {
      double weighted = rowWeight * (double) inputs[row * m + i];
      x[i] += weighted;
      for (int j = i; j < m; j++) {
        xx[i * m + j] += weighted * inputs[row * m + j];
      }
      for (int k = 0; k < K; k++) {
        xy[i * K + k] += weighted * targets[entry * K + k];
      }
    }
  }

  /** Adds the sums of other rows to these, which it returns. */
  public LinearSums plus(LinearSums other) {
    rows += other.rows;
    weight += other.weight;
    add(x, other.x);
    add(y, other.y);
    add(xx, other.xx);
    add(xy, other.xy);
    return this;
  }

  private static void add(double[] to, double[] from) {
    for (int i = 0; i < to.length; i++) {
      to[i] += from[i];
    }
  }

  /** How many rows count. */
  public long rows() {
    return rows;
  }

  /**
   * W and c with the least weighted sum of squared errors, but for a ridge too small to be seen
   * unless columns of x are as good as equal; columns that are constant have the weight 0.
   *
   * @return [K, m + 1], c in the last column; not finite where a sum is not
   */
  public double[][] solve() {
    int[] varying = IntStream.range(0, m).filter(i -> deviation(i) != 0).toArray();
    double[][] solution = new double[K][m + 1];
    RealMatrix W = varying.length == 0 ? null : weights(varying);
    for (int k = 0; k < K; k++) {
      solution[k][m] = y[k] / weight;
      for (int i = 0; i < varying.length; i++) {
        double w = W.getEntry(i, k) / deviation(varying[i]);
        solution[k][varying[i]] = w;
        solution[k][m] -= w * x[varying[i]] / weight;
      }
    }
    return solution;
  }

  /** [varying, K] of the inputs in their standard deviations. */
  private RealMatrix weights(int[] varying) {
    int n = varying.length;
    double[][] correlation = new double[n][n];
    double[][] right = new double[n][K];
    for (int a = 0; a < n; a++) {
      int i = varying[a];
      for (int b = a; b < n; b++) {
        int j = varying[b];
        double covariance = xx[i * m + j] / weight - x[i] / weight * (x[j] / weight);
        correlation[a][b] = covariance / (deviation(i) * deviation(j));
        correlation[b][a] = correlation[a][b];
      }
      correlation[a][a] = 1 + RIDGE;
      for (int k = 0; k < K; k++) {
        right[a][k] = (xy[i * K + k] / weight - x[i] / weight * (y[k] / weight)) / deviation(i);
      }
    }
    return new CholeskyDecomposition(new Array2DRowRealMatrix(correlation, false))
        .getSolver()
        .solve(new Array2DRowRealMatrix(right, false));
  }

  /** The deviation of an input; 0 if it does not vary beyond rounding, NaN of no numbers. */
  private double deviation(int i) {
    double mean = x[i] / weight;
    double square = xx[i * m + i] / weight;
    double variance = square - mean * mean;
    return variance <= CONSTANT * square ? 0 : Math.sqrt(variance);
  }
}
