package org.sparkrnn.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparkrnn.ml.SequenceClassifierModel;
import org.sparkrnn.testkit.JobRun;

/** The output, files and refusals of jobs/tune. */
class TuneTest {
  @TempDir static Path dir;
  private static Path data;
  private static Path conf;
  private static Path model;
  private static JobRun found;

  @BeforeAll
  static void search() throws IOException {
    data =
        Files.writeString(
            dir.resolve("größe.csv"),
            IntStream.range(0, 48)
                .mapToObj(i -> "%s b,%s".formatted("a ".repeat(1 + i % 5), i % 5 < 2 ? "é" : "y"))
                .collect(Collectors.joining("\n", "text,class\n", "\n")));
    conf =
        Files.writeString(
            dir.resolve("conf.properties"),
            """
            task = classifier
            train = %s
            inputCol = text
            labelCol = class
            stringTokens = words
            learningRate = 0.01
            embeddingSize = 4
            maxEpochs = 3
            numShards = 2
            validationFraction = 0.3
            """
                .formatted(data));
    model = dir.resolve("model");
    found = tune("model=" + model, "trials=4", "learningRate=1e-3..0.1", "hiddenSize=4|8");
  }

  private static JobRun tune(String... args) {
    List<String> all = new ArrayList<>(List.of(conf.toString()));
    all.addAll(List.of(args));
    return JobTest.run(Tune::run, "tune", all.toArray(String[]::new));
  }

  @Test
  void theLastLineIsThatOfTrainingAndTellsOfTheSearch() throws IOException {
    assertEquals(Job.DONE, found.code(), found.err());
    JsonNode json = Json.MAPPER.readTree(found.lastLine());
    for (String key : List.of("accuracy", "loss", "baseline", "epochs", "weightsSha256")) {
      assertTrue(json.has(key), key);
    }
    assertEquals("accuracy", json.at("/search/metric").asText());
    assertEquals(4, json.at("/search/trials").asInt());
    JsonNode best = json.at("/search/best");
    assertEquals(json.get("accuracy"), best.at("/metrics/accuracy"), "of the validation part");
    assertEquals(json, Json.MAPPER.readTree(Files.readString(model.resolve("metrics.json"))));
    assertTrue(found.out().startsWith("trial epochs     accuracy"), found.out());
    assertTrue(found.err().contains("trial 0, 1 epochs: accuracy "), found.err());
    List<String> lines = Files.readAllLines(dir.resolve("model-trials/trials.jsonl"));
    assertEquals(json.at("/search/trainings").asInt(), lines.size());
    for (String line : lines) {
      JsonNode trial = Json.MAPPER.readTree(line);
      Set<String> measured = new TreeSet<>(Set.of("loss"));
      new ClassificationTask(false).comparable(null).forEach(metric -> measured.add(metric.name()));
      Set<String> there = new TreeSet<>();
      trial.get("metrics").fieldNames().forEachRemaining(there::add);
      assertEquals(measured, there);
      Set<String> names = trial.at("/settings").isEmpty() ? Set.of() : Set.of("x");
      assertEquals(trial.get("trial").asInt() == 0, names.isEmpty(), line);
    }
    assertEquals(
        json.get("weightsSha256").asText(),
        SequenceClassifierModel.load(model.toString()).weightsSha256());
  }

  @Test
  void trainTakesTheConfThatWasFound() throws IOException {
    Path best = dir.resolve("model-trials/best.properties");
    Properties properties = new Properties();
    try (var in = Files.newBufferedReader(best)) {
      properties.load(in);
    }
    assertEquals("words", properties.getProperty("stringTokens"));
    assertEquals(model.toString(), properties.getProperty("model"));
    JobRun trained = JobTest.run(Train::run, "train", best.toString());
    assertEquals(Job.DONE, trained.code(), trained.err());
    JsonNode then = Json.MAPPER.readTree(found.lastLine());
    JsonNode now = Json.MAPPER.readTree(trained.lastLine());
    for (String key : List.of("weightsSha256", "accuracy", "loss", "epochs", "bestEpoch")) {
      assertEquals(then.get(key), now.get(key), key);
    }
    // restores the search's files for other tests
    tune(
        "model=" + model, "trials=4", "learningRate=1e-3..0.1", "hiddenSize=4|8", "overwrite=true");
  }

  @Test
  void theSameCommandGoesOnFromTheTrials() throws IOException {
    Path other = dir.resolve("other");
    String[] command = {
      "model=" + other,
      "trialsDir=" + dir.resolve("others"),
      "conf=" + dir.resolve("other.properties"),
      "trials=4",
      "learningRate=1e-3..0.1",
      "hiddenSize=4|8"
    };
    JobRun whole = tune(command);
    assertEquals(Job.DONE, whole.code(), whole.err());
    assertEquals(sha(found), sha(whole));
    List<String> more = new ArrayList<>(List.of(command));
    more.set(0, "model=" + dir.resolve("another"));
    JobRun again = tune(more.toArray(String[]::new));
    assertEquals(sha(found), sha(again), again.err());
    assertFalse(again.err().contains("trial 0, 1 epochs"), again.err());
    more.add("embeddingSize=5");
    more.set(0, "model=" + dir.resolve("third"));
    JobTest.assertWrong(
        tune(more.toArray(String[]::new)), "another search", "embeddingSize was 4 and is now 5");
  }

