package org.sparkrnn.ml;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.sparkrnn.ml.SequenceTaggerTest.tagger;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.nn.sequence.CellType;
import org.sparkrnn.predict.SavedNetwork;
import org.sparkrnn.predict.file.NetworkFiles;
import org.sparkrnn.testkit.LocalSpark;
import org.sparkrnn.testkit.ToyData;

/** The content of a model directory, and the effects of damage to it. */
class SavedModelTest {
  private static final String METADATA = "metadata/part-00000";
  private static final String NETWORK = "network.json";
  private static final String WEIGHTS = "model.safetensors";
  private static final List<String> FILES =
      List.of(METADATA, NETWORK, WEIGHTS, "tokens.txt", "labels.txt");
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir static Path shared;
  @TempDir Path dir;
  private static SequenceTaggerModel model;
  private static Path saved;

  @BeforeAll
  static void trainAndSave() throws IOException {
    model = tagger(1).setCell("lstm").setBidirectional(true).fit(ToyData.tokens(16, 1));
    saved = shared.resolve("model");
    model.setMetrics("{\"accuracy\":0.5}").write().save(saved.toString());
    withoutChecksums(saved);
  }

  /** Hadoop's local checksums would find any damage before our own reading does. */
  private static void withoutChecksums(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".crc")).toList()) {
        Files.delete(file);
      }
    }
  }

  private static SequenceTaggerModel load(Path path) {
    return SequenceTaggerModel.load(path.toString());
  }

  /** A copy of the saved model with one file's content replaced; null removes it. */
  private Path with(String file, byte[] content) throws IOException {
    Path copy = dir.resolve("damaged");
    Files.createDirectories(copy.resolve("metadata"));
    for (String name : FILES) {
      Files.write(copy.resolve(name), Files.readAllBytes(saved.resolve(name)));
    }
    if (content == null) {
      Files.delete(copy.resolve(file));
    } else {
      Files.write(copy.resolve(file), content);
    }
    return copy;
  }

  private Path withMetadata(Consumer<ObjectNode> change) throws IOException {
    ObjectNode json = (ObjectNode) JSON.readTree(saved.resolve(METADATA).toFile());
    change.accept(json);
    return with(METADATA, json.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static String refused(Path path) {
    return assertThrows(InvalidInputException.class, () -> load(path)).getMessage();
  }

  private static void loadedOrRefused(Path path, String damage) {
    try {
      assertTrue(Float.isFinite(load(path).weights()[0]));
    } catch (InvalidInputException expected) {
      assertFalse(expected.getMessage().isBlank());
    } catch (Throwable other) {
      throw new AssertionError(damage, other);
    }
  }

  @Test
  void theDirectoryHoldsDataAlone() throws IOException {
    try (Stream<Path> files = Files.walk(saved)) {
      assertEquals(
          new TreeSet<>(
              Set.of(
                  METADATA,
                  "metadata/_SUCCESS",
                  "tokens.txt",
                  "labels.txt",
                  NETWORK,
                  WEIGHTS,
                  "metrics.json",
                  "report.html")),
          files
              .filter(Files::isRegularFile)
              .map(f -> saved.relativize(f).toString())
              .collect(Collectors.toCollection(TreeSet::new)));
    }
    assertEquals("<unk>", Files.readAllLines(saved.resolve("tokens.txt")).get(0));
    assertEquals(
        Set.of("S", "A", "B", "C"), Set.copyOf(Files.readAllLines(saved.resolve("labels.txt"))));
    assertEquals("{\"accuracy\":0.5}\n", Files.readString(saved.resolve("metrics.json")));
    assertEquals(2, JSON.readTree(saved.resolve(METADATA).toFile()).path("formatVersion").asInt());
  }

  @ParameterizedTest
  @EnumSource(CellType.class)
  void aLoadedModelIsTheModel(CellType cell) throws IOException {
    Dataset<Row> data = ToyData.tokens(24, 2);
    SequenceTaggerModel trained =
        tagger(1)
            .setCell(cell.paramValue())
            .setNumLayers(2)
            .setBidirectional(true)
            .setBatchSize(24)
            .fit(data);
    Path path = dir.resolve("model");
    trained.write().save(path.toString());
    SequenceTaggerModel loaded = load(path);
    assertEquals(trained.uid(), loaded.uid());
    assertEquals(trained.explainParams(), loaded.explainParams());
    assertEquals(trained.network(), loaded.network());
    assertEquals(trained.weightsSha256(), loaded.weightsSha256());
    assertArrayEquals(trained.weights(), loaded.weights(), 0f);
    assertEquals(
        trained.transform(data).collectAsList().toString(),
        loaded.transform(data).collectAsList().toString());
    assertFalse(loaded.hasSummary());
    assertThrows(IllegalStateException.class, loaded::summary);
    assertNull(loaded.metrics());
  }

  @Test
  void aModelOfVectorsHasNoTokens() throws IOException {
    Dataset<Row> data = ToyData.vectors(16, 2);
    SequenceTaggerModel trained = tagger(1).fit(data);
    Path path = dir.resolve("model");
    trained.write().save(path.toString());
    assertFalse(Files.exists(path.resolve("tokens.txt")));
    SequenceTaggerModel loaded = load(path);
    assertEquals(3, loaded.network().inputSize());
    assertEquals(
        trained.transform(data).collectAsList().toString(),
        loaded.transform(data).collectAsList().toString());
  }

  /** Users who train again elsewhere and need the same weights must know it. */
  @Test
  void aReaderWithoutHadoopChecksTheSumsToo() throws IOException {
    assertArrayEquals(model.weights(), SavedNetwork.load(saved).weights());
    byte[] weights = Files.readAllBytes(saved.resolve(NetworkFiles.WEIGHTS));
    weights[weights.length - 4] ^= 1; // the last bit of the last number
    Path damaged = with(NetworkFiles.WEIGHTS, weights);
    for (Executable load :
        List.<Executable>of(() -> SavedNetwork.load(damaged), () -> load(damaged))) {
      String message = assertThrows(InvalidInputException.class, load).getMessage();
      assertTrue(message.contains("is damaged: its SHA-256 is"), message);
    }
  }

  @Test
  void aRegressorWithoutHadoopGivesItsOutputs() throws IOException {
    SequenceRegressorModel trained =
        new SequenceRegressor()
            .setInputCol("frames")
            .setLabelCol("number")
            .setHiddenSize(4)
            .setMaxEpochs(1)
            .fit(BaselineTest.data(1));
    Path path = dir.resolve("regressor");
    trained.write().save(path.toString());
    float[] steps = {1, 2, 3, 4};
    int width = trained.network().features();
    float[] features = Arrays.copyOf(steps, 2 * width);
    double[] outputs = SavedNetwork.load(path).regressor(0).predict(features);
    assertEquals(1, outputs.length);
    assertArrayEquals(SavedNetwork.load(path).regressor(1).predict(features), outputs);
  }

  @Test
  void theNumberOfShardsThatTheClusterGaveIsSaved() throws IOException {
    Dataset<Row> data = ToyData.tokens(16, 2);
    int parallelism = data.sparkSession().sparkContext().defaultParallelism();
    SequenceTaggerModel trained = tagger(1).setNumShards(0).fit(data);
    assertEquals(parallelism, trained.getNumShards());
    Path path = dir.resolve("model");
    trained.write().save(path.toString());
    SequenceTaggerModel loaded = load(path);
    assertEquals(parallelism, loaded.getNumShards());
    assertEquals(
        loaded.weightsSha256(),
        tagger(1).setNumShards(loaded.getNumShards()).fit(data).weightsSha256());
  }

  @Test
  void aCopyTagsLikeItsOriginal() {
    SequenceTaggerModel copy = model.copy(new org.apache.spark.ml.param.ParamMap());
    assertEquals(model.weightsSha256(), copy.weightsSha256());
    assertEquals(model.metrics(), copy.metrics());
    assertEquals("tags", copy.setPredictionCol("tags").getPredictionCol());
    assertEquals("prediction", model.getPredictionCol());
  }

  @Test
  void anExistingPathIsReplacedOnlyIfAsked() throws IOException {
    Path path = dir.resolve("model");
    Files.createDirectories(path);
    Files.writeString(path.resolve("precious"), "data");
    InvalidInputException thrown =
        assertThrows(InvalidInputException.class, () -> model.write().save(path.toString()));
    assertTrue(thrown.getMessage().contains("already exists"), thrown.getMessage());
    assertEquals("data", Files.readString(path.resolve("precious")));
    model.write().overwrite().save(path.toString());
    assertFalse(Files.exists(path.resolve("precious")));
    assertEquals(model.weightsSha256(), load(path).weightsSha256());
    try (Stream<Path> left = Files.list(dir)) {
      assertEquals(List.of(path), left.toList());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {METADATA, NETWORK, WEIGHTS, "tokens.txt", "labels.txt"})
  void aMissingFileIsNamed(String file) throws IOException {
    String message = refused(with(file, null));
    assertTrue(message.contains("has no " + file), message);
  }

  @Test
  void whatIsNoModelIsRefused() throws IOException {
    assertTrue(refused(dir.resolve("nowhere")).contains("nowhere"));
    assertTrue(refused(Files.createDirectory(dir.resolve("empty"))).contains("empty"));
    assertTrue(refused(Files.writeString(dir.resolve("file"), "x")).contains("file"));
    assertThrows(InvalidInputException.class, () -> SequenceTaggerModel.load(""));
    Path evaluator = dir.resolve("evaluator");
    new SequenceTaggingEvaluator().write().save(evaluator.toString());
    assertTrue(refused(evaluator).contains("not a complete model directory"));
  }

  @Test
  void truncatedWeightsAreRefused() throws IOException {
    byte[] whole = Files.readAllBytes(saved.resolve(WEIGHTS));
    for (int part = 0; part < 16; part++) {
      String message = refused(with(WEIGHTS, Arrays.copyOf(whole, whole.length * part / 16)));
      assertTrue(message.contains(WEIGHTS), message);
    }
    assertTrue(refused(with(WEIGHTS, Arrays.copyOf(whole, whole.length + 1))).contains(WEIGHTS));
  }

  @Test
  void flippedBytesLoadOrAreRefused() throws IOException {
    Random random = new Random(1);
    for (String file : FILES) {
      byte[] whole = Files.readAllBytes(saved.resolve(file));
      // The rest of the weights are numbers, of which few bits matter.
      int reach = file.equals(WEIGHTS) ? Math.min(whole.length, 2500) : whole.length;
      for (int trial = 0; trial < (file.endsWith(".txt") ? 60 : 250); trial++) {
        byte[] flipped = whole.clone();
        int at = random.nextInt(reach);
        flipped[at] = (byte) random.nextInt(256);
        loadedOrRefused(with(file, flipped), file + " byte " + at + " is " + flipped[at]);
      }
      for (int part = 0; part < 8 && !file.equals(WEIGHTS); part++) {
        loadedOrRefused(
            with(file, Arrays.copyOf(whole, whole.length * part / 8)), file + " cut at " + part);
      }
    }
  }

  /** Values of every JSON type in every place. */
  @Test
  void valuesOfOtherTypesInTheMetadataLoadOrAreRefused() throws IOException {
    ObjectNode original = (ObjectNode) JSON.readTree(saved.resolve(METADATA).toFile());
    List<String> values =
        List.of(
            "null",
            "true",
            "-1",
            "0",
            "1e300",
            "2000000000",
            "12345678901",
            "\"x\"",
            "[]",
            "{}",
            "{\"class\":\"org.apache.spark.ml.linalg.Matrices\"}",
            "[[1]]");
    for (String value : values) {
      var replacement = JSON.readTree(value);
      original
          .fieldNames()
          .forEachRemaining(
              field -> changed(json -> json.set(field, replacement), field + "=" + value));
      for (String map : List.of("paramMap", "defaultParamMap")) {
        original
            .get("defaultParamMap")
            .fieldNames()
            .forEachRemaining(
                field ->
                    changed(
                        json -> ((ObjectNode) json.get(map)).set(field, replacement),
                        map + "." + field + "=" + value));
      }
    }
    original
        .fieldNames()
        .forEachRemaining(field -> changed(json -> json.remove(field), "no " + field));
  }

  private void changed(Consumer<ObjectNode> change, String damage) {
    try {
      loadedOrRefused(withMetadata(change), damage);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void otherClassesVersionsAndParamsAreNamed() throws IOException {
    String other = "org.apache.spark.ml.feature.Tokenizer";
    assertTrue(refused(withMetadata(json -> json.put("class", other))).contains(other));
    String newer = refused(withMetadata(json -> json.put("formatVersion", 3)));
    assertTrue(newer.contains("format version 3") && newer.contains("up to 2"), newer);
    assertTrue(
        refused(withMetadata(json -> json.remove("formatVersion"))).contains("formatVersion"));
    String cell =
        refused(withMetadata(json -> ((ObjectNode) json.get("paramMap")).put("cell", "xlstm")));
    assertTrue(cell.contains("cell is xlstm; expected one of"), cell);
    String unknown =
        refused(withMetadata(json -> ((ObjectNode) json.get("paramMap")).put("colour", "red")));
    assertTrue(unknown.contains("colour"), unknown);
  }

  @Test
  void weightsThatAreNotFiniteAreRefused() throws IOException {
    byte[] whole = Files.readAllBytes(saved.resolve(WEIGHTS));
    ByteBuffer bytes = ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN);
    for (float bad : new float[] {Float.NaN, Float.NEGATIVE_INFINITY}) {
      bytes.putFloat(whole.length - 4, bad);
      String message = refused(with(WEIGHTS, whole));
      assertTrue(message.contains("output.bias contains " + bad), message);
    }
  }

  @Test
  void vocabulariesThatDoNotFitTheWeightsAreRefused() throws IOException {
    for (String file : List.of("tokens.txt", "labels.txt")) {
      for (String text : List.of("", "<unk>\n", "<unk>\na\na\nb\n", "1\n2\n3\n4\n5\n6\n7\n")) {
        String message = refused(with(file, text.getBytes(StandardCharsets.UTF_8)));
        assertFalse(message.isBlank());
      }
      String message = refused(with(file, new byte[] {'a', '\n', (byte) 0xFF, '\n'}));
      assertTrue(message.contains(file), message);
    }
  }

  /** A Spark Connect server keeps fitted models in this way. */
  @Test
  void aLocalCopyIsLocalWhateverTheDefaultFileSystemIs() throws IOException {
    SparkSession spark = LocalSpark.session();
    HmmTaggerModel baseline = new HmmTagger().fit(ToyData.tokens(16, 1));
    String[] paths = {dir.resolve("network").toString(), dir.resolve("counts").toString()};
    spark.conf().set("fs.defaultFS", "hdfs://127.0.0.1:1");
    try {
      model.write().saveToLocal(paths[0]);
      baseline.write().saveToLocal(paths[1]);
      assertEquals(
          model.weightsSha256(),
          SequenceTaggerModel.read().loadFromLocal(paths[0]).weightsSha256());
      assertEquals(baseline.lines(), HmmTaggerModel.read().loadFromLocal(paths[1]).lines());
    } finally {
      spark.conf().unset("fs.defaultFS");
    }
    assertTrue(Files.exists(Path.of(paths[0], "model.safetensors")));
  }
}
