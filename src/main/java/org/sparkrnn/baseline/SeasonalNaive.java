package org.sparkrnn.baseline;

/**
 * The forecast that a series repeats itself: the value h steps after the last known one is that of
 * the same season of the last known period,
 *
 * <pre>
 *   x^(e + h) = x(e + h - m ceil(h / m))          m: the period; m = 1 is persistence
 * </pre>
 *
 * and the last known value if the series is shorter than that. (Hyndman and Athanasopoulos,
 * Forecasting: Principles and Practice, section 5.2.)
 */
public final class SeasonalNaive {
  private SeasonalNaive() {}

  /**
   * The index of the value that the forecast repeats.
   *
   * @param last index e of the last known value, 0 or more
   * @param ahead steps after it, h, 1 or more
   * @param period m, 1 or more
   */
  public static int source(int last, int ahead, int period) {
    int periods = (ahead + period - 1) / period;
    int source = last + ahead - period * periods;
    return source < 0 ? last : source;
  }
}
