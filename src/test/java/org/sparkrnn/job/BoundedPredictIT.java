package org.sparkrnn.job;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.sum;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparkrnn.ml.SequenceTagger;
import org.sparkrnn.ml.SequenceTaggerModel;
import org.sparkrnn.testkit.HeapSampler;
import org.sparkrnn.testkit.JobProcess;
import org.sparkrnn.testkit.JobRun;
import org.sparkrnn.testkit.LocalSpark;

/**
 * jobs/predict in two executors of 1 GB: memory depends on neither the data nor a long sequence.
 */
class BoundedPredictIT {
  private static final int FEW = 250_000;
  private static final int MANY = 1_000_000;
  private static final int LONG_STEPS = 100_000;
  private static final long MB = 1 << 20;

  /** Buffers of the Parquet writer, which hold up to a row group, and noise. */
  private static final long TOLERANCE = 64 * MB;

  private static final String ALPHABET = "sparkrecurrentneuralnetworkabcdefghijklmnopqrstuvwxyz";

  @TempDir static Path dir;

  private record Predicted(JsonNode json, Dataset<Row> rows, long peakHeap) {}

  @BeforeAll
  static void trainModels() throws IOException {
    Dataset<Row> data = data(200, -1).withColumn("labels", expr("split(text, '')"));
    SequenceTagger tagger =
        new SequenceTagger()
            .setInputCol("text")
            .setLabelCol("labels")
            .setEmbeddingSize(4)
            .setMaxEpochs(1)
            .setNumShards(2);
    tagger.setCell("elman").setHiddenSize(4).fit(data).write().save(model("tiny").toString());
    tagger
        .setCell("lstm")
        .setHiddenSize(64)
        .setNumLayers(2)
        .setBidirectional(true)
        .fit(data)
        .write()
        .save(model("deep").toString());
  }

  @AfterAll
  static void stop() {
    LocalSpark.stop();
  }

  private static Path model(String name) {
    return dir.resolve(name + ".model");
  }

  /** Texts of 1 to 15 characters, and, under the id {@code longOne}, one of 100,000. */
  private static Dataset<Row> data(int rows, int longOne) {
    String text =
        "if(id = %d, substring(repeat('%s', %d), 1, %d), substring('%s', cast(id %% 37 as int) + 1, cast(id %% 15 as int) + 1))"
            .formatted(longOne, ALPHABET, LONG_STEPS / ALPHABET.length() + 1, LONG_STEPS, ALPHABET);
    return LocalSpark.session().range(rows).withColumn("text", expr(text));
  }

  private static Predicted predict(String model, int rows) throws Exception {
    String name = model + rows;
    Path input = dir.resolve(name + ".input.parquet");
    data(rows, rows / 3).write().parquet(input.toString());
    Path output = dir.resolve(name + ".output.parquet");
    Path heap = Files.createDirectory(dir.resolve(name + ".heap"));
    String testClasses = Path.of("target/test-classes").toAbsolutePath().toString();
    try (JobProcess job =
        JobProcess.start(
            dir,
            Map.of(),
            "predict",
            List.of(
                "--master",
                "local-cluster[2,1,1024]",
                "--driver-class-path",
                testClasses,
                "--conf",
                "spark.executor.memory=1g",
                "--conf",
                "spark.executor.extraClassPath=" + testClasses,
                "--conf",
                "spark.plugins=" + HeapSampler.class.getName(),
                "--conf",
                HeapSampler.FOLDER + "=" + heap,
                "model=" + model(model),
                "input=" + input,
                "output=" + output))) {
      JobRun run = job.end();
      assertEquals(0, run.code(), run.err());
      Predicted predicted =
          new Predicted(
              Json.MAPPER.readTree(run.lastLine()),
              LocalSpark.session().read().parquet(output.toString()),
              HeapSampler.peak(heap));
      System.err.printf("%s: peak heap %d MB, %s%n", name, predicted.peakHeap / MB, predicted.json);
      return predicted;
    }
  }

  private static void assertComplete(String model, int rows, Predicted predicted) {
    assertEquals(rows, predicted.json.get("sequences").asInt());
    Row counts =
        predicted
            .rows
            .agg(
                count(lit(1)),
                sum(length(col("text"))),
                sum(size(col("prediction"))),
                max(size(col("prediction"))))
            .first();
    assertEquals(rows, counts.getLong(0));
    assertEquals(predicted.json.get("tokens").asLong(), counts.getLong(1));
    assertEquals(counts.getLong(1), counts.getLong(2));
    assertEquals(LONG_STEPS, counts.getInt(3));
    List<Row> some = predicted.rows.where("id % 9973 = 0").orderBy("id").collectAsList();
    List<Row> here =
        SequenceTaggerModel.load(model(model).toString())
            .transform(data(rows, rows / 3).where("id % 9973 = 0"))
            .orderBy("id")
            .collectAsList();
    assertEquals(here, some);
  }

  @Test
  void theHeapDoesNotGrowWithTheNumberOfSequences() throws Exception {
    Predicted few = predict("tiny", FEW);
    assertComplete("tiny", FEW, few);
    Predicted many = predict("tiny", MANY);
    assertComplete("tiny", MANY, many);
    assertTrue(
        many.peakHeap <= few.peakHeap + TOLERANCE,
        "%d MB for %d sequences, %d MB for %d"
            .formatted(few.peakHeap / MB, FEW, many.peakHeap / MB, MANY));
  }

  /** A backward pass would need 1 GB for this sequence, which is an executor's whole memory. */
  @Test
  void aLongSequenceFitsBidirectionalLayersToo() throws Exception {
    Predicted predicted = predict("deep", 100);
    assertComplete("deep", 100, predicted);
  }
}
