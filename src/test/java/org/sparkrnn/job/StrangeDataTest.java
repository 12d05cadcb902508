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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparkrnn.testkit.JobRun;

/** Data that is unknown to a model: every task reports it, in all jobs. */
class StrangeDataTest {
  @TempDir private Path dir;

  private Path json(String name, String... rows) throws IOException {
    return Files.writeString(dir.resolve(name), String.join("\n", rows).concat("\n").repeat(12));
  }

  /** A row of a task: words of one letter, and a label if the task has one. */
  private static String row(String task, String word, String label) {
    String y =
        switch (task) {
          case "tagger" -> "[\"%s\",\"%s\"]".formatted(label, label);
          case "multilabel" -> "[\"%s\"]".formatted(label);
          default -> "\"%s\"".formatted(label);
        };
    return "{\"x\":[\"%s\",\"%s\"],\"y\":%s}".formatted(word, word, y);
  }

  private JobRun train(String task, Path data, String... more) {
    List<String> args =
        new ArrayList<>(
            List.of(
                "task=" + task,
                "train=" + data,
                "model=" + dir.resolve("model"),
                "overwrite=true",
                "inputCol=x",
                "hiddenSize=4",
                "maxEpochs=1",
                "numShards=1"));
    if (!task.equals("languageModel")) {
      args.add("labelCol=y");
    }
    args.addAll(List.of(more));
    return JobTest.run(Train::run, "train", args.toArray(String[]::new));
  }

  private JobRun evaluate(Path data) {
    return JobTest.run(Evaluate::run, "evaluate", "model=" + dir.resolve("model"), "data=" + data);
  }

  private static String warnings(JobRun run) throws IOException {
    assertEquals(Job.DONE, run.code(), run.err());
    JsonNode json = Json.MAPPER.readTree(run.lastLine());
    return json.path("warnings").toString();
  }

  @ParameterizedTest
  @ValueSource(strings = {"tagger", "classifier", "multilabel"})
  void labelsThatTheModelCannotGive(String task) throws IOException {
    Path data = json("data.json", row(task, "a", "A"), row(task, "b", "B"));
    JobRun trained = train(task, data, "test=" + data);
    assertFalse(
        warnings(trained).contains("unknown"),
        warnings(trained)); // at most a verdict on the baseline
    assertEquals("", warnings(evaluate(data)));

    Path partly = json("partly.json", row(task, "a", "A"), row(task, "b", "Z"));
    int labels = task.equals("tagger") ? 48 : 24;
    String said = warnings(evaluate(partly));
    assertTrue(
        said.contains(
            "%d of the %d labels of the data are unknown to the model, which was not trained on them (Z)"
                .formatted(labels / 2, labels)),
        said);

    Path other = json("other.json", row(task, "a", "X"), row(task, "b", "Y"));
    JobTest.assertWrong(
        evaluate(other),
        "the model knows none of the %d labels of the data (X, Y)".formatted(labels),
        "its own labels are A, B");
    JobRun unmeasured = train(task, data, "test=" + other);
    assertEquals(Job.WRONG_INPUT, unmeasured.code(), unmeasured.err());
    assertTrue(unmeasured.err().contains("the model is saved in"), unmeasured.err());
    assertTrue(Files.isDirectory(dir.resolve("model")));
  }

  @Test
  void whatIsRightThroughoutIsNotToldToBecomeBetter() throws IOException {
    Path data = json("data.json", row("classifier", "a", "A"), row("classifier", "b", "B"));
    JobRun run = train("classifier", data, "test=" + data, "maxEpochs=40", "learningRate=0.05");
    JsonNode json = Json.MAPPER.readTree(run.lastLine());
    assertEquals(1, json.path("accuracy").asDouble(), run.lastLine());
    assertEquals(1, json.at("/baseline/accuracy").asDouble(), run.lastLine());
    assertFalse(warnings(run).contains("not better"), warnings(run));
  }

  @ParameterizedTest
  @ValueSource(strings = {"tagger", "classifier", "multilabel", "languageModel"})
  void tokensThatTheModelDoesNotKnow(String task) throws IOException {
    Path data = json("data.json", row(task, "a", "A"), row(task, "b", "B"));
    assertEquals("", warnings(train(task, data)));
    Path other = json("other.json", row(task, "x", "A"), row(task, "y", "B"));
    String expected = "the model knows none of the 48 tokens of the data";
    String said = warnings(evaluate(other));
    assertTrue(said.contains(expected), said);
    JobRun predicted =
        JobTest.run(
            Predict::run,
            "predict",
            "model=" + dir.resolve("model"),
            "input=" + other,
            "output=" + dir.resolve("out.json"));
    assertTrue(warnings(predicted).contains(expected), predicted.lastLine());
    assertTrue(predicted.err().contains("predict: " + expected), predicted.err());
    Path half = json("half.json", row(task, "x", "A"), row(task, "b", "B"));
    assertEquals("", warnings(evaluate(half)), "unknown words are what models meet");
  }

  @ParameterizedTest
  @ValueSource(strings = {"tagger", "classifier", "languageModel"})
  void sequencesWithoutAStep(String task) throws IOException {
    Path data = json("data.json", row(task, "a", "A"), row(task, "b", "B"));
    assertEquals(Job.DONE, train(task, data).code());
    String empty = "{\"x\":[],\"y\":%s}".formatted(task.equals("tagger") ? "[]" : "\"A\"");
    Path none = json("none.json", empty);
    Path typed = dir.resolve("typed.json");
    Files.writeString(typed, Files.readString(none));
    JobRun run = evaluate(typed);
    assertEquals(Job.WRONG_INPUT, run.code(), run.out());
  }

  @Test
  void aTrainingSetOfOneClassAndOneTarget() throws IOException {
    Path one = json("one.json", row("classifier", "a", "A"), row("classifier", "b", "A"));
    String said = warnings(train("classifier", one));
    assertTrue(said.contains("all labels of the training data are A: "), said);
    Path two = json("two.json", row("classifier", "a", "A"), row("classifier", "b", "B"));
    said = warnings(train("classifier", one, "validation=" + two));
    assertTrue(said.contains("labels that occur only in the validation data (1): B"), said);
    said = warnings(train("classifier", two, "minCount=1000"));
    assertTrue(said.contains("no token of the training data occurs minCount=1000 times"), said);
    Path constant = json("constant.json", "{\"x\":[\"a\"],\"y\":2.5}", "{\"x\":[\"b\"],\"y\":2.5}");
    said = warnings(train("regressor", constant));
    assertTrue(said.contains("all targets of the training data are 2.5: "), said);
    assertFalse(said.contains("labels"), said);
  }
}
