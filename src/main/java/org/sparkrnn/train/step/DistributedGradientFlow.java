package org.sparkrnn.train.step;

import java.util.Comparator;
import java.util.List;
import org.sparkrnn.nn.GradientFlow;
import org.sparkrnn.nn.NetworkSpec;
import org.sparkrnn.train.shard.ShardedDataset;
import scala.Tuple2;

/**
 * How far back weights learn, over a sample of all shards, one Spark job; summed in the order of
 * the shards, so that it does not depend on where they lie.
 */
public final class DistributedGradientFlow {
  /** Enough for means that an eye can follow over epochs, and no cost beside an epoch of more. */
  private static final int SAMPLE = 512;

  private final ShardedDataset shards;
  private final NetworkSpec spec;
  private final int maxDistance;

  /**
   * @param maxDistance K, in steps
   */
  public DistributedGradientFlow(ShardedDataset shards, NetworkSpec spec, int maxDistance) {
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
    try (SharedWeights weights = new SharedWeights(shards.rdd().context(), w)) {
      NetworkSpec network = spec;
      int K = maxDistance;
      int sample = (SAMPLE - 1) / shards.numShards() + 1;
      List<Tuple2<Integer, GradientFlow>> parts =
          shards
              .rdd()
              .map(
                  shard ->
                      new Tuple2<>(
                          shard.index(),
                          BatchArithmetic.gradientFlow(shard, network, weights.get(), K, sample)))
              .collect();
      return parts.stream()
          .sorted(Comparator.comparingInt(Tuple2::_1))
          .map(Tuple2::_2)
          .reduce(GradientFlow::plus)
          .orElseThrow(); // there is a shard, if an empty one
    }
  }
}
