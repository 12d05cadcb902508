package org.sparkrnn.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparkrnn.testkit.JobRun;
import org.sparkrnn.testkit.ReportDocument;

/** Jobs of a tagger with several label columns. */
class JointTaggerJobTest {
  private static final List<String> REPORTED =
      List.of(
          "Training",
          "Model and baselines",
          "Confusion matrix",
          "Figures per label",
          "Figures per length",
          "Examples",
          "Where the time goes",
          "Settings");

  @TempDir Path dir;

  private static JsonNode result(JobRun run) throws IOException {
    assertEquals(Job.DONE, run.code(), run.err());
    return Json.MAPPER.readTree(run.lastLine());
  }

  private Path requests() throws IOException {
    String play =
        "{\"words\":[\"play\",\"blue\",\"moon\"],\"slots\":[\"O\",\"B-song\",\"I-song\"],\"intent\":\"Play\"}\n";
    String rate =
        "{\"words\":[\"rate\",\"dune\",\"four\"],\"slots\":[\"O\",\"B-book\",\"B-stars\"],\"intent\":\"Rate\"}\n";
    return Files.writeString(dir.resolve("requests.jsonl"), (play + rate).repeat(20));
  }

  private static JobRun train(String... more) {
    String[] args = {
      "task=tagger", "hiddenSize=8", "maxEpochs=12", "batchSize=4", "seed=1", "learningRate=0.05"
    };
    String[] all = java.util.Arrays.copyOf(args, args.length + more.length);
    System.arraycopy(more, 0, all, args.length, more.length);
    return JobTest.run(Train::run, "train", all);
  }

  @Test
  void intentsAndSlotsAreTrainedMeasuredAndPredicted() throws IOException {
    Path data = requests();
    Path model = dir.resolve("model");
    JobRun run =
        train(
            "inputCol=words",
            "labelCols=slots,intent",
            "train=" + data,
            "test=" + data,
            "model=" + model);
    JsonNode json = result(run);
    assertEquals(1, json.get("spanF1").asDouble());
    JsonNode targets = json.get("targets");
    assertEquals(List.of("slots", "intent"), names(targets));
    assertEquals(json.get("spanF1"), targets.get("slots").get("spanF1"));
    assertEquals(1, targets.get("intent").get("accuracy").asDouble());
    assertEquals(1, targets.get("intent").get("macroF1").asDouble());
    assertEquals(json.get("loss"), targets.get("slots").get("loss"));
    assertFalse(targets.get("intent").has("unknownAccuracy"));
    assertTrue(run.out().contains("slots:\n") && run.out().contains("intent:\n"), run.out());
    assertEquals(2, json.get("baselines").size());
    ReportDocument page = ReportDocument.of(Files.readString(model.resolve("report.html")));
    assertEquals(REPORTED, page.headings());
    assertTrue(page.text().contains("span F1") && page.text().contains("B-song"), page.text());
    assertTrue(page.text().contains("all right"), page.text());

    JsonNode measured =
        result(JobTest.run(Evaluate::run, "evaluate", "model=" + model, "data=" + data));
    assertEquals(targets, measured.get("targets"));
    assertEquals(120, measured.get("tokens").asInt());
    Path output = dir.resolve("out.jsonl");
    Path bare =
        Files.writeString(dir.resolve("bare.jsonl"), "{\"words\":[\"rate\",\"dune\",\"four\"]}\n");
    result(
        JobTest.run(
            Predict::run, "predict", "model=" + model, "input=" + bare, "output=" + output));
    JsonNode row = Json.MAPPER.readTree(read(output));
    assertEquals("[\"O\",\"B-book\",\"B-stars\"]", row.get("prediction").toString());
    assertEquals("Rate", row.get("prediction_intent").asText());
  }

  private static List<String> names(JsonNode json) {
    List<String> names = new java.util.ArrayList<>();
    json.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static String read(Path output) throws IOException {
    if (Files.isRegularFile(output)) {
      return Files.readString(output);
    }
    try (var files = Files.list(output)) {
      return Files.readString(
          files.filter(file -> file.getFileName().toString().startsWith("part")).findFirst().get());
    }
  }

  @Test
  void theIntentCanComeFirst() throws IOException {
    Path data = requests();
    Path model = dir.resolve("model");
    JsonNode json =
        result(
            train(
                "inputCol=words",
                "labelCols=intent,slots",
                "train=" + data,
                "test=" + data,
                "model=" + model));
    assertEquals(1, json.get("accuracy").asDouble());
    assertFalse(json.has("spanF1"));
    assertEquals(1, json.get("targets").get("slots").get("spanF1").asDouble());
    assertEquals("naiveBayes", json.get("baseline").get("name").asText());
    ReportDocument page = ReportDocument.of(Files.readString(model.resolve("report.html")));
    assertEquals(REPORTED, page.headings());
    assertTrue(page.text().contains("3 to 44040100.0 %"), page.text()); // in steps
    assertTrue(page.text().contains("Least certain predictions"), page.text());
    assertTrue(page.text().contains("B-song"), "labels of each column are shown");
  }

  @Test
  void columnsOfTaggedFilesAreLearnedTogether() throws IOException {
    String sentence =
        "1\tdogs\tdog\tNOUN\tNNS\tNumber=Plur\t_\t_\t_\t_\n2\tbark\tbark\tVERB\tVBP\t_\t_\t_\t_\t_\n\n"
            + "1\tTom\tTom\tPROPN\tNNP\tNumber=Sing\t_\t_\t_\t_\n2\tbarks\tbark\tVERB\tVBZ\t_\t_\t_\t_\t_\n\n";
    Path data = Files.writeString(dir.resolve("tagged.conllu"), sentence.repeat(15));
    JsonNode json =
        result(
            train("inputCol=form", "labelCols=upos,xpos,feats", "train=" + data, "test=" + data));
    for (String name : List.of("upos", "xpos", "feats")) {
      assertEquals(1, json.get("targets").get(name).get("accuracy").asDouble(), name);
    }
  }

  @Test
  void formatsOfOneLabelColumnAreRefused() throws IOException {
    Path data = Files.writeString(dir.resolve("data.csv"), "words,slots,intent\na b,O O,Go\n");
    JobRun run = train("inputCol=words", "labelCols=slots,intent", "train=" + data);
    assertEquals(Job.WRONG_INPUT, run.code());
    assertTrue(
        run.err().contains("labelCols is slots, intent, but files of format csv have one column"),
        run.err());
  }
}
