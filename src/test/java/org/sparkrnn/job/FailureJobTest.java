package org.sparkrnn.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparkrnn.testkit.JobRun;

/** Messages, counts and exit codes for rows and steps that fail. */
class FailureJobTest {
  private static final String SOUND = "{\"word\":[\"a\",\"b\"],\"tag\":[\"A\",\"B\"]}\n".repeat(9);
  private static final String MALFORMED =
      "{\"word\":[\"x\"],\"tag\":[\"X\",\"Y\"]}\n{\"word\":[\"x\"]}\n";

  @TempDir static Path dir;
  private static Path data;

  @BeforeAll
  static void write() throws IOException {
    data = Files.writeString(dir.resolve("data.json"), SOUND + MALFORMED + SOUND);
  }

  private static JobRun train(String... more) {
    List<String> args =
        new ArrayList<>(
            List.of(
                "task=tagger",
                "train=" + data,
                "inputCol=word",
                "labelCol=tag",
                "hiddenSize=4",
                "maxEpochs=1",
                "batchSize=6"));
    args.addAll(List.of(more));
    return JobTest.run(Train::run, "train", args.toArray(String[]::new));
  }

  @Test
  void malformedRowsEndTheJobByNameOrAreDroppedAndCounted() throws IOException {
    JobTest.assertWrong(train(), "\"word\":[\"x\"]"); // one of two such rows
    Path model = dir.resolve("model");
    JobRun run = train("mode=dropmalformed", "validation=" + data, "model=" + model);
    assertEquals(Job.DONE, run.code(), run.err());
    JsonNode json = Json.MAPPER.readTree(Files.readString(model.resolve("metrics.json")));
    assertEquals(18, json.get("sequences").asInt());
    assertEquals(4, json.get("droppedRows").asInt());
    assertEquals(0, json.get("skippedSteps").asInt());

    for (String mode : List.of("dropmalformed", "failfast")) {
      JobRun measured =
          JobTest.run(Evaluate::run, "evaluate", "model=" + model, "data=" + data, "mode=" + mode);
      if (mode.equals("failfast")) {
        JobTest.assertWrong(measured, "evaluate: ", "data.json:11: ");
      } else {
        assertEquals(Job.DONE, measured.code(), measured.err());
        JsonNode metrics = Json.MAPPER.readTree(measured.lastLine());
        assertEquals(18, metrics.get("sequences").asInt());
        assertEquals(2, metrics.get("droppedRows").asInt());
        assertEquals(json.get("accuracy"), metrics.get("accuracy"));
      }
    }
  }

  /** Lines that do not have the file's format are treated alike. */
  @Test
  void malformedLinesOfFilesAreDroppedAndCounted() throws IOException {
    Path text =
        Files.writeString(
            dir.resolve("lines.slashed"), "a/A b/B\n".repeat(9) + "x/X y\n" + "c/C\n".repeat(9));
    JobTest.assertWrong(train("train=" + text), "lines.slashed:10: expected word/TAG");
    Path model = dir.resolve("lines-model");
    JobRun run = train("train=" + text, "mode=dropmalformed", "model=" + model);
    assertEquals(Job.DONE, run.code(), run.err());
    assertTrue(
        run.err().contains("train=" + text + ": 1 malformed rows are dropped (mode=dropmalformed)"),
        run.err());
    assertTrue(
        run.err().contains("lines.slashed:10: expected word/TAG, but found \"y\""), run.err());
    JsonNode json = Json.MAPPER.readTree(run.lastLine());
    assertEquals(18, json.get("sequences").asInt());
    assertEquals(1, json.get("droppedRows").asInt());
    JobRun measured = JobTest.run(Evaluate::run, "evaluate", "model=" + model, "data=" + text);
    assertEquals(Job.DONE, measured.code(), measured.err());
    json = Json.MAPPER.readTree(measured.lastLine());
    assertEquals(18, json.get("sequences").asInt());
    assertEquals(1, json.get("droppedRows").asInt());
  }

  @Test
  void divergenceNamesStepShardAndWeight() {
    JobRun run =
        train("mode=dropmalformed", "optimizer=sgd", "learningRate=1e38", "activation=relu");
    JobTest.assertWrong(run, "train: training diverged at step ", " of epoch 1: ");
    assertTrue(run.err().contains("lower learningRate (1.0E38)"), run.err());
    JobTest.assertWrong(train("nonFinitePolicy=ignore"), "nonFinitePolicy", "fail, skip");
  }

  @Test
  void whatCannotFitIsToldAtOnce() {
    JobTest.assertWrong(
        train("hiddenSize=100000"), "train: this network is too large", "lower hiddenSize");
  }

  @Test
  void theStepsCostIsToldAndItsPartsAddUp() throws IOException {
    JobRun run = train("mode=dropmalformed");
    assertTrue(run.err().contains("a step took "), run.err());
    JsonNode cost = Json.MAPPER.readTree(run.lastLine()).get("stepMs");
    double sum = 0;
    for (String part : List.of("compute", "wait", "broadcast", "aggregate", "update")) {
      assertTrue(cost.get(part).asDouble() >= 0, part);
      sum += cost.get(part).asDouble();
    }
    assertEquals(cost.get("total").asDouble(), sum, 1e-3 * sum);
  }
}
