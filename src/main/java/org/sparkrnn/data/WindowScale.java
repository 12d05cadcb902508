package org.sparkrnn.data;

import java.io.Serializable;

/**
 * Level and size of a window of a series, by which a network sees all series alike. With n values y
 * of the window, the last of which is the latest known, and a period of S steps (0 counts from the
 * first value that is forecast):
 *
 * <pre>
 *   what the network sees of a value:      (y - level) / scale
 *   what it learns of a value h steps on:  (y - base_h) / scale
 *
 *   none     level = 0             scale = 1                        base_h = 0
 *   mean     level = 0             scale = mean |y|                 base_h = 0
 *   level    level = mean of the   scale = mean |y - mean y|        base_h = level
 *            last S values
 *   season   as level              as level                         base_h = y of S steps before,
 *                                                                   or whole seasons before
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
  private static final double LEAST = 1e-3; // of the mean size

  private final SeriesScaling kind;
  private final int period;
  private transient double[] values; // of the series
  private int stride; // between its values
  private int begin; // of the window
  private int end; // behind the window's last value
  private boolean empty; // whether no value is known
  private double level;
  private double scale = 1;
  private boolean season; // whether the window has a whole one

  /**
   * @param period S
   */
  public WindowScale(SeriesScaling kind, int period) {
    this.kind = kind;
    this.period = period;
  }

  /**
   * Takes a window's measures.
   *
   * @param series whose values stand {@code step} apart, from index 0 on; kept until the next call
   * @param from its first value
   * @param to behind its last one
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

  /** Another of its kind, which measures other windows. */
  public WindowScale copy() {
    return new WindowScale(kind, period);
  }

  /** What is taken out. */
  public SeriesScaling kind() {
    return kind;
  }

  /** What is subtracted from values. */
  public double level() {
    return level;
  }

  /** What they are divided by then. */
  public double scale() {
    return scale;
  }

  /**
   * What a forecast is relative to.
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

  /** A value {@code h} steps ahead, from 0, as the network learns it. */
  public double scaled(int h, double value) {
    return (value - base(h)) / scale;
  }

  /** What an output {@code h} steps ahead, from 0, says of the value. */
  public double restored(int h, double output) {
    return base(h) + scale * output;
  }
}
