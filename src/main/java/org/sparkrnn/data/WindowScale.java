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
 * A scale is at least a thousandth of mean |y|, and 1 if all values are 0. Level and scale depend
 * only on the window: no later value has an influence, and a new series has a scale like any other.
 * Level and season follow Smyl's ES-RNN (2020, section 3.2), but use means over the window instead
 * of smoothing with learned weights.
 */
public final class WindowScale implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final double LEAST = 1e-3; // times mean |y|

  private final SeriesScaling kind;
  private final int period;
  private transient double[] values; // the values of the series
  private int stride; // between its values
  private int end; // index after the window's last value
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
    end = to;
    int n = to - from;
    double sum = 0;
    double sizes = 0;
    for (int t = from; t < to; t++) {
      sum += series[t * step];
      sizes += Math.abs(series[t * step]);
    }
    double size = sizes / n;
    level = 0;
    scale = 1;
    season = n >= period;
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
      distance += Math.abs(series[t * step] - mean);
    }
    scale = Math.max(distance / n, LEAST * size);
    int last = Math.min(period, n);
    for (int t = to - last; t < to; t++) {
      level += series[t * step] / last;
    }
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
    return kind == SeriesScaling.SEASON && season
        ? values[(end - period + h % period) * stride]
        : level;
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
