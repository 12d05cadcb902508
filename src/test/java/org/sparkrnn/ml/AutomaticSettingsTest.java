package org.sparkrnn.ml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparkrnn.testkit.LocalSpark;
import org.sparkrnn.testkit.ToyData;

/** Estimators on which only columns are set. */
class AutomaticSettingsTest {
  @TempDir Path dir;

  private static SequenceTagger quick() {
    return new SequenceTagger().setInputCol("tokens").setLabelCol("labels").setMaxEpochs(1);
  }

  @Test
  void whatIsChosenIsTheModelsAndToldInTheSummary() throws Exception {
    Dataset<Row> data = ToyData.tokens(24, 2);
    SequenceTaggerModel model = quick().setHiddenSize(3).fit(data);
    Map<String, Object> chosen = model.summary().chosen();
    assertEquals(model.getEmbeddingSize(), chosen.get("embeddingSize"));
    assertFalse(chosen.containsKey("hiddenSize"), chosen.toString());
    assertFalse(chosen.containsKey("maxEpochs"), chosen.toString());
    assertEquals(3, model.getHiddenSize());
    Path path = dir.resolve("model");
    model.write().save(path.toString());
    SequenceTaggerModel loaded = SequenceTaggerModel.load(path.toString());
    assertEquals(model.getEmbeddingSize(), loaded.getEmbeddingSize());
    assertEquals(model.getOutputDropout(), loaded.getOutputDropout());
  }

  @Test
  void theSameSettingsByHandGiveTheSameWeights() {
    Dataset<Row> data = ToyData.tokens(24, 2);
    SequenceTagger byHand = quick().withChosenSettings(data);
    assertFalse(byHand.getAutomatic());
    assertEquals(quick().fit(data).weightsSha256(), byHand.fit(data).weightsSha256());
  }

  @Test
  void withoutThemTheDefaultsOfTheTableHold() {
    Dataset<Row> data = ToyData.tokens(24, 2);
    SequenceTaggerModel model = quick().setAutomatic(false).fit(data);
    assertTrue(model.summary().chosen().isEmpty());
    SequenceTagger plain = new SequenceTagger();
    assertEquals(plain.getHiddenSize(), model.getHiddenSize());
    assertEquals(plain.getBatchSize(), model.getBatchSize());
  }

  @Test
  void theRowsMarkedForValidationSayNothing() {
    Dataset<Row> data = ToyData.tokens(24, 2);
    Dataset<Row> marked =
        data.selectExpr("*", "false as held")
            .unionAll(data.unionAll(data).selectExpr("*", "true as held"));
    SequenceTagger tagger = new SequenceTagger().setInputCol("tokens").setLabelCol("labels");
    int epochs = tagger.withChosenSettings(data).getMaxEpochs();
    SequenceTagger validated = tagger.setValidationIndicatorCol("held").withChosenSettings(marked);
    assertEquals(epochs, validated.getMaxEpochs());
    assertEquals(0, validated.getValidationFraction());
    assertTrue(validated.getEarlyStoppingPatience() > 0);
  }

  /** An estimator that was saved before settings were automatic trains as before. */
  @Test
  void anEarlierEstimatorKeepsItsDefaults() {
    SequenceTagger earlier =
        SequenceTagger.load("src/test/resources/saved/v1/estimators/SequenceTagger");
    assertFalse(earlier.getAutomatic());
    assertTrue(new SequenceTagger().getAutomatic());
  }

  @Test
  void aSeriesHasAWindowThatSuitsIt() {
    Dataset<Row> hours =
        LocalSpark.session().range(300).selectExpr("id as hour", "sin(id / 5) as load");
    SequenceRegressor regressor =
        new SequenceRegressor().setInputCol("load").setLabelCol("load").setTimeCol("hour");
    SequenceRegressor chosen = regressor.withChosenSettings(hours);
    assertTrue(chosen.getWindow() > 1 && chosen.getWindow() < 100, "window " + chosen.getWindow());
    assertEquals(5, regressor.setWindow(5).withChosenSettings(hours).getWindow());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "transform(tokens, t -> array('a')); eachStep",
        "transform(tokens, t -> array(1D)); eachStep",
        "array('a'); lastStep"
      })
  void listsOfSetsOfLabelsAreOneAStep(String labels, String readout) {
    Dataset<Row> data = ToyData.tokens(24, 2).selectExpr("tokens", labels + " as label");
    SequenceClassifier classifier =
        new SequenceClassifier().setInputCol("tokens").setMultilabel(true);
    assertEquals(readout, classifier.withChosenSettings(data).getReadout());
    SequenceClassifierModel model = classifier.setMaxEpochs(1).fit(data);
    boolean said = readout.equals(model.summary().chosen().get("readout"));
    assertEquals(readout.equals("eachStep"), said, model.summary().chosen().toString());
    assertEquals("mean", classifier.setReadout("mean").suiting(data.schema()).getReadout());
  }
}
