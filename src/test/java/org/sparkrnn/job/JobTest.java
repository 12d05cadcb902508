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
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparkrnn.ml.SequenceTaggerModel;
import org.sparkrnn.testkit.JobRun;
import org.sparkrnn.testkit.LocalSpark;

/** The jobs' contract, run in this JVM: results, exit codes, messages. */
class JobTest {
  private static final String[] SMALL = {
    "task=tagger",
    "automatic=false",
    "hiddenSize=8",
    "embeddingSize=8",
    "maxEpochs=2",
    "learningRate=0.02",
    "inputCol=word",
    "labelCol=tag",
    "numShards=2"
  };

  @TempDir static Path dir;
  private static Path train;
  private static Path model;
  private static JobRun trained;

  @BeforeAll
  static void trainAModel() throws IOException {
    train = write("train.slashed", "我/r 吃/v 苹果/n\n他/r 喝/v 水/n\n我们/r 吃/v 鱼/n\n".repeat(20));
    model = dir.resolve("model");
    trained = train("train=" + train, "test=" + train, "model=" + model);
  }

  @Test
  void trainingEndsWithOneJsonObjectThatTheModelKeeps() throws IOException {
    assertEquals(Job.DONE, trained.code(), trained.err());
    JsonNode json = Json.MAPPER.readTree(trained.lastLine());
    assertEquals("tagger", json.get("task").asText());
    assertEquals(60, json.get("sequences").asInt());
    assertEquals(180, json.get("tokens").asInt());
    assertTrue(json.get("accuracy").asDouble() > 0.3);
    assertEquals("mostFrequentTag", json.get("baseline").get("name").asText());
    assertEquals(1.0, json.get("baseline").get("accuracy").asDouble());
    assertEquals(
        List.of("mostFrequentTag", "hmm2"), json.get("baselines").findValuesAsText("name"));
    assertEquals(1.0, json.get("baselines").get(1).get("accuracy").asDouble());
    assertEquals(2, json.get("epochs").asInt());
    assertEquals(4, json.get("steps").asInt());
    for (String part : List.of("compute", "broadcast", "aggregate", "update", "total")) {
      assertTrue(json.get("stepMs").get(part).asDouble() >= 0, part);
    }
    assertEquals(64, json.get("weightsSha256").asText().length());
    assertEquals(json, Json.MAPPER.readTree(Files.readString(model.resolve("metrics.json"))));
  }

  /** Distances beyond the longest sequence are null, because JSON has no NaN. */
  @Test
  void gradientFlowIsInTheJsonWhereAskedFor() throws IOException {
    assertFalse(Json.MAPPER.readTree(trained.lastLine()).has("gradientFlow"), "off by default");
    assertFalse(trained.err().contains("gradient reaches back"), trained.err());
    Path flowing = dir.resolve("flowing");
    JobRun run =
        train(
            "train=" + train,
            "model=" + flowing,
            "gradientFlow=true",
            "gradientFlowSteps=4",
            "numLayers=2");
    assertEquals(Job.DONE, run.code(), run.err());
    assertTrue(run.err().contains("gradient reaches back: layer 1: "), run.err());
    JsonNode json = Json.MAPPER.readTree(Files.readString(flowing.resolve("metrics.json")));
    assertEquals(Json.MAPPER.readTree(run.lastLine()), json);
    assertEquals(2, json.get("gradientFlow").size());
    for (JsonNode layer : json.get("gradientFlow")) {
      assertEquals(5, layer.size());
      for (int k = 0; k <= 4; k++) { // sentences of three words
        assertEquals(k > 2, layer.get(k).isNull(), layer.toString());
        assertEquals(k <= 2, layer.get(k).asDouble() > 0, layer.toString());
      }
    }
  }

  /** Resumes with more epochs, then with no work left, then is refused. */
  @Test
  void trainingThatGoesOnFromACheckpointSaysSo() throws IOException {
    String checkpoints = "checkpointDir=" + dir.resolve("checkpoints");
    assertEquals(Job.DONE, train("train=" + train, checkpoints, "maxEpochs=1").code());
    Path model = dir.resolve("resumed");
    JobRun more = train("train=" + train, checkpoints, "maxEpochs=2", "model=" + model);
    assertTrue(more.err().matches("(?s).*resumed from .* at epoch 2, step 0\\R.*"), more.err());
    JsonNode json = Json.MAPPER.readTree(more.lastLine());
    assertEquals(
        Json.MAPPER.readTree(trained.lastLine()).get("weightsSha256"), json.get("weightsSha256"));
    assertEquals(4, json.get("steps").asInt());
    assertEquals(json, Json.MAPPER.readTree(Files.readString(model.resolve("metrics.json"))));
    assertTrue(
        json.get("resumedFrom").asText().endsWith("checkpoint-000000000002.safetensors"),
        json.toString());
    JobRun complete = train("train=" + train, checkpoints, "maxEpochs=2");
    assertTrue(complete.err().contains(": training was complete after epoch 2"), complete.err());
    assertEquals(
        json.get("weightsSha256"), Json.MAPPER.readTree(complete.lastLine()).get("weightsSha256"));
    assertWrong(
        train("train=" + train, checkpoints, "maxEpochs=2", "hiddenSize=9"),
        "hiddenSize was 8 and is now 9",
        "another checkpointDir");
  }

