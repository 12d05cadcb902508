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
import org.sparkrnn.testkit.JobRun;
import org.sparkrnn.testkit.LocalSpark;

/**
 * Jobs on tables: the use of a column decides its type, which is the same in all files of a run.
 */
class TableJobTest {
  @TempDir Path dir;

  private Path write(String name, String text) throws IOException {
    return Files.writeString(dir.resolve(name), text);
  }

  private static JobRun train(String... args) {
    List<String> all =
        new ArrayList<>(
            List.of("hiddenSize=4", "maxEpochs=2", "batchSize=4", "seed=1", "numShards=1"));
    all.addAll(List.of(args));
    return JobTest.run(Train::run, "train", all.toArray(String[]::new));
  }

  private static JsonNode result(JobRun run) throws IOException {
    assertEquals(Job.DONE, run.code(), run.err());
    return Json.MAPPER.readTree(run.lastLine());
  }

  @Test
  void labelsAreTextWhateverTheyLookLike() throws IOException {
    Path data = write("train.csv", "text,code\n" + "ka dax,01\nlo wug,02\n".repeat(20));
    Path test = write("test.csv", "text,code\nka dax,01\nlo wug,02\nlo wug,0X\n");
    Path model = dir.resolve("model");
    JobRun run =
        train(
            "task=classifier",
            "inputCol=text",
            "labelCol=code",
            "learningRate=0.05",
            "maxEpochs=15",
            "train=" + data,
            "test=" + test,
            "model=" + model);
    assertEquals(2 / 3.0, result(run).get("accuracy").asDouble(), 1e-5);
    assertTrue(run.err().contains("text string, code string"), run.err());
    JobRun measured = JobTest.run(Evaluate::run, "evaluate", "model=" + model, "data=" + test);
    assertEquals(2 / 3.0, result(measured).get("accuracy").asDouble(), 1e-5);
  }

  @Test
  void wholeNumbersBeyond64BitsAreNamesLikeOthers() throws IOException {
    String row = "{\"id\":[%s,7],\"label\":%s}\n";
    String large =
        row.formatted("18446744073709551557", "18446744073709551557")
            + row.formatted("18446744073709551533", "18446744073709551533");
    Path data = write("large.jsonl", large.repeat(8));
    Path small = write("small.jsonl", row.formatted("12", "7") + large);
    Path model = dir.resolve("large-model");
    JobRun run =
        train(
            "task=classifier",
            "inputCol=id",
            "labelCol=label",
            "train=" + data,
            "test=" + small,
            "model=" + model);
    result(run);
    assertEquals(
        List.of("18446744073709551533", "18446744073709551557"),
        Files.readAllLines(model.resolve("labels.txt")).stream().sorted().toList());
    assertTrue(
        Files.readAllLines(model.resolve("tokens.txt")).contains("18446744073709551557"),
        "ids are tokens");
  }

  @Test
  void aModelOfNumbersReadsWholeNumbers() throws IOException {
    Path data =
        write(
            "train.jsonl",
            "{\"x\":[0.5,1.5],\"label\":\"a\"}\n{\"x\":[1.5,2.5],\"label\":\"b\"}\n".repeat(8));
    Path whole =
        write("night.jsonl", "{\"x\":[0,1],\"label\":\"a\"}\n{\"x\":[],\"label\":\"b\"}\n");
    Path model = dir.resolve("model");
    JobRun run =
        train(
            "task=classifier",
            "inputCol=x",
            "labelCol=label",
            "train=" + whole, // the other way round: other files have fractions
            "validation=" + data,
            "test=" + whole,
            "model=" + model);
    assertEquals(2, result(run).get("sequences").asInt());
    Path output = dir.resolve("out.json");
    JobRun predicted =
        JobTest.run(
            Predict::run, "predict", "model=" + model, "input=" + whole, "output=" + output);
    assertEquals(2, result(predicted).get("sequences").asInt());
    result(JobTest.run(Evaluate::run, "evaluate", "model=" + model, "data=" + data));
  }

