package org.sparkrnn.train;

import org.sparkrnn.nn.ClassNGrams;
import org.sparkrnn.nn.NetworkSpec;

/** The n-grams of each class's sequences over all shards, counted in one Spark job. */
public final class DistributedNGrams {
  private static final int DEPTH = 2;

  private DistributedNGrams() {}

  /**
   * @param shards with one class a sequence
   */
  public static ClassNGrams count(Shards shards, NetworkSpec spec) {
    JobScope.describe(shards.rdd().context(), "count the n-grams of each class");
    return shards
        .rdd()
        .map(shard -> ShardTask.countNGrams(shard, spec))
        .treeReduce(ClassNGrams::plus, DEPTH);
  }
}
