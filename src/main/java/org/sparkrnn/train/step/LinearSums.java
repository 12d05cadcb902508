package org.sparkrnn.train.step;

import java.io.Serializable;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.RealMatrix;

/**
 * The sums over rows x [m] with targets y [K] from which least squares solve y = W x + c. They are
 * held in double, and the sums of two sets of rows add up to those of both together.
 *
 * <p>This is not a record, because tasks return it and the version of Kryo in Spark cannot read
 * records.
 */
public final class LinearSums implements Serializable {
  /**
   * Added to the diagonal of the correlation matrix, which is 1, so that equal columns share their
   * weight.
   */
  static final double RIDGE = 1e-6;

  private static final double CONSTANT = 1e-9; // of the mean square: less variance is none
  private static final long serialVersionUID = 1L;

  private final int m;
  private final int K;
  private final double[] x; // [m] weighted sums
  private final double[] y; // [K]
  private final double[] xx; // [m, m], of which the upper half is used
  private final double[] xy; // [m, K]
  private final double farthest;
  private double weight;
  private long rows;

  /** Sums over no rows. */
  public LinearSums(int m, int K) {
    this(m, K, Double.POSITIVE_INFINITY);
  }

  /**
   * Sums over no rows.
   *
   * @param farthest rows with a larger number, by its absolute value, are left out, because squares
   *     let a few of them outweigh all others
   */
  public LinearSums(int m, int K, double farthest) {
    this.m = m;
    this.K = K;
    this.farthest = farthest;
    x = new double[m];
    y = new double[K];
    xx = new double[m * m];
    xy = new double[m * K];
  }

  /**
   * Adds a row, unless a target is missing or a number is too large.
   *
   * @param rowWeight weight of the row; a row of weight 0 does not count
   * @param inputs [.., m]
   * @param targets [.., K]; NaN where one is missing
   */
  public void add(float rowWeight, float[] inputs, int row, float[] targets, int entry) {
    if (rowWeight == 0 || anyFar(inputs, row * m, m)) {
      return;
    }
    for (int k = 0; k < K; k++) {
      if (Float.isNaN(targets[entry * K + k])) {
        return;
      }
    }
    if (anyFar(targets, entry * K, K)) {
      return;
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

  private boolean anyFar(float[] values, int from, int count) {
    for (int i = from; i < from + count; i++) {
      if (Math.abs(values[i]) > farthest) {
        return true;
      }
    }
    return false;
  }

  /** Adds the sums of other rows to these and returns these. */
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

  /** The number of rows whose weight is not 0. */
  public long rows() {
    return rows;
  }

  /**
   * Solves for the W and c with the least weighted sum of squared errors. A ridge stabilizes the
   * solution; it is too small to matter unless columns of x are nearly equal. Constant columns get
   * the weight 0.
   *
   * @return [K, m + 1], c in the last column; not finite if a sum is not
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

  /** The weights [varying, K] of the standardized inputs. */
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

  /**
   * The standard deviation of an input; 0 if it varies by no more than rounding errors, NaN without
   * rows.
   */
  private double deviation(int i) {
    double mean = x[i] / weight;
    double square = xx[i * m + i] / weight;
    double variance = square - mean * mean;
    return variance <= CONSTANT * square ? 0 : Math.sqrt(variance);
  }
}
