package org.sparkrnn.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparkrnn.testkit.EventRecords;
import org.sparkrnn.testkit.JobRun;

/**
 * The output of a training while it runs (lines, JSON, event files), and its behaviour when it is
 * stopped.
 */
class ProgressJobTest {
  @TempDir Path dir;
  private Path data;

  @BeforeEach
  void write() throws IOException {
    data = dir.resolve("train.slashed");
    Files.writeString(data, "我/r 吃/v 苹果/n\n他/r 喝/v 水/n\n我们/r 吃/v 鱼/n\n".repeat(20));
  }

  private JobRun train(String... more) {
    List<String> args =
        new ArrayList<>(
            List.of(
                "task=tagger",
                "train=" + data,
                "validation=" + data,
                "automatic=false",
                "hiddenSize=4",
                "embeddingSize=4",
                "maxEpochs=3",
                "numShards=2",
                "batchSize=16"));
    args.addAll(List.of(more));
    return JobTest.run(Train::run, "train", args.toArray(String[]::new));
  }

  @Test
  void withoutATerminalThereIsALinePerEpoch() {
    JobRun run = train();
    assertEquals(Job.DONE, run.code(), run.err());
    List<String> lines = run.err().lines().filter(line -> line.startsWith("epoch ")).toList();
    assertEquals(3, lines.size(), run.err());
    String expected =
        "epoch 1/3  loss \\d\\.\\d{4}  validation loss \\d\\.\\d{4} accuracy \\d\\.\\d{4}"
            + " \\(best so far\\)  learning rate \\S+  [\\d.]+ s  [\\d,]+ tokens/s  at most .* s left";
    assertTrue(lines.get(0).matches(expected), lines.get(0));
    assertFalse(lines.get(2).contains("left"), lines.get(2));
  }

  @Test
  void jsonLinesAreForPrograms() throws IOException {
    JobRun run = train("progress=json");
    assertEquals(Job.DONE, run.code(), run.err());
    List<JsonNode> events = new ArrayList<>();
    for (String line : run.err().lines().filter(line -> line.startsWith("{")).toList()) {
      events.add(Json.MAPPER.readTree(line));
    }
    assertEquals(
        List.of("start", "epoch", "epoch", "epoch"),
        events.stream().map(event -> event.get("event").asText()).toList());
    assertEquals(3, events.get(0).get("maxEpochs").asInt());
    assertEquals(4, events.get(0).get("stepsPerEpoch").asInt());
    JsonNode last = events.get(3);
    assertEquals(3, last.get("epoch").asInt());
    assertEquals(0, last.get("remainingSeconds").asDouble());
    assertTrue(events.get(1).get("remainingSeconds").asDouble() > 0);
    assertTrue(last.get("validation").get("accuracy").isNumber());
    assertTrue(last.get("bestEpoch").asInt() >= 1);
    for (String name : List.of("loss", "learningRate", "gradientNorm", "tokensPerSecond")) {
      assertTrue(last.get(name).asDouble() > 0, name);
    }
    assertTrue(last.get("stepMs").get("total").asDouble() > 0);
    assertFalse(run.err().contains("epoch 1/3"), run.err());
  }

  @Test
  void progressCanBeOffAndUnknownFormsAreRefused() {
    JobRun silent = train("progress=none", "maxEpochs=1");
    assertEquals(Job.DONE, silent.code(), silent.err());
    assertFalse(silent.err().contains("epoch 1/"), silent.err());
    JobTest.assertWrong(
        train("progress=jsn"),
        "progress is jsn; expected one of auto, lines, json, none; did you mean json?");
  }

  /**
   * There are as many scalars as epochs times tags, also after training was resumed from a
   * checkpoint.
   */
  @Test
  void eventFilesAreWrittenAsTrainingRuns() throws IOException {
    String records = "tensorBoardDir=" + dir.resolve("board");
    String checkpoints = "checkpointDir=" + dir.resolve("checkpoints");
    assertEquals(Job.DONE, train(records, checkpoints, "maxEpochs=2").code());
    assertScalars(2);
    JobRun more = train(records, checkpoints, "maxEpochs=3");
    assertEquals(Job.DONE, more.code(), more.err());
    assertScalars(3);
    JobTest.assertWrong(
        train("tensorBoardDir=" + data + "/x"), "tensorBoardDir", "give a writable directory");
    JobTest.assertWrong(
        JobTest.run(
            Tune::run,
            "tune",
            "task=tagger",
            "train=" + data,
            "validation=" + data,
            records,
            "trialsDir=" + dir.resolve("trials")),
        "tensorBoardDir is " + dir.resolve("board"),
        "a search has many");
  }

  private void assertScalars(int epochs) throws IOException {
    Path file = EventRecords.newest(dir.resolve("board"));
    List<EventRecords.Event> events =
        EventRecords.read(Files.readAllBytes(file)).stream()
            .filter(event -> !event.scalars().isEmpty())
            .toList();
    assertEquals(epochs, events.size());
    int scalars = events.stream().mapToInt(event -> event.scalars().size()).sum();
    assertEquals(epochs * 14, scalars);
    assertEquals(epochs + 1, Files.readAllLines(dir.resolve("board/epochs.csv")).size());
  }

  @Test
  void durationsReadAsPeopleSayThem() {
    assertEquals("0.3 s", EpochLine.duration(0.34));
    assertEquals("10 s", EpochLine.duration(9.96));
    assertEquals("59 s", EpochLine.duration(59.4));
    assertEquals("1 min 0 s", EpochLine.duration(59.6));
    assertEquals("3 min 20 s", EpochLine.duration(200));
    assertEquals("2 h 5 min", EpochLine.duration(2 * 3600 + 5 * 60 + 59));
  }
}
