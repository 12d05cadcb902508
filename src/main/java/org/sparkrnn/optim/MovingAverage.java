package org.sparkrnn.optim;

/**
 * The exponential moving average of weights (Polyak and Juditsky 1992, in the form of section 7.2
 * of the paper on Adam), which is smoother than the weights themselves:
 *
 * <pre>
 *   a = a + (1 - k) (w - a)         k = min(decay, (1 + t) / (10 + t)) after update t
 * </pre>
 *
 * During the first updates less of the average is kept, so that the initial weights are soon
 * forgotten. Each element is averaged independently, so results do not depend on how the work is
 * divided.
 */
public final class MovingAverage {
  private static final double SLOWER_FROM = 10;

  private MovingAverage() {}

  /**
   * Adds the weights after an update to the average.
   *
   * @param step number of the update, from 1
   */
  public static void add(float[] average, float[] w, double decay, long step) {
    add(average, w, 0, w.length, decay, step);
  }

  /** The same of the weights from {@code begin} up to {@code end}. */
  public static void add(float[] average, float[] w, int begin, int end, double decay, long step) {
    double keep = Math.min(decay, (1.0 + step) / (SLOWER_FROM + step));
    float move = (float) (1 - keep);
    Ranges.forEach(
        begin,
        end,
        (piece, from, to) -> {
          for (int i = from; i < to; i++) {
            average[i] += move * (w[i] - average[i]);
          }
        });
  }
}
