package org.sparkrnn.baseline;

import java.io.Serializable;
import java.util.Arrays;

/** Series that others are warped to, with their envelopes for one window. */
final class WarpedSearch implements Serializable {
  private static final long serialVersionUID = 1L;

  /** A bound is summed in another order than a distance: it may exceed it by rounding. */
  private static final double ROUNDING = 1 + 1e-9;

  private final int channels; // C
  private final double share;
  private final double[][] x; // [rows][T, C], T from 1 on
  private final double[][] lower; // [rows][T, C]
  private final double[][] upper; // [rows][T, C]

  /**
   * @param share of the longer series' length that warping moves a step by at most
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

  /** Whether a series is nearer than another: of equally near ones the first is. */
  static boolean nearer(double distance, int j, double best, int bestJ) {
    return distance < best || distance == best && j < bestJ;
  }

  /** A series whose neighbours are looked for; for one thread. */
  final class Query {
    private final double[] a; // [n, C]
    private final double[] rest; // [n + 1]
    private double[] bounds; // [rows] of the squared distances, once they are needed
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

    /** Every path goes through the first steps of both and through the last ones. */
    private double ends(double[] b) {
      double sum = 0;
      for (int c = 0; c < channels; c++) {
        double start = a[c] - b[c];
        double end = a[a.length - channels + c] - b[b.length - channels + c];
        sum += start * start + end * end; // two pairs, for the lengths differ
      }
      return sum;
    }

    /** All series, those first that may be nearest. */
    int[] order() {
      double[] least = bounds();
      Integer[] order = new Integer[least.length];
      Arrays.setAll(order, j -> j);
      Arrays.sort(order, (j, k) -> Double.compare(least[j], least[k])); // keeps equals in order
      return Arrays.stream(order).mapToInt(Integer::intValue).toArray();
    }

    /** Whether this series, and all that come after it, are farther than that. */
    boolean beyond(int j, double best) {
      return bounds()[j] > best * ROUNDING;
    }

    /** The squared distance if it is at most {@code best}; more than that otherwise. */
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
