package org.sparkrnn.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparkrnn.ml.SequenceTagger;
import org.sparkrnn.ml.SequenceTaggerModel;
import org.sparkrnn.testkit.JobProcess;
import org.sparkrnn.testkit.JobRun;
import org.sparkrnn.testkit.LocalSpark;
import org.sparkrnn.testkit.PredictingStream;
import org.sparkrnn.testkit.RunningStream;
import org.sparkrnn.testkit.ToyData;

/**
 * Predictions on a stream whose driver is killed: each row occurs once, with the model's result.
 */
class StreamingIT {
  private static final int ROWS = 10_000;
  private static final int FILES = 24; // each a micro-batch

  @TempDir static Path dir;

  @AfterAll
  static void stop() {
    LocalSpark.stop();
  }

  private static JobProcess query(Class<?> program, Path folder) throws IOException {
    // The program and the classes it uses must have the same class loader.
    String classPath =
        Path.of("target", "test-classes").toAbsolutePath()
            + File.pathSeparator
            + Path.of("target", "spark-rnn.jar").toAbsolutePath();
    return JobProcess.start(
        dir,
        Map.of(),
        "launch",
        List.of(
            program.getName(),
            "--master",
            "local[2]",
            "--driver-class-path",
            classPath,
            folder.resolve("model").toString(),
            folder.resolve("input").toString(),
            folder.resolve("output").toString(),
            folder.resolve("checkpoint").toString()));
  }

  /** The number of complete micro-batches. */
  private static long batches(Path folder) throws IOException {
    Path commits = folder.resolve("checkpoint").resolve("commits");
    if (!Files.exists(commits)) {
      return 0;
    }
    try (Stream<Path> files = Files.list(commits)) {
      return files.filter(file -> file.getFileName().toString().matches("\\d+")).count();
    }
  }

  @Test
  void eachRowComesOnceThoughTheDriverIsKilledThreeTimes() throws Exception {
    SparkSession spark = LocalSpark.session();
    SequenceTaggerModel model =
        new SequenceTagger()
            .setAutomatic(false)
            .setHiddenSize(16)
            .setMaxEpochs(1)
            .setNumShards(1)
            .fit(ToyData.tokens(64, 1));
    model.write().save(dir.resolve("model").toString());
    Dataset<Row> rows =
        ToyData.tokens(ROWS, 2)
            .select("tokens")
            .repartition(1)
            .withColumn("id", functions.monotonically_increasing_id());
    rows.repartitionByRange(FILES, functions.col("id"))
        .write()
        .json(dir.resolve("input").toString());

    killedThreeTimes(PredictingStream.class, dir);

    Dataset<Row> streamed = spark.read().parquet(dir.resolve("output").toString());
    Dataset<Row> batch =
        model.transform(
            spark
                .read()
                .schema("id long, tokens array<string>")
                .json(dir.resolve("input").toString()));
    assertEquals(ROWS, streamed.select("id").distinct().count());
    assertEquals(
        batch.orderBy("id").collectAsList(),
        streamed.select("id", "tokens", "prediction").orderBy("id").collectAsList());
  }

  /** Runs a program until its end, after it was killed three times. */
  private static void killedThreeTimes(Class<?> program, Path folder) throws Exception {
    for (int killAt : new int[] {3, 8, 13}) {
      try (JobProcess process = query(program, folder)) {
        process.await("predict " + killAt + " batches", () -> batches(folder) >= killAt);
        process.kill();
      }
      assertTrue(batches(folder) < FILES, "the query was killed after its end");
    }
    try (JobProcess process = query(program, folder)) {
      JobRun run = process.end();
      assertEquals(0, run.code(), run.err());
    }
  }

  /** The state of each sequence is carried from micro-batch to micro-batch, also over a kill. */
  @Test
  void sequencesContinueThoughTheDriverIsKilledThreeTimes() throws Exception {
    Path folder = dir.resolve("running");
    SparkSession spark = LocalSpark.session();
    SequenceTaggerModel model =
        new SequenceTagger()
            .setAutomatic(false)
            .setHiddenSize(16)
            .setMaxEpochs(1)
            .setNumShards(1)
            .setProbabilityCol("sure")
            .fit(ToyData.tokens(64, 1));
    model.write().save(folder.resolve("model").toString());
    Dataset<Row> parts = RunningStream.parts(100, 100, FILES, 3).cache();
    for (int file = 0; file < FILES; file++) {
      RunningStream.write(parts, file, folder.resolve("input"));
    }
    killedThreeTimes(RunningStream.class, folder);

    Dataset<Row> streamed = spark.read().parquet(folder.resolve("output").toString());
    assertEquals(ROWS, streamed.count());
    assertEquals(ROWS, streamed.select("name", "place").distinct().count());
    Dataset<Row> whole = model.transform(RunningStream.whole(parts));
    assertEquals(
        whole.select("name", "tokens", "prediction", "sure").orderBy("name").collectAsList(),
        RunningStream.whole(streamed, "tokens", "prediction", "sure")
            .orderBy("name")
            .collectAsList());
  }
}
