package org.sparkrnn.baseline;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * Learns the window of {@linkplain TimeWarping dynamic time warping} on training series: the window
 * of 0, 1, 2, .. 20 percent of the length with which the fewest series have a nearest neighbour of
 * another class, and the narrowest of equally good ones. (Ratanamahatana and Keogh, Making
 * time-series classification more accurate using learned constraints, 2004; wider ones are rarely
 * better: Dau et al., Optimizing dynamic time warping's window width for time series data mining
 * applications, 2018.)
 *
 * <p>Windows are tried from the widest to the narrowest, so that distances only grow: if the
 * distance to the nearest series of the same class stays the same, no other series can have become
 * nearer. (Tan et al., Efficient search of the best warping window for dynamic time warping, 2018.)
 * A window is abandoned when it has more errors than the best one. The result is the same on any
 * number of threads.
 */
public final class WindowSearch {
  private static final int WIDEST = 20; // percent
  private static final double MOST_CELLS = 1e11; // of all windows, without skipped cells

  private final SeriesSet series;
  private final int[] y; // [rows] classes by number
  private final Row[] rows;

  /** The results for a series from the last window. */
  private static final class Row {
    boolean known;
    int friend = -1; // the nearest series of the same class, or -1
    double distance; // squared distance to it
    int foe = -1; // a nearer series of another class, or -1
  }

  private WindowSearch(SeriesSet series) {
    this.series = series;
    String[] classes = Arrays.stream(series.y).distinct().sorted().toArray(String[]::new);
    y = Arrays.stream(series.y).mapToInt(label -> Arrays.binarySearch(classes, label)).toArray();
    rows = new Row[y.length];
    Arrays.setAll(rows, i -> new Row());
  }

  /** Learns the best window, as a share of the length. */
  public static double learn(SeriesSet series) {
    return new WindowSearch(series.evenly(affordable(series))).best();
  }

  /** The number of series on which windows are compared; if there are more, a sample is used. */
  public static int affordable(SeriesSet series) {
    double length = (double) series.steps() / series.size();
    double cells = 0; // per pair, over all windows
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
        best = percent; // the window has the same radius
      }
    }
    return best / 100.0;
  }

  private int[] radii(int percent) {
    return Arrays.stream(series.x)
        .mapToInt(one -> TimeWarping.radius(percent / 100.0, one.length / series.channels(), 0))
        .toArray();
  }

  /** The number of series whose nearest neighbour has another class; at most {@code most + 1}. */
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
      return false; // others have not become nearer
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
