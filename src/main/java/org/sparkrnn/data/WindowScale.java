package org.sparkrnn.data;

import java.io.Serializable;

/**
 * Level and scale of a window of a series, which make all series look alike to a network. The
 * window has n values y, the last of which is the latest known; the period has S steps; h = 0 is
 * the first value to forecast:
 *
 * <pre>
 *   a value as the network reads it:         (y - level) / scale
 *   a value h steps ahead as it learns it:   (y - base_h) / scale
 *
 *   none     level = 0             scale = 1                        base_h = 0
 *   mean     level = 0             scale = mean |y|                 base_h = 0
 *   level    level = mean of the   scale = mean |y - mean y|        base_h = level
 *            last S values
 *   season   as level              as level                         base_h = y one or more whole
 *                                                                   seasons before
 * </pre>
 *
 * A scale is at least a thousandth of mean |y|, and it is |y| if only one value is known, which
 * does not tell how far values vary. Missing values (NaN) are left out: n counts the others, a
 * level without a value in the last S steps is the mean of the window, and a season goes on to the
 * seasons before it, then to the level.
 *
 * <p>Zeros alone do not tell in which unit a series is. So a window of zeros has the scale of the
 * latest window of as many steps that ends with another value, as windows do in which this value is
 * the last one that is not 0. If all values so far are 0, the scale is 1. It is always 1 for
 * counts, whose unit is known.
 *
 * <p>A value that is further from its base than {@link #FARTHEST} scales is learned as if it were
 * that far away. Otherwise a single series that is constant or 0 for a long time, and then is not,
 * would outweigh all others.
 *
 * <p>Nothing that comes after a window has a part in its level and scale, and a series that was
 * never seen has a scale as well as any other. Level and season are those of Smyl's ES-RNN (2020,
 * section 3.2), with means over the window in the place of smoothing with learned weights.
 */
