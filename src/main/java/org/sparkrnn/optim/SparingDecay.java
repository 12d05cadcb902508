package org.sparkrnn.optim;

/**
 * A rule with weight decay, and the same rule without it for parts of the weights: those that have
 * a reason to be where they are, which is not near zero.
 */
final class SparingDecay implements Optimizer {
  private final Optimizer decayed;
  private final Optimizer plain;
  private final int[] spared; // from, to, from, to and so on, in ascending order

  SparingDecay(Optimizer decayed, Optimizer plain, int[] spared) {
    this.decayed = decayed;
    this.plain = plain;
    this.spared = spared;
  }

  @Override
  public int stateSlots() {
    return decayed.stateSlots();
  }

  @Override
  public void update(
      float[] w,
      float[] g,
      int shift,
      float scale,
      float[][] state,
      int from,
      int to,
      long step,
      double learningRate) {
    int at = from;
    for (int i = 0; i < spared.length && at < to; i += 2) {
      int begin = Math.max(at, Math.min(to, spared[i]));
      int end = Math.max(begin, Math.min(to, spared[i + 1]));
      decayed.update(w, g, shift, scale, state, at, begin, step, learningRate);
      plain.update(w, g, shift, scale, state, begin, end, step, learningRate);
      at = end;
    }
    decayed.update(w, g, shift, scale, state, at, to, step, learningRate);
  }
}
