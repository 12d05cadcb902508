package org.sparkrnn.optim;

/**
 * Linear warm-up (Goyal et al. 2017) in front of any other schedule:
 *
 * <pre>
 *   lr(s) = (s + 1) / W * lr'(s)   for s &lt; W,   then lr'(s)
 * </pre>
 */
final class Warmup implements Schedule {
  private final Schedule other;
  private final long steps; // W

  Warmup(Schedule other, long steps) {
    this.other = other;
    this.steps = steps;
  }

  @Override
  public double learningRate(long step) {
    double rate = other.learningRate(step);
    return step < steps ? rate * (step + 1) / steps : rate;
  }

  @Override
  public void onEpoch(double loss) {
    other.onEpoch(loss);
  }

  @Override
  public double[] state() {
    return other.state();
  }

  @Override
  public void restore(double[] state) {
    other.restore(state);
  }
}
