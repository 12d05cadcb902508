package org.sparkrnn.train;

import java.util.Locale;
import org.sparkrnn.train.shard.ShardedDataset;
import org.sparkrnn.train.step.BatchContribution;
import org.sparkrnn.train.step.DistributedGradient;
import org.sparkrnn.train.step.GradientSource;
import org.sparkrnn.train.step.LocalGradient;

/** Where the gradients of the shards are computed. The weights that result are the same. */
public enum ExecutionType {
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

  abstract GradientSource source(
      ShardedDataset shards, BatchContribution function, int aggregationDepth);

  /** The name users write: spark, threads. */
  public String paramValue() {
    return name().toLowerCase(Locale.ROOT);
  }
}
