package org.sparkrnn.ml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparkrnn.testkit.LocalSpark;
import org.sparkrnn.testkit.ReportDocument;
import org.sparkrnn.testkit.ToyData;

/** Reports of trained models of all tasks. */
class ModelReportTest {
  private static final String HOSTILE = "<script>alert(1)</script>";

  @TempDir Path dir;

  private static <E extends RnnEstimator<E, ?>> E small(E estimator) {
    return estimator
        .setAutomatic(false)
        .setHiddenSize(4)
        .setEmbeddingSize(4)
        .setMaxEpochs(2)
        .setBatchSize(16)
        .setNumShards(2)
        .setExecution("threads");
  }

  private static ReportDocument page(RnnModel<?, ?> model, SequenceMetrics metrics) {
    return ReportDocument.of(ModelReport.of(model).withEvaluation("the data", metrics).html());
  }

  private static void assertShows(ReportDocument page, String... texts) {
    for (String text : texts) {
      assertTrue(page.text().contains(text), () -> text + " is not in " + page.text());
    }
  }

  @Test
  void ofTagsWithHostileTokensAndNothingQuotedWhereThatIsAskedFor() throws IOException {
    Dataset<Row> data =
        ToyData.tokens(48, 1)
            .selectExpr(
                "transform(tokens, t -> if(t = 'a', '" + HOSTILE + "', t)) as tokens",
                "transform(labels, t -> if(t = 'S', '" + HOSTILE + "', t)) as labels");
    SequenceTaggerModel model =
        small(new SequenceTagger()).setValidationFraction(0.2).setGradientFlow(true).fit(data);
    ReportDocument page = page(model, model.evaluate(data));
    assertEquals(
        List.of(
            "Training",
            "Confusion matrix",
            "Figures per label",
            "Figures per length",
            "Examples",
            "Where the time goes",
            "How far back gradients reach",
            "Settings"),
        page.headings());
    assertShows(page, HOSTILE, "was tagged ", "3 to 4", "certainty", "the user or the job");
    assertTrue(page.charts().size() >= 6, page.charts().size() + " drawings");

    model.set(model.reportExamples(), (Object) 0);
    ReportDocument silent = page(model, model.evaluate(data));
    assertFalse(silent.headings().contains("Examples"));
    assertFalse(silent.text().contains("was tagged "), silent.text());
    assertTrue(silent.headings().contains("Figures per length"));

    String path = dir.resolve("tagger").toString();
    model.write().save(path);
    ReportDocument saved = ReportDocument.of(Files.readString(Path.of(path, "report.html")));
    assertEquals(
        List.of("Training", "Where the time goes", "How far back gradients reach", "Settings"),
        saved.headings());
    SequenceTaggerModel loaded = SequenceTaggerModel.load(path);
    assertEquals(model.weightsSha256(), loaded.weightsSha256());
    loaded.write().save(path + "-again");
    assertFalse(Files.exists(Path.of(path + "-again", "report.html")), "it was not trained here");
    assertTrue(
        ReportDocument.of(ModelReport.read(LocalSpark.session(), path + "-again").html())
            .headings()
            .contains("Settings"));
  }

  @Test
  void ofAChainWhoseStepsDoNotStandAlone() {
    Dataset<Row> data = ToyData.tokens(40, 1);
    SequenceTaggerModel model = small(new SequenceTagger()).setOutputLayer("crf").fit(data);
    ReportDocument page = page(model, model.evaluate(data));
    assertShows(page, "Examples with the largest error", "wrong: ");
    assertShows(page, "Least certain predictions", "share of wrong labels");
  }

  @Test
  void ofClassesOfTokensAndOfSeries() {
    Dataset<Row> data =
        ToyData.tokens(40, 2)
            .selectExpr("tokens", "if(size(tokens) > 4, '" + HOSTILE + "', 'short') as label");
    SequenceClassifierModel model = small(new SequenceClassifier()).setLabelCol("label").fit(data);
    assertShows(page(model, model.evaluate(data)), HOSTILE, "Confusion matrix", "Least certain");

    Dataset<Row> series =
        LocalSpark.session()
            .range(40)
            .selectExpr(
                "transform(sequence(1, 12), t -> sin(t * (1 + id % 2))) as tokens",
                "if(id % 2 = 0, 'slow', 'fast') as label");
    SequenceClassifierModel waves =
        small(new SequenceClassifier()).setLabelCol("label").fit(series);
    ReportDocument page = page(waves, waves.evaluate(series));
    assertShows(page, "12 steps");
    assertTrue(
        page.elements("svg").stream().anyMatch(svg -> svg.getAttribute("class").equals("spark")));
  }

  @Test
  void ofSetsOfLabelsForEachStep() {
    Dataset<Row> frames = MultilabelTest.frames("int");
    SequenceClassifierModel model =
        small(new SequenceClassifier())
            .setMultilabel(true)
            .setReadout("eachStep")
            .setInputCol("frames")
            .setInputSets(true)
            .setLabelCol("next")
            .fit(frames);
    MultilabelMetrics metrics = model.evaluateSets(frames);
    long gold = metrics.labels().stream().mapToLong(TaggingMetrics.TagMetrics::support).sum();
    double recall =
        metrics.labels().stream().mapToDouble(label -> label.recall() * label.support()).sum();
    assertEquals(metrics.microRecall(), recall / gold, 1e-12);
    ReportDocument page = page(model, metrics);
    assertShows(page, "Figures per label", " | ", "Least certain");
    assertFalse(page.headings().contains("Confusion matrix"));
  }

  /**
   * Consecutive rows are one curve, in their order; rows of several numbers have one curve each.
   */
  @Test
  void ofForecastsBesideWhatCame() {
    Dataset<Row> data =
        LocalSpark.session()
            .range(0, 60, 1, 4)
            .selectExpr("array(double(id), double(id + 1)) as tokens", "double(id + 2) as labels");
    SequenceRegressorModel model = small(new SequenceRegressor()).setReadout("lastStep").fit(data);
    ReportDocument page = page(model, model.evaluate(data));
    String chart =
        page.charts().stream()
            .map(svg -> svg.getAttribute("aria-label"))
            .filter(label -> label.startsWith("The first values of the data"))
            .findFirst()
            .orElseThrow();
    assertTrue(chart.contains("actual goes from 2 at 1 to 61 at 60. "), chart);
    Dataset<Row> each = data.selectExpr("tokens", "tokens as labels");
    SequenceRegressorModel steps = small(new SequenceRegressor()).setReadout("eachStep").fit(each);
    assertShows(page(steps, steps.evaluate(each)), "Row 1 of the data", "Row 3 of the data");
  }

  @Test
  void ofLanguageModelsOnLinesAndOnAStream() {
    Dataset<Row> text = ToyData.tokens(40, 3).selectExpr("concat_ws('', tokens, '<b>') as tokens");
    TrainedLanguageModel lines = small(new LanguageModel()).fit(text);
    ReportDocument page = page(lines, lines.evaluate(text));
    assertShows(page, "Examples with the largest error", "<b>", "Figures per length");
    assertFalse(page.text().contains("in the data"), "there are no labels to show");
    TrainedLanguageModel stream =
        small(new LanguageModel()).setBoundaries("stream").setBatchSize(2).fit(text);
    assertTrue(page(stream, stream.evaluate(text)).headings().contains("Training"));
  }
}
