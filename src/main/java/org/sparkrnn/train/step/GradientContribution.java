package org.sparkrnn.train.step;

import org.sparkrnn.data.BatchPlan;
import org.sparkrnn.nn.Dropout;
import org.sparkrnn.nn.Network;
import org.sparkrnn.nn.NetworkSpec;
import org.sparkrnn.nn.ParamLayout;
import org.sparkrnn.train.shard.Shard;

/**
 * The gradient of a shard's part of a mini-batch: {@link BatchArithmetic} with the arguments that
 * are the same in every step.
 */
public final class GradientContribution implements BatchContribution {
  private static final long serialVersionUID = 1L;

  private final NetworkSpec spec;
  private final BatchPlan plan;
  private final InputNoise noise;
  private final Dropout dropout;

  /**
   * @param noise random changes of the inputs
   * @param dropout the shares of units to drop
   */
  public GradientContribution(NetworkSpec spec, BatchPlan plan, InputNoise noise, Dropout dropout) {
    this.spec = spec;
    this.plan = plan;
    this.noise = noise;
    this.dropout = dropout;
  }

  @Override
  public ParamLayout.Block table() {
    return new Network(spec).layout().table().orElse(null);
  }

  @Override
  public int[] tableRows(Shard shard, int epoch, int batch) {
    return BatchArithmetic.tableRows(shard, spec, plan, epoch, batch, noise);
  }

  @Override
  public GradientSum add(
      GradientSum sum, Shard shard, float[] w, float[] carried, int epoch, int batch) {
    return BatchArithmetic.addGradient(sum, shard, spec, w, plan, epoch, batch, noise, dropout);
  }
}
