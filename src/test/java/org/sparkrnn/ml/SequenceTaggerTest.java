package org.sparkrnn.ml;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.spark.SparkEnv;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.storage.BlockId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.ml.column.RowChunks;
import org.sparkrnn.nn.sequence.CellType;
import org.sparkrnn.testkit.LocalSpark;
import org.sparkrnn.testkit.ToyData;
import org.sparkrnn.train.TrainingListener;

/** Training and tagging from end to end, on tiny data. */
class SequenceTaggerTest {
  static SequenceTagger tagger(int epochs) {
    return new SequenceTagger()
        .setAutomatic(false)
        .setCell("gru")
        .setHiddenSize(8)
        .setEmbeddingSize(4)
        .setBatchSize(16)
        .setLearningRate(0.05)
        .setWordDropout(0)
        .setNumShards(3)
        .setMaxEpochs(epochs);
  }

  @ParameterizedTest
  @EnumSource(CellType.class)
  void aCellWithMemoryLearnsWhatDependsOnThePreviousToken(CellType cell) {
    Dataset<Row> training = ToyData.tokens(96, 1);
    int epochs = cell == CellType.MINGRU ? 40 : 12;
    SequenceTagger tagger = tagger(epochs).setCell(cell.paramValue());
    if (cell == CellType.MINGRU) { // its gates see earlier steps from layer 2 on
      tagger.setNumLayers(2).setHiddenSize(16).setResidual(true).setLayerNorm(true);
    }
    SequenceTaggerModel model = tagger.fit(training);
    double accuracy = model.evaluate(ToyData.tokens(48, 2)).accuracy();
    if (cell == CellType.NONE) {
      assertTrue(accuracy < 0.7, "memoryless, yet accuracy " + accuracy);
    } else {
      assertTrue(accuracy > 0.95, "accuracy " + accuracy);
      assertArrayEquals(new String[] {"S", "A", "C", "B"}, model.tagger().tag("a", "c", "b", "a"));
    }
    assertEquals(96, model.summary().sequences());
    assertEquals(epochs * 6, model.summary().steps());
  }

  @Test
  void everyKindOfFeatureVectorsTrainsTheSameModel() {
    List<Dataset<Row>> kinds =
        List.of(
            ToyData.vectors(96, 1),
            ToyData.dense(96, 1, DataTypes.createArrayType(DataTypes.FloatType)),
            ToyData.dense(96, 1, DataTypes.createArrayType(DataTypes.DoubleType)));
    SequenceTaggerModel first = tagger(10).fit(kinds.get(0));
    TaggingMetrics metrics = first.evaluate(kinds.get(0));
    assertTrue(metrics.accuracy() > 0.95, "accuracy " + metrics.accuracy());
    assertTrue(Double.isNaN(metrics.unknownAccuracy()));
    String sha = tagger(1).fit(kinds.get(0)).weightsSha256();
    for (Dataset<Row> training : kinds) {
      assertEquals(sha, tagger(1).fit(training).weightsSha256());
      Row row = first.transform(training).where("id = 7").head();
      assertEquals(row.getList(2), row.getList(3));
    }
  }

  @Test
  void weightsDependNeitherOnPartitionsNorOnTheOrderOfRows() {
    List<Row> rows = ToyData.rows(40, 4);
    String expected = tagger(2).fit(ToyData.tokens(40, 4)).weightsSha256();
    for (int partitions : new int[] {1, 2, 7}) {
      Dataset<Row> spread = ToyData.spread(rows, ToyData.STRINGS, partitions, partitions);
      assertEquals(partitions, spread.javaRDD().getNumPartitions());
      if (partitions == 7) {
        assertTrue(spread.javaRDD().glom().map(List::size).collect().contains(0));
      }
      assertEquals(expected, tagger(2).fit(spread).weightsSha256(), partitions + " partitions");
    }
  }

