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
 * A scale is at least a thousandth of mean |y|, and 1 where all values are 0. Missing values (NaN)
 * are left out: n counts the others, a level without a value in the last S steps is the mean of the
 * window, and a season goes on to the seasons before it, then to the level. All of it depends on
 * the window alone: nothing that comes later has a part in it, and a series that was never seen has
 * a scale as well as any other. Level and season are those of Smyl's ES-RNN (2020, section 3.2),
 * with means over the window in the place of smoothing with learned weights.
 */
public final class WindowScale implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final double LEAST = 1e-3; // times mean |y|

  private final SeriesScaling kind;
  private final int period;
  private transient double[] values; // the values of the series
  private int stride; // between its values
  private int begin; // of the window
  private int end; // behind the window's last value
  private boolean empty; // whether no value is known
  private double level;
  private double scale = 1;
  private boolean season; // whether the window has a whole season

  /**
   * @param period S
   */
  public WindowScale(SeriesScaling kind, int period) {
    this.kind = kind;
    this.period = period;
  }

  /**
   * Computes level and scale of a window.
   *
   * @param series values, {@code step} apart from index 0 on; kept until the next call
   * @param from the window's first value
   * @param to the position after the window's last value
   */
  public void measure(double[] series, int step, int from, int to) {
    values = series;
    stride = step;
    begin = from;
    end = to;
    int n = 0;
    double sum = 0;
    double sizes = 0;
    for (int t = from; t < to; t++) {
      double y = series[t * step];
      if (!Double.isNaN(y)) {
        n++;
        sum += y;
        sizes += Math.abs(y);
      }
    }
    empty = n == 0;
    double size = empty ? 0 : sizes / n;
    level = 0;
    scale = 1;
    season = to - from >= period;
    if (kind == SeriesScaling.NONE || size == 0) {
      return;
    }
    if (kind == SeriesScaling.MEAN) {
      scale = size;
      return;
    }
    double mean = sum / n;
    double distance = 0;
    for (int t = from; t < to; t++) {
      double y = series[t * step];
      distance += Double.isNaN(y) ? 0 : Math.abs(y - mean);
    }
    scale = Math.max(distance / n, LEAST * size);
    level = level(Math.max(from, to - period), mean);
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
    return new WindowScale(kind, period);
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

  /** Scales a value {@code h} steps ahead, from 0, as the network learns it. */
  public double scaled(int h, double value) {
    return (value - base(h)) / scale;
  }

  /** Converts an output {@code h} steps ahead, from 0, into a value. */
  public double restored(int h, double output) {
    return base(h) + scale * output;
  }
}
