package org.sparkrnn.train;

import java.io.Serializable;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;

/**
 * The weights of one step as tasks see them: by reference under a local master, else a broadcast of
 * raw bytes. Close it when the step's job is done.
 */
final class SharedWeights implements Serializable, AutoCloseable {
  private static final long serialVersionUID = 1L;

  private final long step; // in InProcess, under a local master
  private final long key;
  private final Broadcast<Floats> broadcast; // under any other

  SharedWeights(SparkContext spark, float[] w) {
    boolean local = spark.isLocal();
    step = local ? InProcess.open() : 0;
    key = local ? InProcess.put(step, w) : 0;
    broadcast = local ? null : JavaSparkContext.fromSparkContext(spark).broadcast(new Floats(w));
  }

  /** Whether driver and tasks share one JVM. */
  boolean local() {
    return broadcast == null;
  }

  /** The step's key in {@link InProcess}. */
  long step() {
    return step;
  }

  float[] get() {
    return broadcast == null ? (float[]) InProcess.get(step, key) : broadcast.value().values();
  }

  @Override
  public void close() {
    if (broadcast == null) {
      InProcess.close(step);
    } else {
      broadcast.destroy(false);
    }
  }
}
