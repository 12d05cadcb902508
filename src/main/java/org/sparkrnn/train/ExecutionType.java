package org.sparkrnn.train;

import java.util.Locale;
import org.sparkrnn.data.BatchPlan;
import org.sparkrnn.nn.NetworkSpec;

/** Where the gradients of the shards are computed. The weights that result are the same. */
public enum ExecutionType {
  /** In Spark tasks, where the shards are cached. */
  SPARK {
    @Override
    GradientSource source(Shards shards, NetworkSpec spec, BatchPlan plan, TrainingOptions o) {
      return new DistributedGradient(shards, spec, plan, o.wordDropout(), o.aggregationDepth());
    }
  },
  /** On threads of the driver. */
  THREADS {
    @Override
    GradientSource source(Shards shards, NetworkSpec spec, BatchPlan plan, TrainingOptions o) {
      return new LocalGradient(shards, spec, plan, o.wordDropout());
    }
  };

  abstract GradientSource source(
      Shards shards, NetworkSpec spec, BatchPlan plan, TrainingOptions options);

  /** The name users write: spark, threads. */
  public String paramValue() {
    return name().toLowerCase(Locale.ROOT);
  }
}
