package org.sparkrnn.ml.column;

import java.io.Serializable;

/**
 * The smallest distance between two rows of a series, where it is, and the largest time of all
 * rows. It is not a record, because it travels in shuffles, and the Kryo in Spark cannot read
 * records.
 */
final class StepDistance implements Serializable {
  private static final long serialVersionUID = 1L;

  /** No distance: there are no rows. */
  static final StepDistance NONE = none(0);

  /** Distances below this factor are one step: a month may have 28 days, and another one 31. */
  private static final double ONE_STEP = 1.5;

  private final String series; // name of the series; null if no series has two rows
  private final double before; // the earlier time
  private final double distance;
  private final long near; // number of distances that are about as small
  private final long all; // number of distances
  private final double largest; // absolute value of a time

  private StepDistance(
      String series, double before, double distance, long near, long all, double largest) {
    this.series = series;
    this.before = before;
    this.distance = distance;
    this.near = near;
    this.all = all;
    this.largest = largest;
  }

  private static StepDistance none(double largest) {
    return new StepDistance(null, Double.NaN, Double.POSITIVE_INFINITY, 0, 0, largest);
  }

  /** The smallest distance of the ascending times, of which there is at least one, of a series. */
  static StepDistance of(String series, double[] times) {
    int at = 0;
    double smallest = Double.POSITIVE_INFINITY;
    for (int i = 1; i < times.length; i++) {
      if (times[i] - times[i - 1] < smallest) {
        smallest = times[i] - times[i - 1];
        at = i - 1;
      }
    }
    long near = 0;
    for (int i = 1; i < times.length; i++) {
      near += times[i] - times[i - 1] < ONE_STEP * smallest ? 1 : 0;
    }
    double largest = Math.max(Math.abs(times[0]), Math.abs(times[times.length - 1]));
    return times.length < 2
        ? none(largest)
        : new StepDistance(series, times[at], smallest, near, times.length - 1, largest);
  }

  /** The smaller one; of equal ones that of the series whose name comes first. */
  StepDistance merge(StepDistance other) {
    double most = Math.max(largest, other.largest);
    if (series == null || other.series == null) {
      StepDistance one = series == null ? other : this;
      return new StepDistance(one.series, one.before, one.distance, one.near, one.all, most);
    }
    boolean first =
        distance < other.distance
            || distance == other.distance && series.compareTo(other.series) <= 0;
    StepDistance least = first ? this : other;
    StepDistance more = first ? other : this;
    long alike = more.distance < ONE_STEP * least.distance ? more.near : 0;
    return new StepDistance(
        least.series, least.before, least.distance, least.near + alike, least.all + more.all, most);
  }

  /** The distance of steps; 1 if there is none. */
  double steps() {
    return series == null ? 1 : distance;
  }

  /** The largest absolute value of a time; 0 without rows. */
  double largestTime() {
    return largest;
  }

  /** Whether less than half of the distances are about as small as this one. */
  boolean exceptional() {
    return 2 * near < all;
  }

  /** Tells where the smallest distance is, and how to set another one. */
  String message(TimeColumn time) {
    return "timeStep is not set, so it would be the smallest distance between two rows of a series, which is that of series %s between %s %s and %s; but only %,d of %,d distances are so small; set timeStep to the distance of the steps, or correct these rows"
        .formatted(
            series, time.name(), time.shown(before), time.shown(before + distance), near, all);
  }
}