  private static JsonNode sha(JobRun run) throws IOException {
    return Json.MAPPER.readTree(run.lastLine()).get("weightsSha256");
  }

  @Test
  void withoutRangesWhatIsUsualIsSearchedButWhatWasSaid() throws IOException {
    JobRun run =
        tune(
            "trialsDir=" + dir.resolve("usual"),
            "trials=2",
            "maxEpochs=1",
            "hiddenSize=4",
            "batchSize=16",
            "numLayers=1",
            "metric=macroF1");
    assertEquals(Job.DONE, run.code(), run.err());
    String line =
        Files.readAllLines(dir.resolve("usual/trials.jsonl")).stream()
            .filter(trial -> trial.startsWith("{\"trial\":1,"))
            .findFirst()
            .orElseThrow();
    JsonNode settings = Json.MAPPER.readTree(line).get("settings");
    assertTrue(settings.has("readout") && settings.has("learningRate"), line);
    assertFalse(settings.has("hiddenSize") || settings.has("batchSize"), line);
  }

  /** The winner is trained on all rows, as with jobs/train. */
  @Test
  void withoutRowsHeldOutTrialsAreComparedInFolds() throws IOException {
    Path folded = dir.resolve("folded");
    JobRun run =
        tune(
            "model=" + folded,
            "test=" + data,
            "validationFraction=0",
            "trials=2",
            "hiddenSize=4|8",
            "maxEpochs=1",
            "folds=3");
    assertEquals(Job.DONE, run.code(), run.err());
    JsonNode json = Json.MAPPER.readTree(run.lastLine());
    assertEquals(48, json.get("sequences").asInt());
    assertTrue(run.err().contains("the given settings stay"), run.err());
    JsonNode best = json.at("/search/best");
    assertEquals(3, best.get("folds").size());
    double[] accuracies = new double[3];
    Arrays.setAll(accuracies, k -> best.get("folds").get(k).get("accuracy").asDouble());
    Arrays.sort(accuracies);
    double mean = best.at("/metrics/accuracy").asDouble();
    assertTrue(accuracies[0] <= mean && mean <= accuracies[2], best.toString());
    JobRun trained = JobTest.run(Train::run, "train", folded + "-trials/best.properties");
    assertEquals(sha(run), sha(trained), trained.err());
  }

  @Test
  void whatIsWrongIsOneMessage() throws IOException {
    String out = "model=" + dir.resolve("none");
    JobTest.assertWrong(tune(out, "hiddensize=4|8"), "unknown key hiddensize; did you mean hidden");
    JobTest.assertWrong(tune(out, "learningRate=0..1"), "learningRate is 0.0; expected a number");
    JobTest.assertWrong(tune(out, "learningRate=x..1"), "learningRate is x..1; expected a range");
    JobTest.assertWrong(tune(out, "hiddenSize=8|x"), "hiddenSize is x; expected a whole number");
    JobTest.assertWrong(tune(out, "hiddenSize=8|-1"), "hiddenSize is -1; expected an integer of");
    JobTest.assertWrong(tune(out, "hiddenSize=8|"), "hiddenSize is ; expected a whole number");
    JobTest.assertWrong(tune(out, "lowercase=true|false"), "lowercase cannot be searched");
    JobTest.assertWrong(tune(out, "cell=lstm|gruu"), "cell is gruu; expected one of");
    JobTest.assertWrong(tune(out, "metric=accuracyy"), "metric is accuracyy", "accuracy?");
    JobTest.assertWrong(tune(out, "trials=0"), "trials is 0; expected an integer of at least 1");
    JobTest.assertWrong(tune("hiddenSize=4|8"), "model and trialsDir are missing");
    JobTest.assertWrong(tune(out, "folds=1"), "folds is 1; expected 2 or more");
    JobTest.assertWrong(
        tune(out, "folds=3"), "folds is 3", "validationFraction=0.3 already gives rows");
    JobTest.assertWrong(
        tune(out, "validationFraction=0", "folds=3", "validation=" + data),
        "but validation=" + data);
    JobTest.assertWrong(tune(out, "conf=" + conf), "was not written by jobs/tune");
    JobTest.assertWrong(
        tune(out, "labelSmoothing=0|0.1", "metric=loss"), "labelSmoothing cannot be searched with");
    assertFalse(Files.exists(dir.resolve("none-trials")), "nothing is written before");
  }
}
