package org.sparkrnn.ml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.sparkrnn.testkit.LocalSpark;
import org.sparkrnn.testkit.ReportDocument;
import org.sparkrnn.testkit.ReportPages;
import org.sparkrnn.testkit.ToyData;
import org.w3c.dom.Element;

/** Makes a page of each task with all possible parts, which a browser opens later. */
class ReportPagesTest {
  private static final String HOSTILE = "<script>alert(1)</script>";

  private static <E extends RnnEstimator<E, ?>> E small(E estimator) {
    return estimator
        .setAutomatic(false)
        .setHiddenSize(6)
        .setEmbeddingSize(4)
        .setMaxEpochs(6)
        .setLearningRate(0.02)
        .setBatchSize(16)
        .setNumShards(2)
        .setExecution("threads");
  }

  /** A result as written by the jobs, with a better and a worse baseline. */
  private static String result(String metric, double value, String more) {
    String form = "{\"%s\":%.4f,\"loss\":0.5,%s\"baselines\":[{\"name\":\"simple\",\"%s\":%.4f},";
    form += "{\"name\":\"%s\",\"%s\":%.4f}]}";
    return String.format(
        Locale.ROOT, form, metric, value, more, metric, value * 0.8, HOSTILE, metric, value * 1.1);
  }

  private static ReportDocument page(
      String name, RnnModel<?, ?> model, SequenceMetrics metrics, String result) {
    ModelReport report =
        ModelReport.of(model)
            .named("target/models/" + name, name)
            .withEvaluation("test data " + HOSTILE, metrics)
            .withMetrics(result);
    return ReportPages.keep(name, report.html());
  }

  private static void assertShows(ReportDocument page, String... texts) {
    for (String text : texts) {
      assertTrue(page.text().contains(text), () -> text + " is not in " + page.text());
    }
  }

  private static Dataset<Row> reviews() {
    return ToyData.tokens(96, 2)
        .selectExpr(
            "transform(tokens, t -> if(t = 'a', '" + HOSTILE + "', t)) as tokens",
            "if(array_contains(tokens, 'a'), '" + HOSTILE + "', 'good') as label");
  }

  @Test
  void aClassifierShowsTheAttentionOfEachStep() {
    SequenceClassifierModel model =
        small(new SequenceClassifier())
            .setLabelCol("label")
            .setReadout("attention")
            .setMaxEpochs(12)
            .setLearningRate(0.05)
            .setValidationFraction(0.2)
            .setGradientFlow(true)
            .fit(reviews());
    ClassificationMetrics metrics = model.evaluate(reviews());
    ReportDocument page =
        page("classifier", model, metrics, result("accuracy", metrics.accuracy(), ""));
    assertShows(page, "most attention: “", "“" + HOSTILE + "” ", "The more attention", "mean loss");
    assertShows(page, "The model knows all of the tokens", "the longest of 7");
    assertTrue(
        page.elements("span").stream().anyMatch(span -> span.getAttribute("class").equals("h9")),
        "the step of most attention is the darkest");
  }

  @Test
  void aTaggerOfAChainShowsHowSureEachLabelIs() {
    Dataset<Row> data =
        ToyData.tokens(96, 1)
            .selectExpr(
                "transform(tokens, t -> if(t = 'a', '" + HOSTILE + "', t)) as tokens",
                "transform(labels, t -> if(t = 'A', 'B-" + HOSTILE + "', 'O')) as labels");
    SequenceTaggerModel model =
        small(new SequenceTagger())
            .setOutputLayer("crf")
            .setValidationFraction(0.2)
            .setGradientFlow(true)
            .fit(data);
    TaggingMetrics metrics = model.evaluate(data);
    ReportDocument page =
        page("tagger", model, metrics, result("spanF1", metrics.spanF1(), "\"accuracy\":0.7,"));
    assertShows(page, "Least certain predictions", "share of wrong labels", "Types of spans");
    assertShows(page, "least certain: “", " as O ", "The less certain");
    assertTrue(
        page.elements("span").stream().anyMatch(span -> span.getAttribute("class").matches("h.")));
  }

  @Test
  void aTaggerOfSeveralTargetsShowsThemAll() {
    Dataset<Row> data =
        ToyData.tokens(60, 1)
            .selectExpr(
                "tokens",
                "labels",
                "if(size(tokens) > 3, 'long', 'short') as length",
                "transform(tokens, t -> if(t = 'a', 'vowel', 'consonant')) as sound");
    SequenceTaggerModel model =
        small(new SequenceTagger()).setLabelCols("labels", "length", "sound").fit(data);
    String each = "\"targets\":{\"labels\":{\"accuracy\":0.5},\"%s\":{\"macroF1\":0.25}},";
    ReportDocument page =
        page(
            "targets",
            model,
            model.evaluate(data),
            result("accuracy", 0.5, each.formatted(HOSTILE)));
    assertEquals(
        List.of("labels", "length", "sound", "labels", "length", "sound"),
        page.elements("h3").stream().map(Element::getTextContent).toList());
    assertShows(page, "consonant", "Each target", "short");
  }

