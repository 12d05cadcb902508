package org.sparkrnn.train.step;

import java.io.Serializable;
import org.sparkrnn.data.BatchPlan;
import org.sparkrnn.data.BatchPlan.Purpose;
import org.sparkrnn.data.PackedBatch;
import org.sparkrnn.data.PackedBatch.TokenFilter;
import org.sparkrnn.data.TimeWarp;
import org.sparkrnn.train.shard.Shard;

/**
 * The random changes that training makes to the inputs. They depend only on seed, epoch and shard,
 * not on where or how often a mini-batch is computed.
 *
 * @param wordDropout share of tokens replaced by the unknown word, id 0
 * @param timeWarp the strength of {@link TimeWarp}; 0 for none
 * @param timeMask share of a sequence's steps whose features are masked at most; 0 for none
 * @param featureMask share of the features that are masked at all steps of a sequence at most; 0
 *     for none
 */
public record InputNoise(double wordDropout, double timeWarp, double timeMask, double featureMask)
    implements Serializable {
  /** Changes nothing. */
  public static final InputNoise NONE = new InputNoise(0, 0, 0, 0);

  /** Packs a shard's part of the mini-batch with this number. */
  void pack(PackedBatch batch, Shard shard, BatchPlan plan, int epoch, int number) {
    int from = plan.from(number, shard.index());
    int count = plan.to(number, shard.index()) - from;
    int[] order = shard.order(plan, epoch);
    batch.pack(shard.block(), order, from, count, filter(plan.seed(), epoch, shard.index(), 0));
    if (timeWarp > 0) {
      long stream = BatchPlan.stream(plan.seed(), epoch, shard.index(), Purpose.TIME_WARP);
      batch.warp(new TimeWarp(timeWarp, stream));
    }
    if (timeMask > 0) {
      long stream = BatchPlan.stream(plan.seed(), epoch, shard.index(), Purpose.TIME_MASK);
      batch.maskSteps(timeMask, stream);
    }
    if (featureMask > 0) {
      long stream = BatchPlan.stream(plan.seed(), epoch, shard.index(), Purpose.FEATURE_MASK);
      batch.maskFeatures(featureMask, stream);
    }
  }

  /**
   * Word dropout; the decision on a token does not depend on where chunks of a sequence begin.
   *
   * @param first the position in its sequence of the first step that is packed
   */
  TokenFilter filter(long seed, int epoch, int shard, int first) {
    if (wordDropout == 0) {
      return TokenFilter.NONE;
    }
    long stream = BatchPlan.stream(seed, epoch, shard, Purpose.WORD_DROPOUT);
    return (i, t, token) -> BatchPlan.uniform(stream, i, first + t) < wordDropout ? 0 : token;
  }
}