  @Test
  void theSeedDeterminesTheWeights() {
    Dataset<Row> training = ToyData.tokens(24, 4);
    SequenceTagger tagger = tagger(1).setWordDropout(0.2).setValidationFraction(0.3);
    String sha = tagger.fit(training).weightsSha256();
    assertEquals(sha, tagger.fit(training).weightsSha256());
    assertNotEquals(sha, tagger.setSeed(2).fit(training).weightsSha256());
  }

  @Test
  void transformKeepsColumnsRowsAndTheirOrder() {
    SequenceTaggerModel model = tagger(1).fit(ToyData.tokens(24, 1));
    List<Row> rows = new ArrayList<>(ToyData.rows(30, 9));
    Collections.shuffle(rows, new Random(3));
    Dataset<Row> data =
        LocalSpark.session()
            .createDataFrame(ToyData.rdd(rows, 1), ToyData.schema(ToyData.STRINGS))
            .withColumn("extra.dot", org.apache.spark.sql.functions.lit(null).cast("string"))
            .repartition(5);
    List<Row> expected = data.collectAsList();
    Dataset<Row> tagged = model.transform(data);
    assertArrayEquals(
        new String[] {"id", "tokens", "labels", "extra.dot", "prediction"}, tagged.columns());
    assertEquals(model.transformSchema(data.schema()), tagged.schema());
    List<Row> actual = tagged.collectAsList();
    assertEquals(expected.size(), actual.size());
    for (int i = 0; i < actual.size(); i++) {
      for (int j = 0; j < 4; j++) {
        assertEquals(expected.get(i).get(j), actual.get(i).get(j));
      }
      String[] tokens = actual.get(i).<String>getList(1).toArray(String[]::new);
      assertArrayEquals(model.tagger().tag(tokens), actual.get(i).getList(4).toArray());
    }
  }

  @Test
  void transformTakesMoreRowsThanAChunkAndPartitionsWithout() {
    SequenceTaggerModel model = tagger(1).fit(ToyData.tokens(24, 1));
    List<Row> rows = ToyData.rows(RowChunks.CHUNK_ROWS + 300, 5);
    for (int partitions : new int[] {1, 3}) {
      Dataset<Row> data =
          LocalSpark.session()
              .createDataFrame(ToyData.rdd(rows, partitions), ToyData.schema(ToyData.STRINGS));
      List<Row> tagged = model.transform(data).collectAsList();
      assertEquals(
          data.select("id").collectAsList().toString(),
          tagged.stream().map(r -> "[" + r.get(0) + "]").toList().toString());
      assertTrue(tagged.stream().allMatch(r -> r.getList(1).size() == r.getList(3).size()));
    }
    assertEquals(0, model.transform(ToyData.tokens(0, 1)).count());
    assertEquals(0, model.evaluate(ToyData.tokens(0, 1)).sequences());
  }

  @Test
  void metricsOfADatasetAgreeWithItsTransformedColumn() {
    SequenceTaggerModel model = tagger(2).setMinCount(60).fit(ToyData.tokens(48, 1));
    Dataset<Row> data = ToyData.tokens(40, 3);
    TaggingMetrics metrics = model.evaluate(data);
    long right = 0;
    long steps = 0;
    for (Row row : model.transform(data).collectAsList()) {
      for (int t = 0; t < row.getList(1).size(); t++, steps++) {
        right += row.getList(2).get(t).equals(row.getList(3).get(t)) ? 1 : 0;
      }
    }
    assertEquals(steps, metrics.steps());
    assertEquals((double) right / steps, metrics.accuracy(), 1e-12);
    assertTrue(metrics.loss() > 0);
    assertEquals(2, model.tagger().encoder().tokens().size(), "one token is frequent enough");
    assertTrue(metrics.unknownSteps() > 0 && metrics.unknownSteps() < steps);
  }