  @Test
  void setsOfLabels() {
    Dataset<Row> frames = MultilabelTest.frames("int");
    SequenceClassifierModel model =
        small(new SequenceClassifier())
            .setMultilabel(true)
            .setReadout("eachStep")
            .setInputCol("frames")
            .setInputSets(true)
            .setLabelCol("next")
            .setValidationFraction(0.2)
            .fit(frames);
    MultilabelMetrics metrics = model.evaluateSets(frames);
    ReportDocument page =
        page("multilabel", model, metrics, result("nll", metrics.nll(), "\"microF1\":0.5,"));
    assertShows(page, "Figures per label", "Least certain predictions", "micro F1");
  }

  @Test
  void aRegressorShowsTheAttentionBehindASeries() {
    Dataset<Row> waves =
        LocalSpark.session()
            .range(0, 90, 1, 3)
            .selectExpr(
                "transform(sequence(0, 11), t -> sin((id + t) / 5)) as tokens",
                "sin((id + 13) / 5) as labels");
    SequenceRegressorModel model =
        small(new SequenceRegressor())
            .setReadout("attention")
            .setValidationFraction(0.2)
            .fit(waves);
    RegressionMetrics metrics = model.evaluate(waves);
    ReportDocument page =
        page("regressor", model, metrics, result("rmse", metrics.rmse(), "\"mae\":0.1,"));
    assertShows(page, "most attention: step ", "mean absolute error", "Predictions and actual");
    assertTrue(
        page.elements("rect").stream().anyMatch(rect -> rect.getAttribute("class").equals("f9")));
  }

  private static Dataset<Row> shops() {
    List<Row> rows = new ArrayList<>();
    for (int shop = 0; shop < 6; shop++) {
      for (int day = 0; day < 30 + shop; day++) {
        double sold = Math.pow(10, shop % 3) * (20 + day % 7 + 0.1 * day + Math.sin(shop + day));
        rows.add(RowFactory.create(HOSTILE + shop, day, sold));
      }
    }
    return LocalSpark.session()
        .createDataFrame(
            rows,
            new StructType()
                .add("shop", DataTypes.StringType)
                .add("day", DataTypes.IntegerType)
                .add("sold", DataTypes.DoubleType));
  }

  @Test
  void forecastsOfManySeriesAreDrawnBehindTheirPast() {
    SequenceRegressor regressor =
        small(new SequenceRegressor())
            .setSeriesCol("shop")
            .setTimeCol("day")
            .setLabelCol("sold")
            .setHorizon(5)
            .setPeriod(7)
            .setWindow(14)
            .setLoss("quantile")
            .setQuantiles("0.1,0.5,0.9");
    SequenceRegressorModel model = regressor.fit(shops());
    RegressionMetrics metrics = model.evaluate(shops());
    ReportDocument page =
        page("forecasts", model, metrics, result("mase", metrics.mase(), "\"smape\":3,"));
    assertShows(page, "from the lowest to the highest quantile", "sMAPE", "values before it");
    String chart =
        page.charts().stream()
            .map(svg -> svg.getAttribute("aria-label"))
            .filter(label -> label.startsWith(HOSTILE + "0: "))
            .findFirst()
            .orElseThrow();
    assertTrue(chart.contains("actual goes from") && chart.contains(" at 5. forecast"), chart);
    assertEquals(3, page.elements("path").stream().filter(ReportPagesTest::band).count());
    model.set(model.reportExamples(), (Object) 0);
    String silent = ModelReport.of(model).withEvaluation("data", model.evaluate(shops())).html();
    assertFalse(silent.contains("alert"), "no name of a series either");
  }

  private static boolean band(Element path) {
    return path.getAttribute("class").equals("band");
  }

  @Test
  void aLanguageModel() {
    Dataset<Row> text =
        ToyData.tokens(60, 3).selectExpr("concat_ws('', tokens, '" + HOSTILE + "') as tokens");
    TrainedLanguageModel model =
        small(new LanguageModel()).setValidationFraction(0.2).setGradientFlow(true).fit(text);
    LanguageModelMetrics metrics = model.evaluate(text);
    ReportDocument page =
        page(
            "language-model",
            model,
            metrics,
            result("nats", metrics.nats(), "\"perplexity\":3.2,\"bitsPerToken\":1.7,"));
    assertShows(
        page, "Examples with the largest error", HOSTILE, "Figures per length", "perplexity");
  }

