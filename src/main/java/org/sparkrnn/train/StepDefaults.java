package org.sparkrnn.train;

import org.apache.spark.SparkConf;

/** Spark's settings that suit steps of training, for applications to start with. */
public final class StepDefaults {
  private StepDefaults() {}

  /**
   * Sets what the user has not set: vectors of floats do not compress, and as a task's result they
   * are best sent at once instead of by way of the block manager.
   *
   * @return {@code conf}
   */
  public static SparkConf addTo(SparkConf conf) {
    return conf.setIfMissing("spark.broadcast.compress", "false")
        .setIfMissing("spark.task.maxDirectResultSize", "100m");
  }
}
