package org.sparkrnn.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.sparkrnn.testkit.JobRun;

/**
 * Files of earlier versions can be read: models predict the same, and trainings can be resumed.
 * {@code src/test/resources/saved/make.sh} made the files.
 */
class EarlierVersionsTest {
  private static final Path SAVED = Path.of("src/test/resources/saved/v1");
  private static final List<String> PREDICTED =
      List.of("prediction", "probability", "rawPrediction", "logProbability", "perplexity");
  private static final double TOLERANCE = 1e-4; // relative: processors differ

  @TempDir Path dir;

  static List<String> models() throws IOException {
    try (Stream<Path> models = Files.list(SAVED.resolve("models"))) {
      return models
          .map(model -> model.getFileName().toString())
          .filter(name -> !name.startsWith("deleted-"))
          .sorted()
          .toList();
    }
  }

  private static String input(String model) {
    return switch (model) {
      case "tagger-lstm", "tagger-gru", "tagger-elman", "tagger-none" -> "sentences.conllu";
      case "classifier-series", "regressor-sequences" -> "gestures.jsonl";
      case "multilabel-steps" -> "chords.jsonl";
      case "tagger-joined", "multilabel-sequences" -> "joined.jsonl";
      case "regressor-series", "regressor-recursive" -> "series.csv";
      case "language-words", "language-characters" -> "text.txt";
      default -> "names.jsonl";
    };
  }

  @ParameterizedTest
  @MethodSource("models")
  void modelsPredictWhatTheyDid(String model) throws IOException {
    Path output = dir.resolve("predictions");
    JobRun run =
        JobTest.run(
            Predict::run,
            "predict",
            "model=" + SAVED.resolve("models").resolve(model),
            "input=" + SAVED.resolve("input").resolve(input(model)),
            "output=" + output,
            "outputFormat=json");
    assertEquals(Job.DONE, run.code(), run.err());
    List<JsonNode> expected = rows(List.of(SAVED.resolve("predictions/" + model + ".jsonl")));
    List<JsonNode> actual;
    try (Stream<Path> parts = Files.list(output)) {
      actual =
          rows(parts.filter(p -> p.getFileName().toString().startsWith("part-")).sorted().toList());
    }
    assertEquals(expected.size(), actual.size());
    int compared = 0;
    for (int i = 0; i < expected.size(); i++) {
      for (String name : PREDICTED) {
        if (expected.get(i).has(name)) {
          assertAlike(expected.get(i).get(name), actual.get(i).get(name), i + " " + name);
          compared++;
        }
      }
    }
    assertTrue(compared >= expected.size());
  }

  @ParameterizedTest
  @CsvSource({"deleted-direct, directOrder=2", "deleted-language, languageModelWeight=0.5"})
  void whatIsNoLongerThereIsRefusedByItsName(String model, String param) {
    JobRun run =
        JobTest.run(
            Predict::run,
            "predict",
            "model=" + SAVED.resolve("models").resolve(model),
            "input=" + SAVED.resolve("input/names.jsonl"),
            "output=" + dir.resolve("predictions"));
    assertEquals(Job.WRONG_INPUT, run.code(), run.err());
    assertTrue(
        run.err().contains("was made with " + param + ", a Param that this version"), run.err());
  }

  private static List<JsonNode> rows(List<Path> files) throws IOException {
    List<JsonNode> rows = new ArrayList<>();
    for (Path file : files) {
      for (String line : Files.readAllLines(file)) {
        rows.add(Json.MAPPER.readTree(line));
      }
    }
    return rows;
  }

  private static void assertAlike(JsonNode expected, JsonNode actual, String where) {
    if (expected.isNumber()) {
      double value = expected.asDouble();
      assertEquals(value, actual.asDouble(), TOLERANCE * (1 + Math.abs(value)), where);
    } else if (expected.isContainerNode()) {
      assertEquals(expected.size(), actual.size(), where);
      if (expected.isObject()) {
        expected
            .fields()
            .forEachRemaining(
                field ->
                    assertAlike(
                        field.getValue(), actual.get(field.getKey()), where + field.getKey()));
      }
      for (int i = 0; expected.isArray() && i < expected.size(); i++) {
        assertAlike(expected.get(i), actual.get(i), where + " " + i);
      }
    } else {
      assertEquals(expected, actual, where);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "tagger | sentences.conllu | task=tagger inputCol=form labelCol=upos minCount=2 cell=lstm"
            + " hiddenSize=3 numLayers=2 bidirectional=true",
        "language | text.txt | task=languageModel level=character boundaries=stream tbpttLength=20"
            + " inputCol=tokens cell=gru hiddenSize=4",
      })
  void trainingsGoOn(String name, String input, String settings) throws IOException {
    Path checkpoints = Files.createDirectories(dir.resolve(name));
    try (Stream<Path> files = Files.list(SAVED.resolve("checkpoints").resolve(name))) {
      for (Path file : files.collect(Collectors.toList())) {
        Files.copy(file, checkpoints.resolve(file.getFileName()));
      }
    }
    List<String> args = new ArrayList<>(List.of(settings.split(" ")));
    args.addAll(
        List.of(
            "train=" + SAVED.resolve("input").resolve(input),
            "automatic=false", // as at the start of the training
            "checkpointDir=" + checkpoints,
            "numShards=2",
            "execution=threads",
            "embeddingSize=3",
            "batchSize=4",
            "maxEpochs=3",
            "seed=7"));
    JobRun run = JobTest.run(Train::run, "train", args.toArray(String[]::new));
    assertEquals(Job.DONE, run.code(), run.err());
    assertTrue(run.err().contains("checkpoint-0000"), run.err());
    assertEquals(3, Json.MAPPER.readTree(run.lastLine()).get("epochs").asInt());
  }
}