  @Test
  void evaluateMeasuresWhatTrainingMeasured() throws IOException {
    JobRun run = run(Evaluate::run, "evaluate", "model=" + model, "data=" + train);
    assertEquals(Job.DONE, run.code(), run.err());
    JsonNode now = Json.MAPPER.readTree(run.lastLine());
    JsonNode then = Json.MAPPER.readTree(trained.lastLine());
    for (String key : List.of("accuracy", "loss", "weightsSha256")) {
      assertEquals(then.get(key), now.get(key), key);
    }
  }

  @Test
  void predictKeepsEveryColumnInEveryFormat() throws IOException {
    Path input = write("input.json", "{\"id\":7,\"word\":[\"我\",\"吃\"]}\n{\"id\":8,\"word\":[]}\n");
    List<Row> expected =
        SequenceTaggerModel.load(model.toString())
            .transform(LocalSpark.session().read().json(input.toString()))
            .orderBy("id")
            .collectAsList();
    for (String ending : List.of("parquet", "json")) {
      Path output = dir.resolve("tagged." + ending);
      JobRun run =
          run(Predict::run, "predict", "model=" + model, "input=" + input, "output=" + output);
      assertEquals(Job.DONE, run.code(), run.err());
      JsonNode json = Json.MAPPER.readTree(run.lastLine());
      assertEquals(2, json.get("sequences").asInt());
      assertEquals(2, json.get("tokens").asInt());
      Dataset<Row> read = LocalSpark.session().read().format(ending).load(output.toString());
      List<Row> rows = read.select("id", "word", "prediction").orderBy("id").collectAsList();
      assertEquals(expected, rows);
      assertEquals(2, rows.get(0).getList(2).size());
    }
    Path conll = dir.resolve("tagged.conll");
    run(Predict::run, "predict", "model=" + model, "input=" + train, "output=" + conll);
    try (var files = Files.list(conll)) {
      String text =
          Files.readString(
              files.filter(f -> f.toString().endsWith(".txt")).sorted().findFirst().get());
      assertTrue(text.startsWith("我\t"), text);
    }
  }

  @Test
  void unknownKeysAreNamedWithTheNearestKnownOne() {
    assertWrong(train("train=" + train, "hidenSize=3"), "unknown key hidenSize", "hiddenSize");
    assertWrong(
        run(Evaluate::run, "evaluate", "model=" + model, "data=" + train, "hiddenSize=3"),
        "unknown key hiddenSize");
  }

  @Test
  void aMisspelledKeyIsNamedAlsoWhereTheTaskOrTheModelIsMissingForIt() {
    assertWrong(run(Train::run, "train", "tsk=tagger"), "unknown key tsk", "did you mean task");
    assertWrong(run(Train::run, "train", "hiddenSize=3"), "task is missing");
    assertWrong(run(Evaluate::run, "evaluate", "modl=" + model), "unknown key modl", "model");
    assertWrong(run(Predict::run, "predict", "output=x"), "model is missing");
  }

  @Test
  void aModelOfAClassThatIsNoTasksIsRefused() throws IOException {
    Path other = dir.resolve("foreign");
    assertEquals(Job.DONE, train("train=" + train, "model=" + other).code());
    Path metadata = other.resolve("metadata/part-00000");
    String json = Files.readString(metadata);
    Files.writeString(metadata, json.replace("SequenceTaggerModel", "OtherModel"));
    Files.deleteIfExists(other.resolve("metadata/.part-00000.crc"));
    JobRun run = run(Evaluate::run, "evaluate", "model=" + other, "data=" + train);
    assertWrong(run, "foreign contains a org.sparkrnn.ml.OtherModel", "tagger");
  }

