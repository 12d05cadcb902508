package org.sparkrnn.ml;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.serializer.KryoSerializer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparkrnn.testkit.LocalCluster;
import org.sparkrnn.testkit.ToyData;

/** Fits between processes with Kryo as Spark's serializer and required registration of classes. */
class KryoClusterIT {
  @TempDir Path dir;
  private static SparkSession spark;

  @BeforeAll
  static void start() {
    spark =
        SparkSession.builder()
            .config(
                LocalCluster.conf("local-cluster[2,1,1024]")
                    .set("spark.serializer", KryoSerializer.class.getName())
                    .set("spark.kryo.registrationRequired", "true")
                    .set("spark.kryo.registrator", KryoClasses.class.getName()))
            .getOrCreate();
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  private static Dataset<Row> tags() {
    return spark
        .createDataFrame(ToyData.rows(40, 1), ToyData.schema(ToyData.STRINGS))
        .repartition(3);
  }

  /**
   * Gradients of eight shards are summed on executors, those of two are fetched from the executors.
   */
  @Test
  void aTaggerIsTrainedSavedAndApplied() throws Exception {
    for (int numShards : new int[] {2, 8}) {
      SequenceTagger tagger =
          new SequenceTagger()
              .setHiddenSize(5)
              .setMaxEpochs(2)
              .setNumShards(numShards)
              .setValidationFraction(0.2)
              .setGradientFlow(true);
      SequenceTaggerModel model = tagger.fit(tags());
      String path = dir.resolve("tagger" + numShards).toString();
      model.save(path);
      SequenceTaggerModel loaded = SequenceTaggerModel.load(path);
      assertArrayEquals(model.weights(), loaded.weights(), 0f);
      assertEquals(40, loaded.transform(tags()).collectAsList().size());
      assertEquals(model.evaluate(tags()).accuracy(), loaded.evaluate(tags()).accuracy());
    }
  }

  @Test
  void aSearchIsTrainedInTasksAndOnTheCluster() {
    SequenceTagger tagger =
        new SequenceTagger()
            .setHiddenSize(5)
            .setMaxEpochs(3)
            .setNumShards(3)
            .setValidationFraction(0.2);
    List<String> weights = new ArrayList<>();
    for (long taskBytes : new long[] {SequenceTuner.TASK_BYTES, 0}) {
      TuningResult<SequenceTagger, SequenceTaggerModel> found =
          new SequenceTuner<>(tagger)
              .setTrials(3)
              .choose("learningRate", 0.01, 0.03, 1e38)
              .setTaskBytes(taskBytes)
              .search(tags());
      weights.add(found.model().weightsSha256());
    }
    assertEquals(weights.get(0), weights.get(1));
  }

  @Test
  void aLanguageModelOfAStreamAndAForecastAreTrained() {
    List<Row> lines = new ArrayList<>();
    List<Row> series = new ArrayList<>();
    for (int t = 0; t < 40; t++) {
      lines.add(RowFactory.create("ab".repeat(t % 5) + "xyz".repeat(t % 3)));
      series.add(RowFactory.create(t, Math.sin(t / 2.0)));
    }
    Dataset<Row> text = spark.createDataFrame(lines, new StructType().add("tokens", "string"));
    LanguageModel words =
        new LanguageModel().setLevel("character").setBoundaries("stream").setTbpttLength(7);
    TrainedLanguageModel model =
        words.setHiddenSize(5).setMaxEpochs(1).setBatchSize(4).setNumShards(3).fit(text);
    assertEquals(40, model.transform(text).count());
    Dataset<Row> table =
        spark.createDataFrame(
            series,
            new StructType().add("time", DataTypes.IntegerType).add("a", DataTypes.DoubleType));
    SequenceRegressorModel forecast =
        new SequenceRegressor()
            .setTimeCol("time")
            .setInputCol("a")
            .setLabelCol("a")
            .setWindow(4)
            .setStandardize(true)
            .setHiddenSize(4)
            .setMaxEpochs(1)
            .fit(table);
    assertEquals(40, forecast.transform(table).count());
  }
}
