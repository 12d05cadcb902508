package org.sparkrnn.train;

import java.util.Locale;
import org.apache.spark.SparkContext;
import org.sparkrnn.train.shard.ShardedDataset;
import org.sparkrnn.train.step.BatchContribution;
import org.sparkrnn.train.step.DistributedGradient;
import org.sparkrnn.train.step.GradientSource;
import org.sparkrnn.train.step.LocalGradient;

/** The place where the gradients of the shards are computed. The resulting weights are the same. */
public enum ExecutionType {
  /**
   * On threads if the cluster is the process of the driver and the data is small, otherwise in
   * tasks.
   */
  AUTO {
    @Override
    public ExecutionType on(ShardedDataset shards) {
      SparkContext spark = shards.rdd().context();
      long most = spark.conf().getSizeAsBytes("spark.driver.maxResultSize", "1g"); // 0 for no bound
      long bytes = shards.bytes();
      boolean small = bytes <= FEW_BYTES && (most == 0 || bytes <= most);
      return spark.isLocal() && small ? THREADS : SPARK;
    }

    @Override
    GradientSource source(ShardedDataset shards, BatchContribution function, int aggregationDepth) {
      return on(shards).source(shards, function, aggregationDepth);
    }
  },
  /** In Spark tasks, where the shards are cached. */
  SPARK {
    @Override
    GradientSource source(ShardedDataset shards, BatchContribution function, int aggregationDepth) {
      return new DistributedGradient(shards, function, aggregationDepth);
    }
  },
  /** On threads of the driver. */
  THREADS {
    @Override
    GradientSource source(ShardedDataset shards, BatchContribution function, int aggregationDepth) {
      return LocalGradient.onDriver(shards, function);
    }
  };

  private static final long FEW_BYTES = 64L << 20; // may be in memory twice

  /** The execution for these shards, which is this one unless it is {@link #AUTO}. */
  public ExecutionType on(ShardedDataset shards) {
    return this;
  }

  abstract GradientSource source(
      ShardedDataset shards, BatchContribution function, int aggregationDepth);

  /** The name that users write: auto, spark, threads. */
  public String paramValue() {
    return name().toLowerCase(Locale.ROOT);
  }
}
