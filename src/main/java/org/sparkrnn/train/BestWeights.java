package org.sparkrnn.train;

import org.sparkrnn.nn.Criterion;
import org.sparkrnn.nn.Evaluation;
import org.sparkrnn.train.checkpoint.Checkpoint;

/**
 * Remembers the weights of the latest epoch whose validation is as good as the best but for chance;
 * without validation, of the last. The best of many noisy figures is often one of an early epoch
 * that was lucky, while the learning rate falls and later weights are the better ones.
 */
final class BestWeights {
  private static final String KEPT_EPOCH = "kept.epoch";

  private final Criterion criterion;
  private float[] weights;
  private int epoch; // of the weights
  private Evaluation best;
  private int bestEpoch;

  BestWeights(Criterion criterion) {
    this.criterion = criterion;
  }

  /**
   * @param now of the weights after the epoch, or null without validation data
   * @param w the weights; copied where they may still be trained on while these must stay
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

  /** Writes what has been best so far; without validation those are in the checkpoint anyway. */
  void save(Checkpoint to) {
    to.put("best.epoch", bestEpoch);
    to.put(KEPT_EPOCH, epoch);
    if (best != null) {
      to.put("best.validation", best.state());
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
    bestEpoch = from.integer("best.epoch", 0, epochs);
    boolean latest = from.has(KEPT_EPOCH); // earlier versions kept those of the best epoch itself
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

  /** The epoch the weights are of, from 1. */
  int epoch() {
    return epoch;
  }

  /** The epoch with the best validation, from 1; without validation the last. */
  int bestEpoch() {
    return bestEpoch;
  }
}
