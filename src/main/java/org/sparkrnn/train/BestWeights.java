package org.sparkrnn.train;

import java.util.function.BiPredicate;
import org.sparkrnn.nn.Evaluation;
import org.sparkrnn.train.checkpoint.Checkpoint;

/** Remembers the weights of the epoch with the best validation; without validation, the last. */
final class BestWeights {
  private final BiPredicate<Evaluation, Evaluation> better;
  private float[] weights;
  private Evaluation validation;
  private int epoch;

  /**
   * @param better whether the first is the better outcome of the two
   */
  BestWeights(BiPredicate<Evaluation, Evaluation> better) {
    this.better = better;
  }

  /**
   * @param now of the weights after the epoch, or null without validation data
   * @param w the weights; copied where they may still be trained on while these must stay
   */
  void offer(int epochNow, Evaluation now, float[] w) {
    if (now == null) {
      weights = w;
      epoch = epochNow;
    } else if (validation == null || better.test(now, validation)) {
      weights = w.clone();
      validation = now;
      epoch = epochNow;
    }
  }

  /** Writes what has been best so far; without validation those are in the checkpoint anyway. */
  void save(Checkpoint to) {
    to.put("best.epoch", epoch);
    if (validation != null) {
      to.put("best.validation", validation.state());
      to.put("best.weights", weights);
    }
  }

  /**
   * Goes on from what {@link #save} wrote.
   *
   * @param w the weights of now, or their average, as {@link #offer} gets them
   * @param epochs complete ones
   */
  void restore(Checkpoint from, float[] w, int epochs) {
    epoch = from.integer("best.epoch", 0, epochs);
    if (from.has("best.validation")) {
      validation = Evaluation.ofState(from.reals("best.validation", Evaluation.STATE_SIZE));
      weights = new float[w.length];
      from.copyWeights("best.weights", weights);
    } else if (epoch > 0) {
      weights = w;
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
