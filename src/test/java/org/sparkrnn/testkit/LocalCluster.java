package org.sparkrnn.testkit;

import java.nio.file.Path;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * Spark with executors in separate processes, from the Spark that the Maven build copies to
 * target/spark. For integration tests, which run after that and the jar were built.
 */
public final class LocalCluster {
  private LocalCluster() {}

  /** A context over two executors of one core and 1 GB each; close it. */
  public static JavaSparkContext start() {
    return new JavaSparkContext(conf("local-cluster[2,1,1024]"));
  }

  /** The configuration of a driver in this JVM for executor processes of 1 GB with our classes. */
  public static SparkConf conf(String master) {
    Path target = Path.of("target").toAbsolutePath();
    return new SparkConf()
        .setMaster(master)
        .setAppName("spark-rnn cluster tests")
        .set("spark.ui.enabled", "false")
        .set("spark.driver.bindAddress", "127.0.0.1")
        .set("spark.driver.host", "127.0.0.1")
        .set("spark.executor.instances", "2")
        .set("spark.executor.memory", "1g")
        .set("spark.home", target.resolve("spark").toString())
        .set("spark.sql.warehouse.dir", target.resolve("warehouse").toUri().toString())
        .set(
            "spark.executor.extraClassPath",
            target.resolve("spark-rnn.jar") + ":" + target.resolve("test-classes"));
  }
}