  /** 1 and 1.0 mean the same, whichever of them training saw. */
  @Test
  void zerosAndOnesForEveryLabelAreReadAsInTraining() throws IOException {
    String[] rows = {
      "{\"text\":\"ka\",\"labels\":[1,0,1]}\n", "{\"text\":\"lo\",\"labels\":[0,1,0]}\n"
    };
    String whole = (rows[0] + rows[1]).repeat(10);
    Path ints = write("ints.jsonl", whole);
    Path fractions = write("fractions.jsonl", whole.replaceAll("([01])([],])", "$1.0$2"));
    String[] conf = {"task=multilabel", "inputCol=text", "labelCol=labels"};
    for (Path train : List.of(ints, fractions)) {
      Path model = dir.resolve("model-" + train.getFileName());
      List<String> args = new ArrayList<>(List.of(conf));
      args.addAll(List.of("learningRate=0.05", "maxEpochs=20", "train=" + train, "model=" + model));
      result(train(args.toArray(String[]::new)));
      for (Path data : List.of(ints, fractions)) {
        JsonNode measured =
            result(JobTest.run(Evaluate::run, "evaluate", "model=" + model, "data=" + data));
        assertEquals(1, measured.get("microF1").asDouble(), data + " by " + train);
        assertTrue(measured.get("nll").asDouble() < 1, data + " by " + train);
      }
    }
    Path ambiguous = write("one.jsonl", "{\"text\":\"ka\",\"labels\":[1]}\n".repeat(8));
    List<String> args = new ArrayList<>(List.of(conf));
    args.add("train=" + ambiguous);
    JobTest.assertWrong(
        train(args.toArray(String[]::new)), "can be read in both ways; set labelSets=true");
    args.add("labelSets=true");
    result(train(args.toArray(String[]::new)));
  }

  @Test
  void filesOfARunThatDoNotAgreeAreNamed() throws IOException {
    Path tokens = write("tokens.jsonl", "{\"x\":[\"a\"],\"label\":\"a\"}\n".repeat(8));
    Path numbers = write("numbers.jsonl", "{\"x\":[0.5],\"label\":\"a\"}\n".repeat(8));
    for (String key : List.of("validation", "test")) {
      JobTest.assertWrong(
          train(
              "task=classifier",
              "inputCol=x",
              "labelCol=label",
              "train=" + tokens,
              key + "=" + numbers),
          "x has type array<string> in train=",
          "but array<double> in " + key + "=");
    }
  }

  @Test
  void semicolonsAndDecimalCommasAreReadByAllJobs() throws IOException {
    StringBuilder rows = new StringBuilder("time;load;note\n");
    for (int t = 0; t < 40; t++) {
      rows.append("2024-01-%02d %02d:00;%d,5;a,b%n".formatted(1 + t / 24, t % 24, 10 + t % 5));
    }
    Path data = write("load.csv", rows.toString());
    Path model = dir.resolve("model");
    String[] conf = {
      "task=regressor",
      "timeCol=time",
      "inputCols=load",
      "labelCol=load",
      "window=3",
      "train=" + data,
      "test=" + data,
      "model=" + model
    };
    JobTest.assertWrong(train(conf), "csvSeparator=semicolon", "csvDecimal=,");
    List<String> more = new ArrayList<>(List.of(conf));
    more.add("csvSeparator=semicolon");
    JobTest.assertWrong(
        train(more.toArray(String[]::new)), "load.csv:2: load contains \"10,5\"", "csvDecimal");
    more.add("csvDecimal=,");
    JobRun run = train(more.toArray(String[]::new));
    assertEquals(37, result(run).get("sequences").asInt());
    assertTrue(run.err().contains("load double, time string"), run.err());
    result(
        JobTest.run(
            Evaluate::run,
            "evaluate",
            "model=" + model,
            "data=" + data,
            "csvSeparator=;",
            "csvDecimal=,"));
    Path output = dir.resolve("out.parquet");
    result(
        JobTest.run(
            Predict::run,
            "predict",
            "model=" + model,
            "input=" + data,
            "output=" + output,
            "csvSeparator=;",
            "csvDecimal=,"));
    assertEquals(
        40, LocalSpark.session().read().parquet(output.toString()).filter("note = 'a,b'").count());
    more.addAll(List.of("overwrite=true", "csvSeparator="));
    JobTest.assertWrong(train(more.toArray(String[]::new)), "csvSeparator is empty");
  }

  @Test
  void malformedRecordsEndTheJobByLineOrAreCounted() throws IOException {
    String sound = "text,label\n" + "a,x\nb,y\n".repeat(6);
    Path data = write("bad.csv", sound + "a\n\"b,y\n");
    String[] conf = {"task=classifier", "inputCol=text", "labelCol=label", "train=" + data};
    JobRun run = train(conf);
    JobTest.assertWrong(run, "bad.csv:14: expected 2 fields, as in the header, but found 1");
    assertFalse(run.err().contains("PERMISSIVE"), run.err());
    List<String> more = new ArrayList<>(List.of(conf));
    more.add("mode=dropmalformed");
    JobRun dropped = train(more.toArray(String[]::new));
    JsonNode json = result(dropped);
    assertEquals(12, json.get("sequences").asInt());
    assertEquals(2, json.get("droppedRows").asInt());
    assertTrue(dropped.err().contains("bad.csv:15: the quotes that are opened"), dropped.err());
  }
}
