package org.sparkrnn.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparkrnn.testkit.JobRun;
import org.sparkrnn.testkit.LocalSpark;

/**
 * Jobs on whole series: .ts files, and CSV files with a column per step, without names of columns.
 */
class SeriesJobTest {
  private static final int ROWS = 40;

  @TempDir Path dir;

  private Path write(String name, String text) throws IOException {
    return Files.writeString(dir.resolve(name), text);
  }

  private static JobRun train(String... args) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "hiddenSize=8",
                "maxEpochs=12",
                "batchSize=4",
                "learningRate=0.03",
                "seed=1",
                "numShards=1",
                "execution=threads"));
    all.addAll(List.of(args));
    return JobTest.run(Train::run, "train", all.toArray(String[]::new));
  }

  private static JobRun evaluate(String... args) {
    return JobTest.run(Evaluate::run, "evaluate", args);
  }

  private static JobRun predict(String... args) {
    return JobTest.run(Predict::run, "predict", args);
  }

  private static JsonNode result(JobRun run) throws IOException {
    assertEquals(Job.DONE, run.code(), run.err());
    return Json.MAPPER.readTree(run.lastLine());
  }

  /** Series of 5 to 8 steps that rise or fall, by their number. */
  private static double[] series(int i) {
    Random random = new Random(i);
    double[] values = new double[5 + i % 4];
    double slope = i % 2 == 0 ? 0.3 : -0.3;
    for (int t = 0; t < values.length; t++) {
      values[t] = slope * t + 0.05 * random.nextGaussian();
    }
    return values;
  }

  private static String label(int i) {
    return i % 2 == 0 ? "rises" : "falls";
  }

  private static String joined(double[] values, String separator) {
    StringBuilder text = new StringBuilder();
    for (double value : values) {
      text.append(text.length() == 0 ? "" : separator).append(value);
    }
    return text.toString();
  }

  private static String ts(String header, boolean labelled) {
    StringBuilder text = new StringBuilder(header + "\n@data\n");
    for (int i = 0; i < ROWS; i++) {
      text.append(joined(series(i), ",")).append(labelled ? ":" + label(i) : "").append('\n');
    }
    return text.toString();
  }

  @Test
  void aClassifierIsTrainedMeasuredAndAppliedFromTsFiles() throws IOException {
    String text = ts("# made here\n@univariate true\n@classLabel true falls rises", true);
    Path data = write("Slopes_TRAIN.ts", text);
    Path packed = dir.resolve("Slopes_TEST.ts.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    Path model = dir.resolve("model");
    JobRun run = train("task=classifier", "train=" + data, "test=" + packed, "model=" + model);
    JsonNode json = result(run);
    assertEquals(ROWS, json.get("sequences").asInt());
    assertEquals(1.0, json.get("accuracy").asDouble());
    assertTrue(run.err().contains("columns: series array<double>, label string"), run.err());

    json = result(evaluate("model=" + model, "data=" + packed));
    assertEquals(1.0, json.get("accuracy").asDouble());

    Path unknown = write("new.ts", ts("@classLabel false", false));
    Path output = dir.resolve("out.json");
    result(predict("model=" + model, "input=" + unknown, "output=" + output));
    Dataset<Row> predicted = LocalSpark.session().read().json(output.toString());
    assertTrue(List.of(predicted.columns()).containsAll(List.of("series", "prediction")));
    assertEquals(ROWS / 2, predicted.filter("prediction = 'rises' and series[4] > 0").count());

    Path labelled = dir.resolve("labelled.json");
    result(predict("model=" + model, "input=" + data, "output=" + labelled));
    assertEquals(
        ROWS,
        LocalSpark.session().read().json(labelled.toString()).filter("label = prediction").count());
    JobTest.assertWrong(
        train("task=classifier", "train=" + unknown),
        "labelCol=label: the series of",
        "no training and no metrics");
    JobTest.assertWrong(
        evaluate("model=" + model, "data=" + unknown), "labelCol=label: the series of");
    JobTest.assertWrong(
        train("task=regressor", "train=" + data), "has class labels", "give task=classifier");
  }

  @Test
  void namesThatTheUserGivesStandForTheSeriesAndTheLabel() throws IOException {
    Path data = write("slopes.ts", ts("@classLabel true falls rises", true));
    JobRun run =
        train("task=classifier", "inputCol=x", "labelCol=y", "maxEpochs=1", "train=" + data);
    result(run);
    assertTrue(run.err().contains("columns: x array<double>, y string"), run.err());
  }

  @Test
  void aRegressorReadsTargetsOfSeveralDimensions() throws IOException {
    StringBuilder text =
        new StringBuilder("@timeStamps true\n@univariate false\n@targetLabel true\n@data\n");
    for (int i = 0; i < ROWS; i++) {
      double[] values = series(i);
      for (int d = 0; d < 2; d++) {
        for (int t = 0; t < values.length; t++) {
          text.append(t == 0 ? "" : ",").append("(%d,%s)".formatted(t, (d + 1) * values[t]));
        }
        text.append(':');
      }
      text.append(10 * values[values.length - 1]).append('\n');
    }
    Path data = write("targets.ts", text.toString());
    JobRun run = train("task=regressor", "train=" + data, "test=" + data);
    JsonNode json = result(run);
    assertTrue(run.err().contains("columns: series array<array<double>>, label double"), run.err());
    double rmse = json.get("rmse").asDouble();
    assertTrue(rmse < 0.5 * json.get("baseline").get("rmse").asDouble(), run.lastLine());
    JobTest.assertWrong(
        train("task=classifier", "train=" + data), "numbers as targets", "give task=regressor");
  }

  @Test
  void malformedSeriesEndTheJobOrAreCounted() throws IOException {
    String text = ts("@classLabel true falls rises", true);
    Path data = write("bad.ts", text + "1,?,3:rises\n");
    JobTest.assertWrong(
        train("task=classifier", "train=" + data),
        "bad.ts:43: dimension 1, step 2 is missing (\"?\"); fill in the missing value");
    JobRun run = train("task=classifier", "maxEpochs=1", "train=" + data, "mode=dropmalformed");
    assertEquals(1, result(run).get("droppedRows").asInt());
  }

  @Test
  void columnsAreStepsInAllJobs() throws IOException {
    StringBuilder text = new StringBuilder("name,label,t1,t2,t3,t4,t5,t6,t7,t8\n");
    StringBuilder bare = new StringBuilder();
    for (int i = 0; i < ROWS; i++) {
      double[] values = series(i);
      text.append("s%d,%s,%s%n".formatted(i, label(i), joined(values, ",")));
      bare.append(
          "%s\t%s%s%n"
              .formatted(label(i), joined(values, "\t"), "\tNaN".repeat(8 - values.length)));
    }
    Path data = write("wide.csv", text.toString());
    Path model = dir.resolve("model");
    String[] conf = {
      "task=classifier", "train=" + data, "test=" + data, "model=" + model, "csvSteps=t1.."
    };
    JobRun run = train(conf);
    assertEquals(1.0, result(run).get("accuracy").asDouble());
    assertTrue(run.err().contains("columns: series array<double>, label string"), run.err());
    JsonNode json = result(evaluate("model=" + model, "data=" + data, "csvSteps=t1..t8"));
    assertEquals(1.0, json.get("accuracy").asDouble());
    JobTest.assertWrong(
        evaluate("model=" + model, "data=" + data), "inputCol=series", "give csvSteps=");
    Path output = dir.resolve("out.parquet");
    result(predict("model=" + model, "input=" + data, "output=" + output, "csvSteps=t1.."));
    Dataset<Row> predicted = LocalSpark.session().read().parquet(output.toString());
    assertEquals(List.of("name", "label", "series"), List.of(predicted.columns()).subList(0, 3));
    assertEquals(ROWS, predicted.filter("label = prediction").count());

    Path tabs = write("bare.tsv", bare.toString());
    json =
        result(
            evaluate(
                "model=" + model,
                "data=" + tabs,
                "csvHeader=false",
                "csvSteps=column2..",
                "labelCol=column1"));
    assertEquals(1.0, json.get("accuracy").asDouble());
    JobTest.assertWrong(
        train("task=classifier", "train=" + data, "csvSteps=t1-t8"), "csvSteps is \"t1-t8\"");
    JobTest.assertWrong(
        train("task=classifier", "train=" + data, "csvHeader=no"), "csvHeader is no; expected");
  }
}
