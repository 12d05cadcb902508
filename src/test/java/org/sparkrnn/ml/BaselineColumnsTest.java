package org.sparkrnn.ml;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.ml.column.SequenceInput;
import org.sparkrnn.testkit.LocalSpark;
import org.sparkrnn.testkit.ToyData;

/** Baselines read the same columns as networks, in the same way. */
class BaselineColumnsTest {
  private static Dataset<Row> data(String... expressions) {
    return LocalSpark.session().range(1).selectExpr(expressions);
  }

  private static void refused(Executable use, String... parts) {
    String message = assertThrows(InvalidInputException.class, use).getMessage();
    for (String part : parts) {
      assertTrue(message.contains(part), "expected \"" + part + "\" in: " + message);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "array('A', 'b c', 'a'); character; 3",
        "array(7, -1, 7); character; 2",
        "array(7L, 12345678901L); word; 2",
        "string('a A é'); character; 4",
        "string(' to \u3000 be\u00a0or To '); word; 3"
      })
  void tokensAreThoseOfALanguageModel(String expression, String level, int distinct) {
    Dataset<Row> data = data("named_struct('text', %s) as doc".formatted(expression));
    for (boolean lowercase : new boolean[] {false, true}) {
      LanguageModel network =
          new LanguageModel().setLevel(level).setLowercase(lowercase).setInputCols("doc.text");
      NGramLanguageModel baseline = new NGramLanguageModel();
      baseline.readLike(network);
      TrainedNGramLanguageModel model = baseline.fit(data);
      String[] tokens = SequenceInput.of(data.schema(), network).normalized(data.head());
      for (String token : tokens) {
        assertTrue(model.ngram().vocabulary().find(token) >= 0, token);
      }
      List<?> scores = model.transform(data).first().getList(1);
      assertEquals(tokens.length + 1, scores.size(), "every token and the end");
      if (!lowercase) {
        assertEquals(distinct, List.of(tokens).stream().distinct().count());
      }
    }
  }