  @Test
  void aLabelThatTrainingNeverSawIsAMistakeWithoutALoss() {
    SequenceTaggerModel model = tagger(1).fit(ToyData.tokens(24, 1));
    Dataset<Row> data =
        LocalSpark.session()
            .createDataFrame(
                List.of(
                    org.apache.spark.sql.RowFactory.create(
                        1, new String[] {"a", "zzz"}, new String[] {"NEW", "NEW"})),
                ToyData.schema(ToyData.STRINGS));
    TaggingMetrics metrics = model.evaluate(data);
    assertEquals(0, metrics.accuracy());
    assertEquals(1, metrics.unknownSteps());
    assertTrue(Double.isNaN(metrics.loss()));
  }

  @Test
  void theModelKnowsHowManyShardsItWasTrainedOn() {
    Dataset<Row> training = ToyData.tokens(12, 1);
    assertEquals(3, tagger(1).fit(training).getNumShards());
    assertEquals(
        LocalSpark.session().sparkContext().defaultParallelism(),
        tagger(1).setNumShards(0).fit(training).getNumShards());
    SequenceTaggerModel more = tagger(1).setNumShards(50).fit(training);
    assertEquals(50, more.getNumShards());
    assertEquals(12, more.summary().sequences());
  }

  @Test
  void validationRowsAreThoseOfTheIndicatorColumn() {
    Dataset<Row> data =
        ToyData.tokens(24, 1).withColumn("held", org.apache.spark.sql.functions.expr("id % 3 = 0"));
    SequenceTaggerModel model = tagger(2).setValidationIndicatorCol("held").fit(data);
    assertEquals(16, model.summary().sequences());
    long steps = ToyData.rows(24, 1).stream().filter(r -> r.getInt(0) % 3 == 0).count();
    assertEquals(8, steps);
    assertTrue(model.summary().epochs().get(0).validation().steps() > 0);
    Dataset<Row> training = data.where("not held");
    assertEquals(
        tagger(model.summary().bestEpoch()).fit(training).weightsSha256(), model.weightsSha256());
  }

  @Test
  void validationFractionSetsRowsAsideByContent() {
    List<Row> rows = ToyData.rows(40, 1);
    long one =
        tagger(1)
            .setValidationFraction(0.25)
            .fit(ToyData.spread(rows, ToyData.STRINGS, 1, 1))
            .summary()
            .sequences();
    assertTrue(one > 20 && one < 40, one + " of 40");
    long other =
        tagger(1)
            .setValidationFraction(0.25)
            .fit(ToyData.spread(rows, ToyData.STRINGS, 7, 2))
            .summary()
            .sequences();
    assertEquals(one, other);
  }

  /** Smoothed targets are never certain, so probabilities stay below 1. */
  @Test
  void smoothedLabelsAreLearnedLessCertainly() {
    Dataset<Row> data = ToyData.tokens(60, 1);
    double certain = lossOf(tagger(12), data);
    double smoothed = lossOf(tagger(12).setLabelSmoothing(0.4), data);
    assertTrue(smoothed > certain + 0.1, smoothed + " and " + certain);
    InvalidInputException refused =
        assertThrows(
            InvalidInputException.class,
            () -> tagger(1).setOutputLayer("crf").setLabelSmoothing(0.1).fit(data));
    assertTrue(refused.getMessage().startsWith("labelSmoothing is 0.1 with outputLayer=crf"));
  }

  private static double lossOf(SequenceTagger tagger, Dataset<Row> data) {
    return tagger.fit(data).evaluate(data).loss();
  }

  @Test
  void tokensAreLowercasedIfAsked() {
    Dataset<Row> data =
        ToyData.tokens(24, 1)
            .withColumn(
                "tokens", org.apache.spark.sql.functions.expr("transform(tokens, t -> upper(t))"))
            .union(ToyData.tokens(24, 2));
    SequenceTaggerModel model = tagger(1).setLowercase(true).fit(data);
    assertEquals(List.of("<unk>"), model.tagger().encoder().tokens().entries().subList(0, 1));
    assertEquals(4, model.tagger().encoder().tokens().size());
    assertArrayEquals(model.tagger().tag("a", "b"), model.tagger().tag("A", "B"));
  }

