package org.sparkrnn.testkit.twin;

/**
 * The forward half of the last step, the reverse half of the first step and the inputs of the last
 * step.
 */
final class LastStepTwin implements PoolingTwin {
  private final int directions;
  private final int joined;

  LastStepTwin(PlainContext context) {
    directions = context.spec.directions();
    joined = context.spec.joinedInputs();
  }

  @Override
  public double[] pool(double[][] h) {
    double[] ends = h[h.length - 1].clone();
    int H = (ends.length - joined) / directions;
    System.arraycopy(h[0], H, ends, H, ends.length - joined - H);
    return ends;
  }
}