  /** A string is split into words if a tagger would do so; labels may be whole numbers. */
  @Test
  void taggersReadTheSameTokensAndLabels() {
    Dataset<Row> data =
        data("'The dog  the' as text", "array(1, 2, 1) as labels", "array(1D, 2D, 3D) as x");
    SequenceTagger network =
        new SequenceTagger()
            .setInputCols("text", "x")
            .setStringTokens("words")
            .setLowercase(true)
            .setPredictionCol("tags");
    HmmTagger baseline = new HmmTagger();
    baseline.readLike(network);
    HmmTaggerModel model = baseline.fit(data);
    assertTrue(model.hmm().knows("the"));
    assertTrue(!model.hmm().knows("The"));
    assertEquals(List.of("1", "2", "1"), model.transform(data).select("tags").first().getList(0));
    assertEquals(1, model.evaluate(data).get("accuracy"));
    MostFrequentTagger simple = new MostFrequentTagger();
    simple.readLike(network);
    MostFrequentTaggerModel tags = simple.fit(data);
    assertTrue(tags.mostFrequentTag().knows("the"));
    assertTrue(!tags.mostFrequentTag().knows("The"));
    assertEquals(List.of("1", "2", "1"), tags.transform(data).select("tags").first().getList(0));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.0D", "1", "cast(1 as decimal(3, 1))", "string('1')"})
  void classesAreNamedAsByANetwork(String label) {
    Dataset<Row> data = data("'a' as tokens", label + " as labels");
    assertEquals("1", new MajorityClassifier().fit(data).majority());
    NaiveBayesClassifierModel bayes = new NaiveBayesClassifier().fit(data);
    assertEquals("1", bayes.transform(data).first().getAs("prediction"));
    assertEquals(1, bayes.evaluate(data).get("accuracy"));
  }

  @Test
  void classesMayBeTrueOrFalseAndMustBeFinite() {
    assertEquals("true", new MajorityClassifier().fit(data("true as labels")).majority());
    refused(
        () -> new MajorityClassifier().fit(data("double('NaN') as labels")),
        "labels is NaN; a label must be finite");
  }

  /** If a baseline reads no tokens, whole numbers are numbers; columns are joined. */
  @Test
  void vectorsAreJoinedStepByStep() {
    Dataset<Row> data =
        LocalSpark.session()
            .range(12)
            .selectExpr(
                "array(id, 2 * id) as a",
                "array(array(cast(1 as decimal(3, 1))), array(id % 5)) as b",
                "array(array(double(id), 1D), array(2D * id, double(id % 5))) as ab",
                "if(id % 5 > 2, 'high', 'low') as labels");
    NearestSeriesClassifier baseline = new NearestSeriesClassifier();
    List<String> lines = baseline.setInputCol("ab").fit(data).lines();
    baseline.readLike(new SequenceClassifier().setInputCols("a", "b").setLabelCol("labels"));
    NearestSeriesClassifierModel model = baseline.fit(data);
    assertEquals(lines, model.lines());
    assertEquals(1, model.evaluate(data).get("accuracy"));
    refused(
        () -> baseline.fit(data.selectExpr("a", "slice(b, 1, 1) as b", "labels")),
        "a has 2 steps but b has 1");
    refused(
        () -> model.evaluate(data.selectExpr("a", "ab as b", "labels")),
        "steps have 3 numbers; this model was trained on steps of 2");
  }

  @Test
  void setsAreTheLabelsBefore() {
    Dataset<Row> data =
        MultilabelTest.frames("int")
            .selectExpr(
                "frames",
                "transform(frames, f -> transform(sequence(0, 2), k -> double(array_contains(f, k)))) as x",
                "transform(frames, f -> array(1D, double(array_contains(f, 1)), 0D)) as y");
    LabelFrequencyModel vectors = new LabelFrequency().fit(data, "x", "y");
    LabelFrequencyModel sets = new LabelFrequency().setInputSets(true).fit(data, "frames", "y");
    assertEquals(vectors.lines(), sets.lines());
    assertEquals(vectors.evaluate(data).values(), sets.evaluate(data).values());
    assertEquals(
        vectors.transform(data).select("prediction").collectAsList(),
        sets.transform(data).select("prediction").collectAsList());
  }

  @Test
  void aForecastMayHaveSeveralNumbersAStep() {
    Dataset<Row> data =
        data(
            "array(array(1, 5), array(2, 7)) as x",
            "array(4D, 6D) as a",
            "array(9D, 8D) as next",
            "array(array(3D, 8D), array(4D, 9D)) as two");
    SeasonalForecaster joined = new SeasonalForecaster().setInputCols("x", "a").setChannel(1);
    BaselineMetrics one = joined.setLabelCol("next").fit(data).evaluate(data); // of 7 and 6
    assertEquals(2, one.tokens());
    assertEquals(2, one.get("mae"));
    BaselineMetrics two =
        new SeasonalForecaster().setHorizon(2).fit(data, "x", "two").evaluate(data); // of 2 and 7
    assertEquals(4, two.tokens());
    assertEquals((1 + 1 + 2 + 2) / 4.0, two.get("mae"));
    refused(
        () -> joined.setChannel(2).fit(data).evaluate(data),
        "channel is 2, but steps have 3 numbers (counted from 0), of which 2 are forecast",
        "or set horizon to the number of");
    refused(
        () -> joined.setLabelCol("ragged").fit(ragged(data)).evaluate(ragged(data)),
        "ragged has 2 numbers at step 2; expected 1, as elsewhere in the data");
  }

  private static Dataset<Row> ragged(Dataset<Row> data) {
    return data.selectExpr("*", "array(array(1D), array(1D, 2D)) as ragged");
  }

  @Test
  void whatABaselineDoesNotReadIsNamed() {
    Dataset<Row> data =
        data("'a' as text", "array(array(1)) as sets", "array(1D) as x", "'A' as labels");
    refused(
        () -> new NearestSeriesClassifier().setInputCol("text").fit(data),
        "inputCol text has type string; expected array<double>");
    refused(
        () -> new NearestSeriesClassifier().setInputCol("sets").setInputSets(true).fit(data),
        "inputSets is true, but this baseline needs all numbers of a step; set inputSets=false");
    refused(
        () -> new NaiveBayesClassifier().setInputCols("x").fit(data),
        "inputCol x has type array<double>; expected array<string>, array<int> or string");
    refused(
        () -> new NGramLanguageModel().setStringTokens("words").setInputCol("text").fit(data),
        "stringTokens is set, but level says how a string is read here; set level=word");
    refused(
        () -> new LanguageModel().setStringTokens("words").setInputCol("text").fit(data),
        "stringTokens is set, but level says how a string is read here; set level=word");
    refused(
        () -> new HmmTagger().setInputCols("x", "text").setInputCol("x").fit(data),
        "inputCol x and inputCols x, text are both set");
  }

  /** A network's data may have a column with the default name of a baseline's prediction. */
  @Test
  void aClassifiersBaselineReadsFieldsOfStructs() {
    Dataset<Row> data =
        ToyData.tokens(16, 1)
            .where("size(tokens) > 0")
            .selectExpr(
                "named_struct('tokens', tokens, 'long', size(tokens) > 3) as doc",
                "'mine' as prediction");
    SequenceClassifierModel model =
        new SequenceClassifier()
            .setInputCol("doc.tokens")
            .setLabelCol("doc.long")
            .setPredictionCol("found")
            .setHiddenSize(2)
            .setMaxEpochs(1)
            .fit(data);
    BaselineTrial trial = ClassificationBaseline.trials(model, data, data).get(1);
    assertEquals("naiveBayes", trial.measure().orElseThrow().name());
  }

  /**
   * Windows of a series with several numbers per step, in several columns, and rows without steps.
   */
  @Test
  void aRegressorsBaselineRepeatsWhatTheNetworkReads() {
    Dataset<Row> windows =
        LocalSpark.session()
            .range(60)
            .selectExpr(
                "transform(sequence(0, 3), k -> 100 + 40 * sin((id + k) / 9D)) as a",
                "transform(sequence(0, 3), k -> 50 + 40 * cos((id + k) / 9D)) as b",
                "array(100 + 40 * sin((id + 4) / 9D), 50 + 40 * cos((id + 4) / 9D)) as y");
    Dataset<Row> data =
        windows.union(
            data("filter(array(1D), x -> x > 1) as a", "filter(array(1D), x -> x > 1) as b")
                .selectExpr("a", "b", "array(0D, 0D) as y"));
    SequenceRegressor regressor =
        new SequenceRegressor().setLabelCol("y").setHiddenSize(2).setMaxEpochs(1);
    BaselineMetrics both =
        measure(
            regressor.copy(new org.apache.spark.ml.param.ParamMap()).setInputCols("a", "b"), data);
    assertEquals("persistence", both.name());
    assertEquals(60, both.sequences());
    assertEquals(120, both.tokens());
    assertTrue(both.get("rmse") < 5, both.values().toString());
    Dataset<Row> first = data.selectExpr("a", "y[0] as y");
    BaselineMetrics one = measure(regressor.setInputCols("a"), first);
    assertEquals("persistence", one.name());
    assertArrayEquals(new long[] {60, 60}, new long[] {one.sequences(), one.tokens()});
  }

  private static BaselineMetrics measure(SequenceRegressor regressor, Dataset<Row> data) {
    return RegressionBaseline.measure(regressor.fit(data), data, data, 1);
  }
}
