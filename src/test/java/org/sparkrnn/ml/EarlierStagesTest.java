package org.sparkrnn.ml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.param.Params;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.testkit.LocalSpark;

/**
 * Files of Spark ML stages from an earlier version can be read, with the class names that it wrote:
 * baselines, estimators, evaluators, pipelines. {@code src/test/resources/saved/Make055bbeb.java}
 * made the files.
 */
class EarlierStagesTest {
  private static final Path SAVED = Path.of("src/test/resources/saved/v1");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final double TOLERANCE = 1e-4; // relative: processors differ

  private final SparkSession spark = LocalSpark.session();

  @TempDir Path dir;

  private static List<String> names(String folder) throws IOException {
    try (Stream<Path> all = Files.list(SAVED.resolve(folder))) {
      return all.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  static List<String> estimators() throws IOException {
    return names("estimators");
  }

  static List<String> baselines() throws IOException {
    List<String> names = new ArrayList<>(names("baselines"));
    assertTrue(names.remove("NearestMomentsClassifier")); // which is refused
    return names;
  }

  private static JsonNode metadata(Path saved) throws IOException {
    try (Stream<Path> parts = Files.list(saved.resolve("metadata"))) {
      Path part = parts.filter(path -> !path.endsWith("_SUCCESS")).findFirst().orElseThrow();
      return JSON.readTree(Files.readString(part));
    }
  }

  /** Loads like Spark, with the class that the metadata names. */
  private static Object load(Path saved) throws Exception {
    Class<?> type = Class.forName(metadata(saved).get("class").asText());
    MLReader<?> reader = (MLReader<?>) type.getMethod("read").invoke(null);
    return reader.load(saved.toString());
  }

  @ParameterizedTest
  @MethodSource("baselines")
  void baselinesPredictWhatTheyDid(String name) throws Exception {
    assertPredicts((Transformer) load(SAVED.resolve("baselines").resolve(name)), name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"tagging", "texts"})
  void pipelinesPredictWhatTheyDid(String name) throws Exception {
    PipelineModel model =
        PipelineModel.load(SAVED.resolve("pipelines").resolve("fitted-" + name).toString());
    assertEquals(2, model.stages().length);
    assertPredicts(model, name);
  }

  @Test
  void pipelinesFindTheirEstimators() {
    Pipeline texts = Pipeline.load(SAVED.resolve("pipelines/texts").toString());
    assertEquals(3, assertInstanceOf(LanguageModel.class, texts.getStages()[0]).getHiddenSize());
    NGramLanguageModel ngram = assertInstanceOf(NGramLanguageModel.class, texts.getStages()[1]);
    assertEquals(2, ngram.getOrder());
    Pipeline tagging = Pipeline.load(SAVED.resolve("pipelines/tagging").toString());
    assertInstanceOf(SequenceTagger.class, tagging.getStages()[0]);
    assertEquals(1, assertInstanceOf(HmmTagger.class, tagging.getStages()[1]).getOrder());
    Pipeline series = Pipeline.load(SAVED.resolve("pipelines/series").toString());
    NearestSeriesClassifier nearest =
        assertInstanceOf(NearestSeriesClassifier.class, series.getStages()[0]);
    assertEquals("x", nearest.getInputCol());
    assertEquals("kind", nearest.getLabelCol());
  }

  @ParameterizedTest
  @MethodSource("estimators")
  void estimatorsHaveTheParamsThatTheyHad(String name) throws Exception {
    Path saved = SAVED.resolve("estimators").resolve(name);
    JsonNode metadata = metadata(saved);
    Params loaded = (Params) load(saved);
    assertEquals(metadata.get("uid").asText(), loaded.uid());
    assertTrue(metadata.get("paramMap").size() > 0);
    for (var params = metadata.get("paramMap").fields(); params.hasNext(); ) {
      var param = params.next();
      Object value = loaded.getOrDefault(loaded.getParam(param.getKey()));
      assertEquals(param.getValue().asText(), value.toString(), param.getKey());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"NearestMomentsClassifierModel", "NearestNeighborClassifierModel"})
  void modelsThatAreGoneAreRefusedByName(String name) throws Exception {
    Path model = dir.resolve("model");
    Path metadata = Files.createDirectories(model.resolve("metadata")).resolve("part-00000");
    Path old = SAVED.resolve("baselines/NearestMomentsClassifier");
    Files.copy(old.resolve("counts.tsv"), model.resolve("counts.tsv"));
    Files.writeString(
        metadata,
        Files.readString(old.resolve("metadata/part-00000"))
            .replace("NearestMomentsClassifierModel", name));
    Exception e = assertThrows(InvalidInputException.class, () -> load(model));
    assertTrue(e.getMessage().contains("is a org.sparkrnn.ml." + name), e.getMessage());
    assertTrue(e.getMessage().contains("fit a NearestSeriesClassifier"), e.getMessage());
  }

  @ParameterizedTest
  @CsvSource({"SequenceTagger", "SequenceClassifier", "LanguageModel"})
  void estimatorsWithWhatIsGoneAreRefusedByItsName(String name) throws Exception {
    Path estimator = dir.resolve("estimator");
    Path metadata = Files.createDirectories(estimator.resolve("metadata")).resolve("part-00000");
    Files.writeString(
        metadata,
        metadata(SAVED.resolve("estimators").resolve(name))
            .toString()
            .replace("\"paramMap\":{", "\"paramMap\":{\"languageModelWeight\":0.5,"));
    Exception e = assertThrows(InvalidInputException.class, () -> load(estimator));
    assertTrue(
        e.getMessage().contains("was made with languageModelWeight=0.5, a Param that this version"),
        e.getMessage());
  }

  @Test
  void aCheckpointWithWhatIsGoneIsRefusedByItsName() throws IOException {
    Path file = Path.of("checkpoint-000000000001.safetensors");
    Files.copy(SAVED.resolve("checkpoints/deleted-direct").resolve(file), dir.resolve(file));
    SequenceClassifier classifier =
        new SequenceClassifier()
            .setInputCol("name")
            .setLabelCol("kind")
            .setHiddenSize(2)
            .setEmbeddingSize(2)
            .setMaxEpochs(2)
            .setNumShards(1)
            .setExecution("threads")
            .setCheckpointDir(dir.toString());
    Dataset<Row> names =
        spark.read().json(SAVED.resolve("outputs/MajorityClassifier.jsonl").toString());
    Exception e =
        assertThrows(InvalidInputException.class, () -> classifier.fit(names.drop("prediction")));
    assertTrue(
        e.getMessage().contains("was made with directOrder=2, a Param that this version"),
        e.getMessage());
  }

  private void assertPredicts(Transformer model, String name) throws IOException {
    List<JsonNode> expected = new ArrayList<>();
    Path file = SAVED.resolve("outputs").resolve(name + ".jsonl");
    for (String line : Files.readAllLines(file)) {
      expected.add(JSON.readTree(line));
    }
    Dataset<Row> rows = spark.read().json(file.toString());
    String[] added =
        Arrays.stream(rows.columns())
            .filter(
                List.of("prediction", "network", "logs", "logProbability", "perplexity")::contains)
            .toArray(String[]::new);
    assertTrue(added.length > 0);
    List<String> actual = model.transform(rows.drop(added)).toJSON().collectAsList();
    assertEquals(expected.size(), actual.size());
    for (int i = 0; i < actual.size(); i++) {
      for (String column : added) {
        JsonNode found = JSON.readTree(actual.get(i)).get(column);
        assertAlike(expected.get(i).get(column), found, column + " of row " + i);
      }
    }
  }

  private static void assertAlike(JsonNode expected, JsonNode actual, String where) {
    assertEquals(expected.getNodeType(), actual.getNodeType(), where);
    assertEquals(expected.size(), actual.size(), where);
    if (expected.isNumber()) {
      double value = expected.asDouble();
      assertEquals(value, actual.asDouble(), TOLERANCE * (1 + Math.abs(value)), where);
    } else if (expected.isArray()) {
      for (int i = 0; i < expected.size(); i++) {
        assertAlike(expected.get(i), actual.get(i), where + "[" + i + "]");
      }
    } else {
      assertEquals(expected, actual, where);
    }
  }
}
