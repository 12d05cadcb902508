package org.sparkrnn.train;

import org.apache.spark.SparkConf;

/** Settings of Spark that suit training steps, for the start of an application. */
public final class StepDefaults {
  private StepDefaults() {}

  /**
   * Sets these settings unless the user has set them: broadcasts are not compressed, because
   * vectors of floats do not compress, and large task results are sent directly instead of through
   * the block manager.
   *
   * @return {@code conf}
   */
  public static SparkConf addTo(SparkConf conf) {
    return conf.setIfMissing("spark.broadcast.compress", "false")
        .setIfMissing("spark.task.maxDirectResultSize", "100m");
  }
}
