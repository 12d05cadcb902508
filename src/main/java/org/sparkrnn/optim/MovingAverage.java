package org.sparkrnn.optim;

/**
 * The exponential moving average of weights (Polyak and Juditsky 1992, in the form that Adam's
 * paper, section 7.2, has it), which moves slowly where they jump about the same place:
 *
 * <pre>
 *   a = a + (1 - k) (w - a)         k = min(decay, (1 + t) / (10 + t)) after update t
 * </pre>
 *
 * While there are few updates less is kept, so that the weights at the beginning are soon
 * forgotten. Every element is averaged by itself: results do not depend on how the work is divided.
 */
public final class MovingAverage {
  private static final double SLOWER_FROM = 10;

  private MovingAverage() {}

  /**
   * Takes the weights after an update into the average.
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
