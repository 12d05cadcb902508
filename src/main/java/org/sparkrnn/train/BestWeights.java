package org.sparkrnn.train;

import org.sparkrnn.nn.Evaluation;
import org.sparkrnn.nn.HeadType;

/** Remembers the weights of the epoch with the best validation; without validation, the last. */
final class BestWeights {
  private final HeadType head; // knows what is better
  private float[] weights;
  private Evaluation validation;
  private int epoch;

  BestWeights(HeadType head) {
    this.head = head;
  }

  /**
   * @param now of the weights after the epoch, or null without validation data
   * @param w the weights; copied where they may still be trained on while these must stay
   */
  void offer(int epochNow, Evaluation now, float[] w) {
    if (now == null) {
      weights = w;
      epoch = epochNow;
    } else if (validation == null || head.better(now, validation)) {
      weights = w.clone();
      validation = now;
      epoch = epochNow;
    }
  }

  float[] weights() {
    return weights;
  }

  /** The epoch they are of, from 1. */
  int epoch() {
    return epoch;
  }
}
