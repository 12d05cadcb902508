package org.sparkrnn.ml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.testkit.LocalCluster;
import org.sparkrnn.testkit.ToyData;

/** A model that cannot fit into executors of 512 MB is refused before any job. */
class PreFlightIT {
  @Test
  void anExecutorOf512MegabytesIsTooSmallForThis() throws Exception {
    SparkSession spark =
        SparkSession.builder()
            .config(
                LocalCluster.conf("local-cluster[1,1,512]")
                    .set("spark.executor.instances", "1")
                    .set("spark.executor.memory", "512m"))
            .getOrCreate();
    try {
      AtomicInteger jobs = new AtomicInteger();
      spark
          .sparkContext()
          .addSparkListener(
              new SparkListener() {
                @Override
                public void onJobStart(SparkListenerJobStart job) {
                  jobs.incrementAndGet();
                }
              });
      List<Row> rows = ToyData.rows(12, 1);
      Dataset<Row> data = spark.createDataFrame(rows, ToyData.schema(ToyData.STRINGS));
      SequenceTagger tagger =
          new SequenceTagger().setAutomatic(false).setMaxEpochs(1).setHiddenSize(4200);
      long start = System.nanoTime();
      String message =
          assertThrows(InvalidInputException.class, () -> tagger.fit(data)).getMessage();
      double seconds = (System.nanoTime() - start) / 1e9;
      assertTrue(
          message.matches(
              "the network has at least 71\\.\\d M parameters; an executor needs at least 5\\d\\d MB for a task \\(weights \\d+ MB, gradient \\d+ MB, .*\\) but has 512 MB: raise spark\\.executor\\.memory \\(--executor-memory\\), or lower hiddenSize, .*"),
          message);
      assertTrue(seconds < 20, "took " + seconds + " s");

      int before = jobs.get();
      assertEquals(12, tagger.setHiddenSize(4).fit(data).summary().sequences());
      spark.sparkContext().listenerBus().waitUntilEmpty(10_000);
      assertEquals(0, before);
      assertTrue(jobs.get() > 0, "the listener hears of jobs, and the context lives");
    } finally {
      spark.stop();
    }
  }
}