public final class WindowScale implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final double LEAST = 1e-3; // times mean |y|

  /** The largest scaled value that is learned, by its absolute value. */
  public static final double FARTHEST = 300;

  /** The largest scaled value for which a linear model is fitted, by its absolute value. */
  public static final double FAR = 30;

  private final SeriesScaling kind;
  private final int period;
  private final boolean counts;
  private transient double[] values; // the values of the series
  private int stride; // between its values
  private int begin; // of the window
  private int end; // behind the window's last value
  private boolean empty; // whether no value is known
  private double level;
  private double scale = 1;
  private boolean season; // whether the window has a whole season
  private int n; // known values of the steps that were added up last
  private double sum; // of these values
  private double sizes; // the sum of their absolute values

  private transient double[] searched; // a series whose steps in the next line are zeros or missing
  private int zerosFrom; // behind the last value that is not 0
  private int zerosTo;

  /**
   * @param period S
   */
  public WindowScale(SeriesScaling kind, int period) {
    this(kind, period, false);
  }

  /**
   * @param period S
   * @param counts whether values are counts
   */
  public WindowScale(SeriesScaling kind, int period, boolean counts) {
    this.kind = kind;
    this.period = period;
    this.counts = counts;
  }

  /** Computes level and scale of the window from one step to before another. */
  public void measure(SeriesSteps series, int from, int to) {
    measure(series.numbers(), series.width(), from, to, series.earlierScale());
  }

  /**
   * Computes level and scale of a window.
   *
   * @param series values, {@code step} apart from index 0 on; kept until the next call
   * @param from the window's first value
   * @param to the position after the window's last value
   */
  public void measure(double[] series, int step, int from, int to) {
    measure(series, step, from, to, 1);
  }

  /**
   * @param earlier the scale of a window of zeros if all values before it are 0 too
   */
  private void measure(double[] series, int step, int from, int to, double earlier) {
    values = series;
    stride = step;
    begin = from;
    end = to;
    addUp(from, to);
    empty = n == 0;
    level = 0;
    scale = 1;
    season = to - from >= period;
    if (kind == SeriesScaling.NONE || empty) {
      return;
    }
    if (sizes == 0) {
      scale = counts ? 1 : scaleOfZeros(from, to - from, earlier);
      return;
    }
    scale = spread(from, to);
    if (kind != SeriesScaling.MEAN) {
      level = level(Math.max(from, to - period), sum / n);
    }
  }

  private void addUp(int from, int to) {
    n = 0;
    sum = 0;
    sizes = 0;
    for (int t = from; t < to; t++) {
      double y = values[t * stride];
      if (!Double.isNaN(y)) {
        n++;
        sum += y;
        sizes += Math.abs(y);
      }
    }
  }

  /** The scale of steps that were added up last, not all of which are 0. */
  private double spread(int from, int to) {
    double size = sizes / n;
    if (kind == SeriesScaling.MEAN || n == 1) {
      return size;
    }
    double mean = sum / n;
    double distance = 0;
    for (int t = from; t < to; t++) {
      double y = values[t * stride];
      distance += Double.isNaN(y) ? 0 : Math.abs(y - mean);
    }
    return Math.max(distance / n, LEAST * size);
  }

  /** The scale of the latest window that ends before a step, with a value other than 0. */
  private double scaleOfZeros(int from, int steps, double otherwise) {
    int last = from - 1;
    while (last >= 0 && !(Math.abs(values[last * stride]) > 0)) {
      boolean known = values == searched && last >= zerosFrom && last < zerosTo;
      last = known ? zerosFrom - 1 : last - 1; // windows of a long run of zeros search it once
    }
    searched = values;
    zerosFrom = last + 1;
    zerosTo = from;
    if (last < 0) {
      return otherwise;
    }
    int first = Math.max(0, last + 1 - steps);
    addUp(first, last + 1);
    return spread(first, last + 1);
  }

  /** The mean of the values from a step on, or another where there are none. */
  private double level(int from, double otherwise) {
    int n = 0;
    for (int t = from; t < end; t++) {
      n += Double.isNaN(values[t * stride]) ? 0 : 1;
    }
    double mean = 0;
    for (int t = from; t < end; t++) {
      double y = values[t * stride];
      mean += Double.isNaN(y) ? 0 : y / n;
    }
    return n == 0 ? otherwise : mean;
  }

  /** Whether the window has no value, so that it says nothing of the scale of the series. */
  public boolean empty() {
    return empty;
  }

  /** A new object of the same kind and period, for other windows. */
  public WindowScale copy() {
    return new WindowScale(kind, period, counts);
  }

  /** The kind of scaling. */
  public SeriesScaling kind() {
    return kind;
  }

  /** The number that is subtracted from values. */
  public double level() {
    return level;
  }

  /** The divisor of values after the level was subtracted. */
  public double scale() {
    return scale;
  }

  /**
   * The base to which a forecast is relative.
   *
   * @param h steps ahead, from 0
   */
  public double base(int h) {
    if (kind == SeriesScaling.NONE || kind == SeriesScaling.MEAN) {
      return 0;
    }
    boolean seasonal = kind == SeriesScaling.SEASON && season;
    for (int t = end - period + h % period; seasonal && t >= begin; t -= period) {
      if (!Double.isNaN(values[t * stride])) {
        return values[t * stride];
      }
    }
    return level;
  }

  /**
   * Scales a value {@code h} steps ahead, from 0, as the network learns it.
   *
   * @return at most {@link #FARTHEST} by its absolute value, unless values are not scaled
   */
  public double scaled(int h, double value) {
    double scaled = (value - base(h)) / scale;
    return kind == SeriesScaling.NONE
        ? scaled
        : Math.max(-FARTHEST, Math.min(FARTHEST, scaled)); // NaN stays NaN
  }

  /** Converts an output {@code h} steps ahead, from 0, into a value. */
  public double restored(int h, double output) {
    return base(h) + scale * output;
  }
}
