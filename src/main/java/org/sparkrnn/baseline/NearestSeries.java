package org.sparkrnn.baseline;

import java.io.Serializable;
import java.util.Arrays;

/**
 * Gives the class of the nearest training series; among equally near series, of the first one in
 * training. (Cover and Hart, Nearest neighbor pattern classification, 1967.) Two distances:
 *
 * <ul>
 *   <li>The Euclidean distance over all steps and channels. Series that do not have the length of
 *       the longest training series are first stretched or shrunk to this length by linear
 *       interpolation.
 *   <li>The distance of {@linkplain TimeWarping dynamic time warping}, for series of any length.
 * </ul>
 *
 * <p>A series without steps is given the most frequent class. Channels are scaled: {@link
 * SeriesSet}.
 */
public final class NearestSeries implements Serializable {
  private static final long serialVersionUID = 1L;

  private final SeriesSet training;
  private final double[][] stretched; // [rows][length, C]; null where time is warped
  private final int length; // number of steps of the longest series
  private final WarpedSearch search; // null for the Euclidean distance

  private NearestSeries(SeriesSet training, double[][] stretched, WarpedSearch search) {
    this.training = training;
    this.stretched = stretched;
    this.search = search;
    length = longest(training);
  }

  private static int longest(SeriesSet series) {
    return Arrays.stream(series.x).mapToInt(one -> one.length).max().orElseThrow()
        / series.channels();
  }

  /** Compares by the Euclidean distance. */
  public static NearestSeries euclidean(SeriesSet training) {
    int length = longest(training);
    double[][] stretched = new double[training.size()][];
    Arrays.setAll(stretched, j -> stretch(training.x[j], training.channels(), length));
    return new NearestSeries(training, stretched, null);
  }

  /**
   * Compares by dynamic time warping.
   *
   * @param window the largest distance by which warping moves a step, as a fraction of the length
   *     of the longer series, from 0 to 1; see {@link WindowSearch}
   */
  public static NearestSeries warped(SeriesSet training, double window) {
    WarpedSearch search = new WarpedSearch(training.channels(), training.x, window);
    return new NearestSeries(training, null, search);
  }

  /** Stretches or shrinks a series by linear interpolation; its ends stay the same. */
  static double[] stretch(double[] x, int channels, int length) {
    int T = x.length / channels;
    if (T == length) {
      return x;
    }
    double[] stretched = new double[length * channels];
    for (int t = 0; t < length; t++) {
      double at = length == 1 ? 0 : (double) t * (T - 1) / (length - 1);
      int before = Math.min((int) at, T - 1);
      int after = Math.min(before + 1, T - 1);
      for (int c = 0; c < channels; c++) {
        double from = x[before * channels + c];
        stretched[t * channels + c] = from + (at - before) * (x[after * channels + c] - from);
      }
    }
    return stretched;
  }

  /** The number of channels of the series, C. */
  public int channels() {
    return training.channels();
  }

  /**
   * @param series [T, C]
   */
  public String classify(double[] series) {
    return series.length == 0 ? training.majority : training.y[nearest(series)];
  }

  /** The nearest training series, among those with steps, to a series with steps. */
  int nearest(double[] series) {
    double[] a = training.scaled(series);
    return search == null ? nearestEuclidean(a) : nearestWarped(search.query(a));
  }

  private int nearestEuclidean(double[] a) {
    double[] q = stretch(a, channels(), length);
    int best = 0;
    double nearest = Double.POSITIVE_INFINITY;
    for (int j = 0; j < stretched.length; j++) {
      double[] b = stretched[j];
      double sum = 0;
      for (int k = 0; k < q.length && sum < nearest; k++) {
        sum += (q[k] - b[k]) * (q[k] - b[k]);
      }
      if (sum < nearest) {
        nearest = sum;
        best = j;
      }
    }
    return best;
  }

  private static int nearestWarped(WarpedSearch.Query query) {
    int[] order = query.order();
    int best = order[0];
    double nearest = Double.POSITIVE_INFINITY;
    for (int j : order) {
      if (query.beyond(j, nearest)) {
        break;
      }
      double distance = query.squared(j, nearest);
      if (WarpedSearch.nearer(distance, j, nearest, best)) {
        nearest = distance;
        best = j;
      }
    }
    return best;
  }
}
