package org.sparkrnn.train.step;

import org.sparkrnn.nn.GradientFlow;
import org.sparkrnn.nn.NetworkSpec;
import org.sparkrnn.train.shard.Shards;

/**
 * Measures how far back weights learn, over a sample of all shards, in one Spark job. Results are
 * summed in the order of the shards, so that they do not depend on where the shards are stored.
 */
public final class DistributedGradientFlow {
  /**
   * Enough sequences for means that are comparable between epochs, at a small part of an epoch's
   * cost.
   */
  private static final int SAMPLE = 512;

  private final Shards shards;
  private final NetworkSpec spec;
  private final int maxDistance;

  /**
   * @param maxDistance K, in steps
   */
  public DistributedGradientFlow(Shards shards, NetworkSpec spec, int maxDistance) {
    this.shards = shards;
    this.spec = spec;
    this.maxDistance = maxDistance;
  }

  /**
   * Runs the job.
   *
   * @param w all parameters
   */
  public GradientFlow measure(float[] w) {
    try (SharedWeights weights = SharedWeights.of(shards, w)) {
      NetworkSpec network = spec;
      int K = maxDistance;
      int sample = (SAMPLE - 1) / shards.numShards() + 1;
      return shards
          .each(shard -> BatchArithmetic.gradientFlow(shard, network, weights.get(), K, sample))
          .stream()
          .reduce(GradientFlow::plus)
          .orElseThrow(); // there is at least one shard, though it may be empty
    }
  }
}
