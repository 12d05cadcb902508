package org.sparkrnn.testkit;

import java.nio.file.Path;
import java.util.Map;
import org.apache.spark.sql.SparkSession;

/** One Spark session with two threads for all tests of a JVM: starting one takes seconds. */
public final class LocalSpark {
  private static SparkSession session;

  private LocalSpark() {}

  private static SparkSession start(Map<String, Object> settings) {
    SparkSession session =
        SparkSession.builder()
            .config(settings)
            .master("local[2]")
            .appName("spark-rnn tests")
            .config("spark.ui.enabled", false)
            .config("spark.sql.shuffle.partitions", 2)
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.sql.warehouse.dir", Path.of("target", "warehouse").toUri().toString())
            .getOrCreate();
    session.sparkContext().setLogLevel("ERROR");
    return session;
  }

  /** The session, started by the first call. */
  public static synchronized SparkSession session() {
    if (session == null) {
      session = start(Map.of());
    }
    return session;
  }

  /** Restarts the session with settings of a context; call {@link #stop} after the test. */
  public static synchronized SparkSession restart(Map<String, Object> settings) {
    stop();
    session = start(settings);
    return session;
  }

  /** Stops the session; the next call of {@link #session} starts another, with a new context. */
  public static synchronized void stop() {
    if (session != null) {
      session.stop();
      session = null;
    }
  }
}
