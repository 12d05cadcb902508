package org.sparkrnn.baseline;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * Learns the window of {@linkplain TimeWarping dynamic time warping} on training series: that of 0,
 * 1, 2, .. 20 percent of the length with which the fewest of them have a nearest other one of
 * another class; of equally good ones the narrowest. (Ratanamahatana and Keogh, Making time-series
 * classification more accurate using learned constraints, 2004; wider ones are rarely better: Dau
 * et al., Optimizing dynamic time warping's window width for time series data mining applications,
 * 2018.)
 *
 * <p>Windows are tried from the widest to the narrowest, so that distances only grow: where that to
 * the nearest series of the same class stays as it is, no other series can have come nearer. (Tan
 * et al., Efficient search of the best warping window for dynamic time warping, 2018.) A window is
 * given up once it has more errors than the best one. The result is the same on any number of
 * threads.
 */
public final class WindowSearch {
  private static final int WIDEST = 20; // percent
  private static final double MOST_CELLS = 1e11; // of all windows, before anything is left out

  private final SeriesSet series;
  private final int[] y; // [rows] classes by number
  private final Row[] rows;

  /** What the last window that was tried has shown of a series. */
  private static final class Row {
    boolean known;
    int friend = -1; // the nearest one of the same class, if there is one
    double distance; // to it, squared
    int foe = -1; // one of another class that is nearer; or none
  }

  private WindowSearch(SeriesSet series) {
    this.series = series;
    String[] classes = Arrays.stream(series.y).distinct().sorted().toArray(String[]::new);
    y = Arrays.stream(series.y).mapToInt(label -> Arrays.binarySearch(classes, label)).toArray();
    rows = new Row[y.length];
    Arrays.setAll(rows, i -> new Row());
  }

  /** The best window, as a share of the length. */
  public static double learn(SeriesSet series) {
    return new WindowSearch(series.evenly(affordable(series))).best();
  }

  /** With how many of the series windows are compared; of more, with so many at even distances. */
  public static int affordable(SeriesSet series) {
    double length = (double) series.steps() / series.size();
    double cells = 0; // of a pair, over all windows
    for (int percent = 0; percent <= WIDEST; percent++) {
      cells += length * (1 + 2 * length * percent / 100) * series.channels();
    }
    return (int) Math.max(2, Math.min(series.size(), Math.sqrt(MOST_CELLS / cells)));
  }

  private double best() {
    int fewest = series.size();
    int best = WIDEST;
    for (int percent = WIDEST; percent >= 0; percent--) {
      if (percent == WIDEST || !Arrays.equals(radii(percent), radii(percent + 1))) {
        int errors = errors(percent / 100.0, fewest);
        best = errors <= fewest ? percent : best;
        fewest = Math.min(fewest, errors);
      } else if (best == percent + 1) {
        best = percent; // the same window
      }
    }
    return best / 100.0;
  }

  private int[] radii(int percent) {
    return Arrays.stream(series.x)
        .mapToInt(one -> TimeWarping.radius(percent / 100.0, one.length / series.channels(), 0))
        .toArray();
  }

  /** How many series have a nearest other one of another class; at most {@code most + 1}. */
  private int errors(double share, int most) {
    WarpedSearch search = new WarpedSearch(series.channels(), series.x, share);
    AtomicInteger errors = new AtomicInteger();
    IntStream.range(0, series.size())
        .parallel()
        .filter(i -> errors.get() <= most && wrong(i, search.query(series.x[i])))
        .forEach(i -> errors.incrementAndGet());
    return Math.min(most + 1, errors.get());
  }

  private boolean wrong(int i, WarpedSearch.Query query) {
    Row row = rows[i];
    boolean same =
        row.known && (row.friend < 0 || query.squared(row.friend, row.distance) == row.distance);
    if (!same) {
      findFriend(i, query);
    }
    if (row.friend < 0) {
      return true; // the only one of its class
    }
    if (same && row.foe < 0) {
      return false; // others have not come nearer
    }
    if (row.foe < 0 || !nearer(query, row.foe, row)) {
      findFoe(i, query);
    }
    return row.foe >= 0;
  }

  private static boolean nearer(WarpedSearch.Query query, int j, Row than) {
    double distance = query.squared(j, than.distance);
    return WarpedSearch.nearer(distance, j, than.distance, than.friend);
  }

  private void findFriend(int i, WarpedSearch.Query query) {
    Row row = rows[i];
    row.known = true;
    row.distance =
        row.friend < 0
            ? Double.POSITIVE_INFINITY
            : query.squared(row.friend, Double.POSITIVE_INFINITY);
    for (int j : query.order()) {
      if (query.beyond(j, row.distance)) {
        return;
      }
      if (j != i && y[j] == y[i] && j != row.friend) {
        double distance = query.squared(j, row.distance);
        if (row.friend < 0 || WarpedSearch.nearer(distance, j, row.distance, row.friend)) {
          row.distance = distance;
          row.friend = j;
        }
      }
    }
  }

  private void findFoe(int i, WarpedSearch.Query query) {
    rows[i].foe = -1;
    for (int j : query.order()) {
      if (query.beyond(j, rows[i].distance)) {
        return;
      }
      if (y[j] != y[i] && nearer(query, j, rows[i])) {
        rows[i].foe = j;
        return;
      }
    }
  }
}
