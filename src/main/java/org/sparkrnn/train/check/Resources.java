package org.sparkrnn.train.check;

import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;

/**
 * The memory of a Spark application for training, in bytes.
 *
 * @param driver the driver's heap
 * @param executor an executor's heap; 0 if tasks run in the driver
 * @param executors the current number of executors, at least 1
 * @param maxResult {@code spark.driver.maxResultSize}; 0 for no bound
 * @param maxDirectResult {@code spark.task.maxDirectResultSize}
 */
public record Resources(
    long driver, long executor, int executors, long maxResult, long maxDirectResult) {
  private static final long MIB = 1 << 20;

  /** The current resources of this application. */
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