  @Test
  void aTranscriberShowsWhatItHeard() {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      String word = List.of("ab", "ba", "cab", "c", "").get(i % 5);
      List<String> tokens = new ArrayList<>();
      for (char letter : word.toCharArray()) {
        tokens.addAll(Collections.nCopies(1 + i % 3, "" + letter));
        tokens.add(HOSTILE);
      }
      tokens.addAll(Collections.nCopies(i % 7, "-"));
      rows.add(RowFactory.create(tokens.toArray(String[]::new), word));
    }
    Dataset<Row> data =
        LocalSpark.session()
            .createDataFrame(
                rows,
                new StructType()
                    .add("tokens", ToyData.STRINGS)
                    .add("labels", DataTypes.StringType));
    SequenceTranscriberModel model =
        small(new SequenceTranscriber())
            .setCell("gru")
            .setMaxEpochs(20)
            .setLearningRate(0.05)
            .setValidationFraction(0.2)
            .fit(data);
    TranscriptionMetrics metrics = model.evaluate(data);
    ReportDocument page =
        page(
            "transcriber",
            model,
            metrics,
            result("labelErrorRate", Math.max(0.01, metrics.labelErrorRate()), ""));
    assertShows(page, "label error rate", "errors per label", "Figures per length", "Examples");
    assertShows(page, "Least certain predictions", HOSTILE);
  }

  /** A search over numbers, words and a logarithmic range, with some failed trials. */
  @Test
  void aSearchIsATableAndAPlot() {
    Dataset<Row> data = ToyData.tokens(60, 1);
    SequenceTagger tagger = small(new SequenceTagger()).setValidationFraction(0.3).setMaxEpochs(9);
    TuningResult<SequenceTagger, SequenceTaggerModel> found =
        new SequenceTuner<>(tagger)
            .setTrials(8)
            .choose("cell", "lstm", "gru", "elman")
            .choose("hiddenSize", 4, 8)
            .between("learningRate", 0.001, 0.1)
            .between("dropout", 0, 0.5)
            .search(data);
    assertEquals(0.02, found.given().get("learningRate"));
    assertEquals(
        "cell, dropout, hiddenSize, learningRate", String.join(", ", found.given().keySet()));
    List<Trial> trials = new ArrayList<>(found.trials());
    trials.add(
        new Trial(
            99, 0, 1, Map.of("cell", HOSTILE), Map.of(), List.of(), 1.5, "no memory " + HOSTILE));
    ReportDocument page =
        ReportPages.keep(
            "search",
            ModelReport.of(found.model())
                .withSearch(
                    "loss",
                    true,
                    new TuningResult<>(
                        found.model(),
                        found.estimator(),
                        found.best(),
                        found.reason(),
                        found.given(),
                        trials))
                .html());
    assertShows(page, "Trials that failed are not drawn: 1.", "failed: no memory " + HOSTILE);
    assertShows(page, "the chosen trial", "stopped after fewer epochs");
    Element plot =
        page.charts().stream()
            .filter(svg -> svg.getAttribute("aria-label").startsWith("Each of 8 trials"))
            .findFirst()
            .orElseThrow();
    List<String> lines = paths(plot).stream().map(path -> path.getAttribute("class")).toList();
    assertEquals(8, lines.size(), "as given too, whose settings are known: " + lines);
    assertEquals("line best", lines.get(7), "on top");
    for (Element path : paths(plot)) {
      assertEquals(5, path.getAttribute("d").split("[ML]").length - 1, "an axis each");
    }
  }

  private static List<Element> paths(Element plot) {
    List<Element> paths = new ArrayList<>();
    for (int i = 0; i < plot.getElementsByTagName("path").getLength(); i++) {
      paths.add((Element) plot.getElementsByTagName("path").item(i));
    }
    return paths;
  }

  /**
   * One epoch, no validation data and metrics that are not numbers, compared with a model of
   * another task.
   */
  @Test
  void nextToNothingAndModelsOfDifferentTasks() {
    SequenceClassifierModel one =
        small(new SequenceClassifier()).setLabelCol("label").setMaxEpochs(1).fit(reviews());
    ModelReport odd =
        ModelReport.of(one)
            .named("models/" + HOSTILE, "classifier")
            .withMetrics("{\"accuracy\":null,\"loss\":\"NaN\",\"baseline\":{\"name\":\"none\"}}");
    ReportDocument page = ReportPages.keep("one-epoch", odd.html());
    assertShows(page, "the last of 1 epoch, because there was no validation data");
    assertFalse(page.headings().contains("Model and baselines"), page.headings().toString());
    SequenceRegressorModel numbers =
        small(new SequenceRegressor())
            .setReadout("lastStep")
            .setValidationFraction(0.2)
            .fit(
                LocalSpark.session()
                    .range(60)
                    .selectExpr(
                        "array(double(id), double(id + 1)) as tokens", "double(id) as labels"));
    ModelReport other =
        ModelReport.of(numbers)
            .named("models/a-name-that-is-rather-long-and-has-no-place-to-break-it", "regressor")
            .withEvaluation("test data", numbers.evaluate(waves()))
            .withMetrics(result("rmse", 2, ""));
    ReportDocument both =
        ReportPages.keep("comparison", ModelReport.comparison(List.of(odd, other, odd)));
    assertShows(both, "Comparison of 3 models", "They are measured on different data");
    assertShows(both, "losses may have different units");
    assertEquals(
        Arrays.asList("Metrics", "Training", "Where the time goes", "Settings that differ"),
        both.headings());
  }

  private static Dataset<Row> waves() {
    return LocalSpark.session()
        .range(20)
        .selectExpr("array(double(id), double(id + 1)) as tokens", "double(id + 2) as labels");
  }
}