  @Test
  void paramsOutOfRangeSayWhatWasExpected() {
    assertWrong(train("train=" + train, "hiddenSize=0"), "hiddenSize is 0", "at least 1");
    assertWrong(train("train=" + train, "hiddenSize=many"), "hiddenSize is many", "whole number");
    assertWrong(train("train=" + train, "cell=lstn"), "cell is lstn", "elman, lstm, gru, none");
    assertWrong(train("train=" + train, "bidirectional=yes"), "bidirectional is yes");
    assertWrong(train("train=" + train, "task=taggr"), "task is taggr", "tagger");
    assertWrong(train("train=" + train, "stray"), "stray", "key=value");
    assertWrong(train(), "train is missing");
  }

  @Test
  void filesThatAreMissingOrMalformedAreNamed() throws IOException {
    assertWrong(train("train=" + dir.resolve("nowhere.slashed")), "nowhere.slashed");
    Path conll = write("bad.conll", "a\tX\nb\tY\n\nc\n");
    assertWrong(
        train("train=" + conll, "inputCol=word", "labelCol=tag"), "bad.conll", "4", "columns");
    Path json = write("bad.json", "{\"word\":[\"a\",\"b\"],\"tag\":[\"X\"]}\n");
    assertWrong(train("train=" + json), "row 1", "2 steps", "1 labels", "[\"a\",\"b\"]");
    Path broken = write("broken.json", "{\"word\":[\"a\"],\"tag\":[\"X\"]}\n{\"word\":[\n");
    assertWrong(train("train=" + broken), "broken.json");
    Path empty = write("empty.json", "{\"word\":[],\"tag\":[]}\n");
    assertWrong(train("train=" + empty), "empty");
    assertWrong(train("train=" + write("empty.slashed", "\n")), "empty");
  }

  @Test
  void aModelIsReplacedOnlyOnRequest() {
    assertWrong(train("train=" + train, "model=" + model), "already exists", "overwrite=true");
    Path other = dir.resolve("other");
    assertEquals(Job.DONE, train("train=" + train, "model=" + other).code());
    assertEquals(
        Job.DONE, train("train=" + train, "model=" + other, "overwrite=true", "seed=2").code());
  }

  @Test
  void damagedModelsAreRefused() throws IOException {
    assertWrong(
        run(Evaluate::run, "evaluate", "model=" + dir.resolve("none"), "data=" + train), "none");
    Path damaged = dir.resolve("damaged");
    assertEquals(Job.DONE, train("train=" + train, "model=" + damaged).code());
    Path weights = damaged.resolve("model.safetensors");
    byte[] bytes = Files.readAllBytes(weights);
    Files.write(weights, java.util.Arrays.copyOf(bytes, bytes.length - 5));
    Files.deleteIfExists(damaged.resolve(".model.safetensors.crc"));
    assertWrong(
        run(Evaluate::run, "evaluate", "model=" + damaged, "data=" + train), "model.safetensors");
  }

  @Test
  void configurationFilesAreOverriddenByArguments() throws IOException {
    Path conf = write("tagger.properties", "task = tagger\ntrain = nowhere\nmaxEpochs = 1\n");
    List<String> args = new ArrayList<>(List.of(conf.toString()));
    args.addAll(List.of("train=" + train, "inputCol=词", "labelCol=tag", "hiddenSize=4"));
    JobRun run = run(Train::run, "train", args.toArray(String[]::new));
    assertEquals(Job.DONE, run.code(), run.err());
    JsonNode json = Json.MAPPER.readTree(run.lastLine());
    assertEquals(1, json.get("epochs").asInt());
    assertFalse(json.has("accuracy"), "nothing was held out, so nothing was measured");
    assertWrong(run(Train::run, "train", "absent.properties"), "absent.properties");
  }

  /**
   * The two tasks of one estimator each accept only their own models, and refuse the other's Param.
   */
  @Test
  void classesAndSetsOfLabelsHaveTheirMetricsAndBaselines() throws IOException {
    Path names =
        write("names.json", "{\"n\":\"ab\",\"l\":\"x\"}\n{\"n\":\"cd\",\"l\":\"y\"}\n".repeat(12));
    Path chords =
        write(
            "chords.json",
            "{\"n\":[[0],[0,2]],\"l\":[[0,2],[1]]}\n{\"n\":[[1]],\"l\":[[2]]}\n".repeat(12));
    String[] metrics = {"accuracy macroF1 macroRecall", "nll microF1"};
    for (int i = 0; i < 2; i++) {
      String task = i == 0 ? "classifier" : "multilabel";
      Path data = i == 0 ? names : chords;
      Path saved = dir.resolve(task);
      List<String> args =
          new ArrayList<>(
              List.of(
                  "task=" + task,
                  "train=" + data,
                  "test=" + data,
                  "model=" + saved,
                  "inputCol=n",
                  "labelCol=l",
                  "hiddenSize=4",
                  "maxEpochs=1",
                  "numShards=2"));
      if (i == 1) {
        args.addAll(List.of("inputSets=true", "readout=eachStep"));
      }
      JobRun run = run(Train::run, "train", args.toArray(String[]::new));
      assertEquals(Job.DONE, run.code(), run.err());
      JsonNode json = Json.MAPPER.readTree(run.lastLine());
      JobRun again = run(Evaluate::run, "evaluate", "model=" + saved, "data=" + data);
      assertEquals(Job.DONE, again.code(), again.err());
      JsonNode measured = Json.MAPPER.readTree(again.lastLine());
      assertEquals(task, measured.get("task").asText());
      for (String name : metrics[i].split(" ")) {
        assertTrue(json.get(name).isNumber(), name);
        assertEquals(json.get(name), measured.get(name), name);
        assertTrue(json.get("baseline").get(name).isNumber(), name);
      }
      args.add("multilabel=" + (i == 0));
      args.add("overwrite=true");
      assertWrong(
          run(Train::run, "train", args.toArray(String[]::new)),
          "multilabel is " + (i == 0) + " with task=" + task,
          "leave multilabel out");
    }
  }

