package org.sparkrnn.ml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.testkit.Interruption;
import org.sparkrnn.testkit.LocalSpark;
import org.sparkrnn.testkit.ToyData;

/** Estimators that are interrupted and fitted again. */
class ResumedFitTest {
  @TempDir Path dir;

  private static SequenceTagger tagger() {
    return new SequenceTagger()
        .setHiddenSize(6)
        .setEmbeddingSize(4)
        .setBidirectional(true)
        .setNumLayers(2)
        .setDropout(0.2)
        .setWordDropout(0.1)
        .setBatchSize(8)
        .setMaxEpochs(4)
        .setNumShards(3)
        .setAccumulationSteps(2)
        .setLearningRateSchedule("plateau")
        .setDecayEpochs(1)
        .setEarlyStoppingPatience(2)
        .setValidationFraction(0.25);
  }

  private static Dataset<Row> tags(int partitions) {
    return ToyData.spread(ToyData.rows(60, 1), ToyData.STRINGS, partitions, partitions);
  }

  /** The text in {@code partitions} partitions, in order. */
  private static Dataset<Row> text(int partitions) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      lines.add("ab".repeat(i % 5) + "xyz".repeat(i % 3));
    }
    JavaSparkContext sc = JavaSparkContext.fromSparkContext(LocalSpark.session().sparkContext());
    return LocalSpark.session()
        .createDataset(sc.parallelize(lines, partitions).rdd(), Encoders.STRING())
        .toDF("tokens");
  }

  /**
   * Interrupts every few steps; each fit has data in different partitions, and runs in Spark or on
   * threads.
   */
  private <E extends RnnEstimator<E, M>, M extends RnnModel<M, ?>> Interruption requireSame(
      E estimator, Function<Integer, Dataset<Row>> data, int period) {
    M whole = estimator.fit(data.apply(2));
    E resumable =
        estimator
            .copy(ParamMap.empty())
            .setCheckpointDir(dir.toString())
            .setCheckpointInterval(1)
            .setKeepCheckpoints(2);
    Interruption interruption = new Interruption(period);
    M resumed =
        interruption.untilDone(
            listener -> {
              int n = interruption.interruptions();
              if (n > 0) { // then the checkpoints say how many there are
                resumable.clear(resumable.numShards());
              }
              return resumable
                  .setExecution(n % 2 == 0 ? "spark" : "threads")
                  .setListener(listener)
                  .fit(data.apply(1 + n % 5));
            });
    assertEquals(whole.weightsSha256(), resumed.weightsSha256());
    assertEquals(whole.getNumShards(), resumed.getNumShards());
    assertEquals(
        whole.summary().epochs().stream().map(Interruption::lasting).toList(),
        resumed.summary().epochs().stream().map(Interruption::lasting).toList());
    assertEquals(whole.summary().bestEpoch(), resumed.summary().bestEpoch());
    assertNull(whole.summary().resumedFrom());
    assertTrue(resumed.summary().resumedFrom().startsWith("file:" + dir));
    assertTrue(interruption.resumed().stream().anyMatch(r -> r.step() > 0));
    return interruption;
  }

  @Test
  void aTaggerGoesOn() {
    Interruption interruption = requireSame(tagger(), ResumedFitTest::tags, 5);
    assertTrue(interruption.interruptions() >= 3, interruption.resumed().toString());
  }

  /** The targets are a label of the sequence and labels of the steps. */
  @Test
  void aTaggerOfSeveralTargetsGoesOn() {
    SequenceTagger tagger =
        tagger().setOutputLayer("crf").setLabelCols("labels", "length").setMaxEpochs(3);
    String length = "case when size(tokens) > 3 then 'long' else 'short' end";
    requireSame(
        tagger, partitions -> tags(partitions).withColumn("length", functions.expr(length)), 5);
  }

  /** The average is evaluated, saved and resumed, with and without validation rows. */
  @Test
  void averagedWeightsGoOn() {
    SequenceTagger tagger = tagger().setAverageDecay(0.9).setMaxEpochs(3);
    requireSame(tagger, ResumedFitTest::tags, 5);
    SequenceTaggerModel model = tagger.fit(tags(2));
    double best =
        model.summary().epochs().get(model.summary().bestEpoch() - 1).validation().meanLoss();
    double last = tagger().setMaxEpochs(3).fit(tags(2)).summary().epochs().get(0).loss();
    assertEquals(last, model.summary().epochs().get(0).loss(), "training is the same");
    assertTrue(best > 0);
  }

  @Test
  void averagedWeightsWithoutValidationGoOn() {
    SequenceTagger tagger = tagger().setAverageDecay(0.9).setMaxEpochs(3).setValidationFraction(0);
    requireSame(tagger, ResumedFitTest::tags, 5);
    SequenceTagger plain = tagger().setMaxEpochs(3).setValidationFraction(0);
    assertNotEquals(tagger.fit(tags(1)).weightsSha256(), plain.fit(tags(1)).weightsSha256());
  }

  @Test
  void aLanguageModelOfAStreamGoesOn() {
    LanguageModel estimator =
        new LanguageModel()
            .setBoundaries("stream")
            .setTbpttLength(6)
            .setHiddenSize(6)
            .setEmbeddingSize(4)
            .setBatchSize(5)
            .setNumShards(3)
            .setMaxEpochs(3)
            .setOutputDropout(0.2)
            .setValidationFraction(0.2);
    Interruption interruption = requireSame(estimator, ResumedFitTest::text, 4);
    assertTrue(interruption.interruptions() >= 3, interruption.resumed().toString());
  }

  @Test
  void aForecasterOfASeriesGoesOn() {
    List<Row> rows = new ArrayList<>();
    for (int t = 0; t < 60; t++) {
      rows.add(RowFactory.create(t, 500 + 100 * Math.sin(t / 2.0)));
    }
    StructType schema =
        new StructType().add("time", DataTypes.IntegerType).add("a", DataTypes.DoubleType);
    SequenceRegressor estimator =
        new SequenceRegressor()
            .setTimeCol("time")
            .setInputCol("a")
            .setLabelCol("a")
            .setWindow(8)
            .setLinearSkip(2)
            .setHiddenSize(4)
            .setBatchSize(10)
            .setNumShards(2)
            .setMaxEpochs(3);
    requireSame(
        estimator,
        partitions -> LocalSpark.session().createDataFrame(ToyData.rdd(rows, partitions), schema),
        4);
  }

  @Test
  void whatDiffersIsNamedByItsParam() {
    SequenceTagger tagger = tagger().setMaxEpochs(1).setCheckpointDir(dir.toString());
    tagger.fit(tags(1));
    tagger
        .setHiddenSize(7)
        .setEpsilon(1e-6)
        .setNumShards(4)
        // none of these matters
        .setMaxEpochs(2)
        .setAggregationDepth(3)
        .setExecution("threads")
        .setKeepCheckpoints(1)
        .setCheckpointInterval(9)
        .setGradientFlow(true)
        .setGradientFlowSteps(3)
        .setNonFinitePolicy("skip")
        .setMode("dropmalformed")
        .setPredictionCol("tag");
    assertEquals(
        "checkpointDir file:"
            + dir
            + " belongs to a training with another configuration: epsilon was unset and is now 1.0E-6, hiddenSize was 6 and is now 7, numShards was 3 and is now 4; restore the earlier configuration, give another checkpointDir, or remove the checkpoints",
        assertThrows(InvalidInputException.class, () -> tagger.fit(tags(1))).getMessage());
    LanguageModel other = new LanguageModel().setCheckpointDir(dir.toString());
    String message =
        assertThrows(InvalidInputException.class, () -> other.fit(text(1))).getMessage();
    assertTrue(message.contains("estimator was SequenceTagger and is now LanguageModel"), message);
  }

  /** A cosine ends with the last epoch, so it changes if there are more epochs. */
  @Test
  void maxEpochsMattersToTheCosineAlone() {
    SequenceTagger tagger =
        tagger().setLearningRateSchedule("cosine").setMaxEpochs(1).setCheckpointDir(dir.toString());
    tagger.fit(tags(1));
    String message =
        assertThrows(InvalidInputException.class, () -> tagger.setMaxEpochs(2).fit(tags(1)))
            .getMessage();
    assertTrue(message.contains("configuration: maxEpochs was 1 and is now 2; "), message);
  }

  /** Such as the folds of a CrossValidator. */
  @Test
  void otherRowsAreRefused() {
    SequenceTagger tagger = tagger().setMaxEpochs(1).setCheckpointDir(dir.toString());
    tagger.fit(tags(1));
    String message =
        assertThrows(InvalidInputException.class, () -> tagger.fit(tags(2).filter("id <> 5")))
            .getMessage();
    assertTrue(
        message.contains("belongs to a training with other training data: it was "), message);
  }

  /** The training resumes from the previous one, and replaces the damaged one. */
  @Test
  void aDamagedCheckpointIsPassedOver() throws IOException {
    SequenceTagger tagger =
        tagger().setCheckpointDir(dir.toString()).setCheckpointInterval(4).setCheckpointMinutes(0);
    String expected = tagger.fit(tags(1)).weightsSha256();
    List<Path> files;
    try (var listed = Files.list(dir)) {
      files = listed.sorted().toList();
    }
    assertEquals(3, files.size());
    Path newest = files.get(2);
    byte[] damaged = Files.readAllBytes(newest);
    damaged[damaged.length / 2] ^= 4;
    Files.write(newest, damaged);
    SequenceTaggerModel model = tagger.fit(tags(3));
    assertEquals(expected, model.weightsSha256());
    assertEquals("file:" + files.get(1), model.summary().resumedFrom());
    assertFalse(Arrays.equals(damaged, Files.readAllBytes(newest)));
  }
}
