package org.sparkrnn.baseline;

import java.io.Serializable;
import java.util.Arrays;

/** Searches the nearest of a set of series by time warping, with envelopes for one window. */
final class WarpedSearch implements Serializable {
  private static final long serialVersionUID = 1L;

  /** A bound may exceed a distance by rounding, because it is summed in another order. */
  private static final double ROUNDING = 1 + 1e-9;

  private final int channels; // C
  private final double share;
  private final double[][] x; // [rows][T, C], T from 1 on
  private final double[][] lower; // [rows][T, C]
  private final double[][] upper; // [rows][T, C]

  /**
   * @param share the largest distance by which warping moves a step, as a share of the longer
   *     length
   */
  WarpedSearch(int channels, double[][] x, double share) {
    this.channels = channels;
    this.share = share;
    this.x = x;
    lower = new double[x.length][];
    upper = new double[x.length][];
    for (int j = 0; j < x.length; j++) {
      int radius = TimeWarping.radius(share, x[j].length / channels, 0);
      lower[j] = Envelope.of(x[j], channels, radius, -1);
      upper[j] = Envelope.of(x[j], channels, radius, 1);
    }
  }

  Query query(double[] a) {
    return new Query(a);
  }

  /** Whether a series is nearer than another; if distances are equal, the first one is. */
  static boolean nearer(double distance, int j, double best, int bestJ) {
    return distance < best || distance == best && j < bestJ;
  }

  /** A series whose neighbours are searched; for one thread only. */
  final class Query {
    private final double[] a; // [n, C]
    private final double[] rest; // [n + 1]
    private double[] bounds; // [rows] bounds of squared distances, computed when needed
    private final TimeWarping warping = new TimeWarping(channels);

    private Query(double[] a) {
      this.a = a;
      rest = new double[a.length / channels + 1];
    }

    private double[] bounds() {
      if (bounds == null) {
        bounds = new double[x.length];
        int radius = TimeWarping.radius(share, a.length / channels, 0);
        double[] low = Envelope.of(a, channels, radius, -1);
        double[] high = Envelope.of(a, channels, radius, 1);
        for (int j = 0; j < x.length; j++) {
          bounds[j] =
              x[j].length == a.length
                  ? Math.max(Envelope.bound(a, lower[j], upper[j]), Envelope.bound(x[j], low, high))
                  : ends(x[j]);
        }
      }
      return bounds;
    }

    /** The cost of the first and last pairs of steps, which every path contains. */
    private double ends(double[] b) {
      double sum = 0;
      for (int c = 0; c < channels; c++) {
        double start = a[c] - b[c];
        double end = a[a.length - channels + c] - b[b.length - channels + c];
        sum += start * start + end * end; // two pairs, because the lengths differ
      }
      return sum;
    }

    /** All series, sorted by their lower bounds. */
    int[] order() {
      double[] least = bounds();
      Integer[] order = new Integer[least.length];
      Arrays.setAll(order, j -> j);
      Arrays.sort(order, (j, k) -> Double.compare(least[j], least[k])); // the sort is stable
      return Arrays.stream(order).mapToInt(Integer::intValue).toArray();
    }

    /** Whether this series and all later ones are farther than {@code best}. */
    boolean beyond(int j, double best) {
      return bounds()[j] > best * ROUNDING;
    }

    /** The squared distance if it is at most {@code best}, otherwise a larger number. */
    double squared(int j, double best) {
      double[] b = x[j];
      boolean equal = b.length == a.length;
      if (equal) {
        Envelope.rest(a, lower[j], upper[j], channels, rest);
      }
      int radius = TimeWarping.radius(share, a.length / channels, b.length / channels);
      return warping.squared(a, b, radius, best * ROUNDING, equal ? rest : null);
    }
  }
}
