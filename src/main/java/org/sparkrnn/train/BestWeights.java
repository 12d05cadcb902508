package org.sparkrnn.train;

import org.sparkrnn.nn.Criterion;
import org.sparkrnn.nn.Evaluation;
import org.sparkrnn.train.checkpoint.Checkpoint;

/**
 * Keeps the weights of the latest epoch whose validation differs from the best only by chance, or
 * without validation those of the last epoch. The best of many noisy figures is often from a lucky
 * early epoch, but as the learning rate falls, later weights are better.
 */
final class BestWeights {
  private static final String KEPT_EPOCH = "kept.epoch";

  private final Criterion criterion;
  private float[] weights;
  private int epoch; // epoch of the weights
  private Evaluation best;
  private int bestEpoch;

  BestWeights(Criterion criterion) {
    this.criterion = criterion;
  }

  /**
   * @param now the validation of the weights after the epoch, or null without validation data
   * @param w the weights; copied if training may still change them
   */
  void offer(int epochNow, Evaluation now, float[] w) {
    if (now == null) {
      weights = w;
      epoch = epochNow;
      bestEpoch = epochNow;
      return;
    }
    boolean better = best == null || criterion.better(now, best);
    if (better) {
      best = now;
      bestEpoch = epochNow;
    }
    if (better || criterion.withinChance(now, best)) {
      weights = w.clone();
      epoch = epochNow;
    }
  }

  /** Writes the best weights so far; without validation they are in the checkpoint already. */
  void save(Checkpoint to) {
    to.put("best.epoch", bestEpoch);
    to.put(KEPT_EPOCH, epoch);
    if (best != null) {
      to.put("best.validation", best.state());
      to.put("best.weights", weights);
    }
  }

  /**
   * Restores the state that {@link #save} wrote.
   *
   * @param w the current weights, or their average, as for {@link #offer}
   * @param epochs the complete epochs
   */
  void restore(Checkpoint from, float[] w, int epochs) {
    bestEpoch = from.integer("best.epoch", 0, epochs);
    boolean latest = from.has(KEPT_EPOCH); // earlier versions kept the weights of the best epoch
    epoch = latest ? from.integer(KEPT_EPOCH, bestEpoch, epochs) : bestEpoch;
    if (from.has("best.validation")) {
      best = Evaluation.ofState(from.reals("best.validation", Evaluation.STATE_SIZE));
      weights = new float[w.length];
      from.copyWeights("best.weights", weights);
    } else if (epoch > 0) {
      weights = w;
    }
  }

  float[] weights() {
    return weights;
  }

  /** The epoch of the weights, from 1. */
  int epoch() {
    return epoch;
  }

  /** The epoch with the best validation, from 1; without validation the last one. */
  int bestEpoch() {
    return bestEpoch;
  }
}
