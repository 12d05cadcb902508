package org.sparkrnn.train.step;

import org.sparkrnn.data.BatchPlan;
import org.sparkrnn.nn.Dropout;
import org.sparkrnn.nn.NetworkSpec;
import org.sparkrnn.train.shard.Shard;

/**
 * The gradient of a shard's part of a mini-batch: {@link BatchArithmetic} with all that stays
 * fixed.
 */
public final class GradientContribution implements BatchContribution {
  private static final long serialVersionUID = 1L;

  private final NetworkSpec spec;
  private final BatchPlan plan;
  private final double wordDropout;
  private final Dropout dropout;

  /**
   * @param wordDropout share of tokens replaced by the unknown word
   * @param dropout shares of units dropped
   */
  public GradientContribution(
      NetworkSpec spec, BatchPlan plan, double wordDropout, Dropout dropout) {
    this.spec = spec;
    this.plan = plan;
    this.wordDropout = wordDropout;
    this.dropout = dropout;
  }

  @Override
  public GradientSum add(
      GradientSum sum, Shard shard, float[] w, float[] carried, int epoch, int batch) {
    return BatchArithmetic.addGradient(
        sum, shard, spec, w, plan, epoch, batch, wordDropout, dropout);
  }
}
