package org.sparkrnn.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparkrnn.testkit.JobRun;
import org.sparkrnn.testkit.LocalSpark;

/** task=regressor from files to metrics, for a table of steps and for rows that are examples. */
class RegressionJobTest {
  private static final String[] CONF = {
    "task = regressor",
    "timeCol = t",
    "inputCols = a,b",
    "labelCol = a",
    "window = 3",
    "period = 6",
    "hiddenSize = 4",
    "maxEpochs = 2",
    "execution = threads",
    "numShards = 2"
  };

  @TempDir Path dir;

  private Path table(String name, int from, int to) throws IOException {
    StringBuilder csv = new StringBuilder("t,a,b\n");
    for (int t = from; t < to; t++) {
      csv.append("%d,%d,%d\n".formatted(t, 100 + t % 6, t % 2));
    }
    return Files.writeString(dir.resolve(name), csv.toString());
  }

  @Test
  void aSeriesIsTrainedOnMeasuredAndForecast() throws IOException {
    Path conf = Files.write(dir.resolve("series.properties"), List.of(CONF));
    Path test = table("test.csv", 80, 110);
    Path model = dir.resolve("model");
    JobRun run =
        run(
            Train::run,
            conf.toString(),
            "train=" + table("train.csv", 0, 60),
            "validation=" + table("dev.csv", 60, 80),
            "test=" + test,
            "model=" + model);
    assertEquals(Job.DONE, run.code(), run.err());
    assertTrue(run.err().contains(" rmse "), run.err());
    assertFalse(run.err().contains("NaN"), run.err());
    JsonNode json = Json.MAPPER.readTree(run.lastLine());
    assertEquals(60 - 3, json.get("sequences").asInt(), "windows of training");
    assertTrue(json.get("rmse").asDouble() >= json.get("mae").asDouble());
    assertEquals("persistence", json.get("baseline").get("name").asText());
    assertTrue(json.get("baseline").get("rmse").asDouble() > 1);
    JsonNode seasonal = json.get("baseline").get("seasonal");
    assertEquals(6, seasonal.get("period").asInt());
    assertEquals(0, seasonal.get("rmse").asDouble(), 1e-9);

    JobRun again = run(Evaluate::run, "model=" + model, "data=" + test);
    assertEquals(Job.DONE, again.code(), again.err());
    assertEquals(json.get("rmse"), Json.MAPPER.readTree(again.lastLine()).get("rmse"));
    Path output = dir.resolve("predicted.json");
    JobRun predict = run(Predict::run, "model=" + model, "input=" + test, "output=" + output);
    assertEquals(Job.DONE, predict.code(), predict.err());
    assertEquals(30, Json.MAPPER.readTree(predict.lastLine()).get("tokens").asInt());
    assertEquals(
        30, LocalSpark.session().read().json(output.toString()).filter("prediction > 90").count());
  }

  @Test
  void argumentsReplaceTheColumnsOfAFile() throws IOException {
    Path conf = Files.write(dir.resolve("series.properties"), List.of(CONF));
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 30; i++) {
      lines.append("{\"x\": [[%d.0, 1.5]], \"y\": %d.0}\n".formatted(i, i + 1));
    }
    Path data = Files.writeString(dir.resolve("examples.jsonl"), lines.toString());
    JobRun run =
        run(
            Train::run,
            conf.toString(),
            "train=" + data,
            "test=" + data,
            "format=json",
            "inputCol=x",
            "labelCol=y",
            "timeCol=");
    assertEquals(Job.DONE, run.code(), run.err());
    JsonNode json = Json.MAPPER.readTree(run.lastLine());
    assertEquals(30, json.get("sequences").asInt());
    assertEquals("persistence", json.get("baseline").get("name").asText());
  }

  private static JobRun run(Job.Body body, String... args) {
    PrintStream out = System.out;
    PrintStream err = System.err;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    ByteArrayOutputStream logged = new ByteArrayOutputStream();
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(logged, true, StandardCharsets.UTF_8));
    try {
      int code = Job.run("job", args, LocalSpark.session(), body);
      return new JobRun(
          code, printed.toString(StandardCharsets.UTF_8), logged.toString(StandardCharsets.UTF_8));
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
  }
}