  @Test
  void theListenerSurvivesCopies() {
    List<Integer> epochs = new ArrayList<>();
    SequenceTagger tagger =
        tagger(2)
            .setListener(
                new TrainingListener() {
                  @Override
                  public void onEpoch(org.sparkrnn.train.EpochSummary epoch) {
                    epochs.add(epoch.epoch());
                  }
                });
    tagger.fit(
        ToyData.tokens(12, 1), new org.apache.spark.ml.param.ParamMap().put(tagger.seed(), 4L));
    assertEquals(List.of(1, 2), epochs);
  }

  /** The number of broadcast blocks that are larger than the code of any task. */
  private static int largeBroadcasts() {
    var blocks = SparkEnv.get().blockManager();
    scala.collection.Iterator<BlockId> ids =
        blocks
            .getMatchingBlockIds(
                new scala.runtime.AbstractFunction1<BlockId, Object>() {
                  @Override
                  public Object apply(BlockId id) {
                    return id.isBroadcast();
                  }
                })
            .iterator();
    int large = 0;
    while (ids.hasNext()) {
      var status = blocks.getStatus(ids.next());
      large += status.isDefined() && status.get().memSize() > 300_000 ? 1 : 0;
    }
    return large;
  }

  private static int cached() {
    return LocalSpark.session().sparkContext().getPersistentRDDs().size();
  }

  /** Spark removes blocks in the background, so this waits for it. */
  private static void assertNothingIsKept(int broadcastsBefore, int cachedBefore) {
    assertEquals(cachedBefore, cached());
    long end = System.nanoTime() + 20_000_000_000L;
    while (largeBroadcasts() > broadcastsBefore && System.nanoTime() < end) {
      Thread.yield();
    }
    assertEquals(broadcastsBefore, largeBroadcasts());
  }

  @Test
  void aFitLeavesNoCachedDataAndNoBroadcasts() {
    int before = largeBroadcasts();
    int cached = cached();
    boolean[] seen = {false};
    tagger(1)
        .setHiddenSize(200)
        .setValidationFraction(0.3)
        .setListener(
            new TrainingListener() {
              @Override
              public void onStep(int epoch, int step, double meanLoss) {
                seen[0] |= cached() > cached;
              }
            })
        .fit(ToyData.tokens(16, 1));
    assertTrue(seen[0], "data is cached while it trains");
    assertNothingIsKept(before, cached);
  }

  @Test
  void aFailedFitLeavesNothingEither() {
    int before = largeBroadcasts();
    int cached = cached();
    SequenceTagger diverging =
        tagger(30)
            .setHiddenSize(200)
            .setCell("elman")
            .setActivation("relu")
            .setOptimizer("sgd")
            .setGradientClipNorm(0)
            .setLearningRate(1e6);
    assertThrows(InvalidInputException.class, () -> diverging.fit(ToyData.tokens(16, 1)));
    assertNothingIsKept(before, cached);
    Dataset<Row> unequal =
        ToyData.tokens(16, 1)
            .withColumn("held", org.apache.spark.sql.functions.expr("id % 2 = 1"))
            .withColumn(
                "labels", org.apache.spark.sql.functions.expr("if(id = 5, array('S'), labels)"));
    String message =
        assertThrows(
                InvalidInputException.class,
                () -> tagger(1).setValidationIndicatorCol("held").fit(unequal))
            .getMessage();
    assertTrue(message.contains("5 steps"), message);
    assertNothingIsKept(before, cached);
  }

  @Test
  void vectorsOfAnotherTypeThanInTrainingAreRefused() {
    SequenceTaggerModel model = tagger(1).fit(ToyData.tokens(12, 1));
    String message =
        assertThrows(InvalidInputException.class, () -> model.transform(ToyData.vectors(3, 1)))
            .getMessage();
    assertTrue(message.contains("array<vector>") || message.contains("array<struct"), message);
    assertTrue(message.contains("trained on tokens"), message);
  }
}
