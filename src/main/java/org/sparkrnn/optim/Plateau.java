package org.sparkrnn.optim;

/**
 * Lowers the learning rate when the loss no longer falls, in the form of PyTorch's
 * lr_scheduler.ReduceLROnPlateau: after {@code epochs} epochs in succession without a loss below (1
 * - 1e-4) of the best, lr = max(min, factor lr). PyTorch's patience is {@code epochs} - 1.
 */
final class Plateau implements Schedule {
  private static final double THRESHOLD = 1e-4;

  private final double factor;
  private final int epochs;
  private final double min;
  private double rate;
  private double best = Double.POSITIVE_INFINITY;
  private int withoutBetter;

  Plateau(double learningRate, double factor, int epochs, double min) {
    rate = learningRate;
    this.factor = factor;
    this.epochs = epochs;
    this.min = min;
  }

  @Override
  public double learningRate(long step) {
    return rate;
  }

  @Override
  public void onEpoch(double loss) {
    if (loss < best * (1 - THRESHOLD)) {
      best = loss;
      withoutBetter = 0;
    } else if (++withoutBetter == epochs) {
      rate = Math.max(min, factor * rate);
      withoutBetter = 0;
    }
  }

  /** The rate, the best loss, and the number of epochs since. */
  @Override
  public double[] state() {
    return new double[] {rate, best, withoutBetter};
  }

  @Override
  public void restore(double[] state) {
    rate = state[0];
    best = state[1];
    withoutBetter = (int) state[2];
  }
}
