package org.sparkrnn.baseline;

import java.util.Arrays;

/**
 * Dynamic time warping of two series of vectors, a of n and b of m steps, with the same warping for
 * all channels:
 *
 * <pre>
 *   D(i, j) = |a_i - b_j|^2 + min(D(i-1, j-1), D(i-1, j), D(i, j-1)),    D(-1, -1) = 0
 *   distance^2 = D(n-1, m-1)
 * </pre>
 *
 * in a band of radius r around the diagonal, which is wider by the difference if lengths differ:
 * {@code -r - max(0, n - m) <= j - i <= r + max(0, m - n)}. So there is always a path, and with r =
 * 0 equally long series have their Euclidean distance. (Sakoe and Chiba, Dynamic programming
 * algorithm optimization for spoken word recognition, 1978.)
 *
 * <p>Cells through which no path below a limit leads are skipped at both ends of each row. (Silva
 * and Batista, Speeding up all-pairwise dynamic time warping matrix calculation, 2016.) An object
 * is for one thread only, because it keeps its buffers.
 */
final class TimeWarping {
  private static final double OUT = Double.POSITIVE_INFINITY;

  private final int channels; // C
  private double[] above = {}; // [m + 2] D(i-1, j) at j + 1; no path uses the first and last
  private double[] row = {}; // [m + 2] D(i, j) at j + 1

  TimeWarping(int channels) {
    this.channels = channels;
  }

  /** The band's radius in steps, for a share of the longer series. */
  static int radius(double share, int n, int m) {
    return (int) Math.round(share * Math.max(n, m));
  }

  /**
   * The squared distance if it is at most {@code limit}, otherwise infinity.
   *
   * @param a [n, C], n at least 1
   * @param b [m, C], m at least 1
   * @param rest [n + 1] lower bounds of the costs of the steps of a from each on; null for none
   */
  double squared(double[] a, double[] b, int radius, double limit, double[] rest) {
    int n = a.length / channels;
    int m = b.length / channels;
    int below = radius + Math.max(0, n - m);
    int beyond = radius + Math.max(0, m - n);
    if (row.length < m + 2) {
      row = new double[m + 2];
      above = new double[m + 2];
    }
    Arrays.fill(above, 0, m + 2, OUT);
    above[0] = 0;
    int first = 0; // first cell to use in the row above
    int last = 0;
    for (int i = 0; i < n; i++) {
      double most = rest == null ? limit : limit - rest[i + 1];
      int from = Math.max(Math.max(first, 1), i - below + 1);
      int to = Math.min(m, i + beyond + 1);
      int newFirst = 0;
      int newLast = 0;
      double left = OUT;
      row[from - 1] = OUT;
      for (int p = from; p <= to && (p <= last + 1 || left < OUT); p++) {
        double d = left;
        if (p <= last + 1) {
          d = above[p - 1] < d ? above[p - 1] : d;
          d = above[p] < d ? above[p] : d;
        }
        left = d < OUT ? d + squared(a, i, b, p - 1) : OUT;
        if (left <= most && left < OUT) {
          newFirst = newFirst == 0 ? p : newFirst;
          newLast = p;
        } else {
          left = OUT;
        }
        row[p] = left;
      }
      if (newFirst == 0) {
        return OUT;
      }
      first = newFirst;
      last = newLast;
      row[last + 1] = OUT;
      double[] done = row;
      row = above;
      above = done;
    }
    return last == m ? above[m] : OUT;
  }

  private double squared(double[] a, int i, double[] b, int j) {
    if (channels == 1) {
      double d = a[i] - b[j];
      return d * d;
    }
    double sum = 0;
    for (int c = 0; c < channels; c++) {
      double d = a[i * channels + c] - b[j * channels + c];
      sum += d * d;
    }
    return sum;
  }
}
