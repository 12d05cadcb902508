package org.sparkrnn.train.check;

import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;

/**
 * What a Spark application has to train with, in bytes.
 *
 * @param driver the driver's heap
 * @param executor an executor's heap; 0 where tasks run in the driver
 * @param executors there are at the moment, at least 1
 * @param maxResult {@code spark.driver.maxResultSize}; 0 for no bound
 * @param maxDirectResult {@code spark.task.maxDirectResultSize}
 */
public record Resources(
    long driver, long executor, int executors, long maxResult, long maxDirectResult) {
  private static final long MIB = 1 << 20;

  /** What this application has at the moment. */
  public static Resources of(SparkContext spark) {
    SparkConf conf = spark.conf();
    return new Resources(
        Runtime.getRuntime().maxMemory(),
        spark.isLocal() ? 0 : spark.executorMemory() * MIB,
        Math.max(1, spark.getExecutorMemoryStatus().size() - 1),
        conf.getSizeAsBytes("spark.driver.maxResultSize", "1g"),
        conf.getSizeAsBytes("spark.task.maxDirectResultSize", "1m"));
  }

  /** Whether tasks run in the driver's process. */
  public boolean local() {
    return executor == 0;
  }
}