  /** The table has a row for the model and each baseline, before the JSON object. */
  @Test
  void aClassifierOfSeriesStandsBesideTheNearestOnes() throws IOException {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 24; i++) {
      String up = "{\"x\":[[0.0],[%d.5],[0.0]],\"y\":\"up\"}\n".formatted(2 + i % 3);
      String down = "{\"x\":[[0.0],[-%d.5],[0.0],[0.0]],\"y\":\"down\"}\n".formatted(2 + i % 3);
      lines.append(up).append(i % 3 == 0 ? down : up);
    }
    Path data = write("peaks.json", lines.toString());
    JobRun run =
        run(
            Train::run,
            "train",
            "task=classifier",
            "train=" + data,
            "test=" + data,
            "inputCol=x",
            "labelCol=y",
            "automatic=false",
            "hiddenSize=2",
            "learningRate=1e-9",
            "maxEpochs=1",
            "numShards=2");
    assertEquals(Job.DONE, run.code(), run.err());
    JsonNode json = Json.MAPPER.readTree(run.lastLine());
    List<String> names = json.get("baselines").findValuesAsText("name");
    assertEquals(List.of("nearestEuclidean", "nearestDtw", "majority"), names);
    assertEquals("nearestEuclidean", json.get("baseline").get("name").asText());
    assertEquals(1, json.get("baseline").get("accuracy").asDouble());
    assertEquals(0, json.get("baselines").get(1).get("warpingWindow").asDouble());
    assertEquals(40 / 48.0, json.get("baselines").get(2).get("accuracy").asDouble(), 1e-5);
    List<String> rows =
        run.out()
            .lines()
            .dropWhile(line -> !line.matches(" +accuracy +macroF1 +macroRecall"))
            .skip(1)
            .map(line -> line.split(" ")[0])
            .limit(4)
            .toList();
    assertEquals(List.of("model", "nearestEuclidean", "nearestDtw", "majority"), rows);
    String warning = json.get("warnings").get(0).asText();
    assertTrue(warning.startsWith("the model is not better than the baseline nearestEuclidean"));
    assertTrue(warning.contains("more epochs (maxEpochs is 1, "), warning);
    assertTrue(warning.contains("convLayers"), warning);
  }

  private static Path write(String name, String text) throws IOException {
    return Files.writeString(dir.resolve(name), text);
  }

  private static JobRun train(String... args) {
    List<String> all = new ArrayList<>(List.of(SMALL));
    all.addAll(List.of(args));
    return run(Train::run, "train", all.toArray(String[]::new));
  }

  static JobRun run(Job.Body body, String name, String... args) {
    return run(LocalSpark.session(), body, name, args);
  }

  static JobRun run(SparkSession spark, Job.Body body, String name, String... args) {
    PrintStream out = System.out;
    PrintStream err = System.err;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    ByteArrayOutputStream logged = new ByteArrayOutputStream();
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(logged, true, StandardCharsets.UTF_8));
    try {
      int code = Job.run(name, args, spark, body);
      return new JobRun(
          code, printed.toString(StandardCharsets.UTF_8), logged.toString(StandardCharsets.UTF_8));
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
  }

  /** Checks exit code 2 and one message without a stack trace that contains all these words. */
  static void assertWrong(JobRun run, String... words) {
    assertEquals(Job.WRONG_INPUT, run.code(), run.err());
    for (String word : words) {
      assertTrue(run.err().contains(word), () -> "\"" + word + "\" is not in: " + run.err());
    }
    assertFalse(run.err().contains("\tat "), run.err());
    assertEquals("", run.out());
  }
}
