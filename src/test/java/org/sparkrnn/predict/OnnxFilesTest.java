package org.sparkrnn.predict;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sparkrnn.data.Column;
import org.sparkrnn.data.ColumnSpec;
import org.sparkrnn.data.EncodedSequence;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.Readout;
import org.sparkrnn.data.SequenceEncoder;
import org.sparkrnn.data.SpanTags;
import org.sparkrnn.data.Vocabulary;
import org.sparkrnn.nn.Network;
import org.sparkrnn.nn.NetworkBuilder;
import org.sparkrnn.nn.NetworkSpec;
import org.sparkrnn.nn.input.CharactersSpec;
import org.sparkrnn.nn.output.CrfOutputSpec;
import org.sparkrnn.nn.output.HeadType;
import org.sparkrnn.nn.output.PoolingType;
import org.sparkrnn.nn.sequence.Activation;
import org.sparkrnn.nn.sequence.CellType;
import org.sparkrnn.nn.sequence.ConvolutionSpec;
import org.sparkrnn.testkit.Cases;
import org.sparkrnn.testkit.ModelDirectories;
import org.sparkrnn.testkit.OnnxRun;

/** Exported models give the same results in onnxruntime as the models' predictors. */
class OnnxFilesTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path SAVED = Path.of("src/test/resources/saved/v2");
  private static final int[][] BATCHES = {{12}, {8, 3}, {5, 17, 1, 0, 9, 2, 9}};

  @TempDir Path dir;

  private static NetworkBuilder network(CellType cell, int i) {
    return NetworkSpec.builder()
        .vocabularySize(i % 3 == 0 ? 0 : 11)
        .inputSize(i % 3 == 2 ? 5 : 3)
        .joinedFeatures(i % 3 == 2 ? 2 : 0)
        .cell(cell)
        .activation(Activation.values()[i % Activation.values().length])
        .hiddenSize(6)
        .numLayers(1 + i % 2)
        .bidirectional(i % 4 > 1)
        .learnedInitialState(i % 5 == 1)
        .outputSize(4);
  }

  /** More than 40 networks with every cell, input, layer, readout and output. */
  static List<NetworkSpec> networks() {
    List<NetworkSpec> specs = new ArrayList<>();
    int i = 0;
    for (CellType cell : CellType.values()) {
      for (Readout readout : Readout.values()) {
        specs.add(network(cell, i++).readout(readout).build());
        specs.add(network(cell, i++).readout(readout).head(HeadType.SIGMOID).build());
        specs.add(network(cell, i++).readout(readout).head(HeadType.IDENTITY).build());
      }
      specs.add(
          network(cell, 1)
              .furtherInputs(List.of(new CharactersSpec(7, 3, 5, 3)))
              .layerNorm(true)
              .build());
      PoolingType pooling = PoolingType.values()[i % PoolingType.values().length];
      specs.add(
          network(cell, i)
              .readout(Readout.LAST_STEP)
              .pooling(pooling)
              .convLayers(ConvolutionSpec.parse("6x3x2,5x2"))
              .build());
      NetworkBuilder crf = network(cell, i);
      SpanTags tags = SpanTags.of("bio", "O B-0 I-0 B-1");
      specs.add(crf.output(K -> new CrfOutputSpec(K, tags)).build());
    }
    NetworkBuilder tied = network(CellType.GRU, 1).learnedInitialState(false).inputSize(6);
    specs.add(tied.outputSize(11).tiedEmbeddings(true).build());
    specs.add(network(CellType.LSTM, 3).inputSize(6).residual(true).layerNorm(true).build());
    specs.add(network(CellType.LSTM, 0).linearSkip(3).head(HeadType.IDENTITY).build());
    specs.add(network(CellType.NONE, 0).window(3).build());
    return specs;
  }

  @Test
  void thereAreManyNetworks() {
    assertTrue(networks().size() > 45, networks().size() + " networks");
    assertEquals(networks().size(), Set.copyOf(networks()).size());
  }

  @ParameterizedTest
  @MethodSource("networks")
  void exportedModelsGiveWhatSavedOnesGive(NetworkSpec spec) throws IOException {
    SequenceEncoder encoder = ModelDirectories.encoder(spec);
    if (spec.features() > 0 || encoder.targetWidth() > 0) {
      encoder = encoder.with(ModelDirectories.standardization(encoder));
    }
    float[] w = Cases.parameters(new Network(spec).layout().size(), 3);
    ModelDirectories.write(dir.resolve("model"), spec, w, encoder);
    SavedNetwork saved = SavedNetwork.load(dir.resolve("model"));
    Path exported = dir.resolve("exported");
    saved.exportOnnx(exported);
    assertFiles(encoder, exported);
    try (OnnxRun onnx = new OnnxRun(Files.readAllBytes(exported.resolve("model.onnx")))) {
      for (int[] lengths : BATCHES) {
        List<EncodedSequence> raw = Cases.sequences(spec, 5, lengths);
        assertAlike(saved, raw, onnx.run(raw, 1));
      }
    }
  }

  private static void assertFiles(SequenceEncoder encoder, Path exported) throws IOException {
    TreeSet<String> expected = new TreeSet<>(List.of("model.onnx", "config.json"));
    JsonNode config = JSON.readTree(Files.readString(exported.resolve("config.json")));
    config.get("vocabularies").forEach(file -> expected.add(file.asText()));
    if (encoder.labels() != null) {
      expected.add(config.get("labels").asText());
      assertEquals(encoder.labels().entries(), Files.readAllLines(exported.resolve("labels.txt")));
    }
    if (encoder.tokens() != null) {
      assertEquals(Vocabulary.UNKNOWN, Files.readAllLines(exported.resolve("tokens.txt")).get(0));
    }
    try (Stream<Path> files = Files.list(exported)) {
      assertEquals(
          expected,
          files
              .map(file -> file.getFileName().toString())
              .collect(Collectors.toCollection(TreeSet::new)));
    }
  }

  /**
   * Compares labels for a crf, otherwise outputs, which are in the units of the targets if they are
   * numbers.
   */
  private static void assertAlike(
      SavedNetwork saved, List<EncodedSequence> raw, Map<String, OnnxRun.Output> outputs) {
    NetworkSpec spec = saved.network();
    boolean each = spec.readout() == Readout.EACH_STEP;
    int K = spec.outputSize();
    List<EncodedSequence> encoded =
        raw.stream().map(sequence -> encoded(saved.encoder(), sequence)).toList();
    if (!spec.output().stepsStandAlone() && each) {
      int[][] labels = new int[raw.size()][];
      saved
          .tagger()
          .decode(encoded, (target, i, t, label) -> label(labels, raw, i)[t] = label, null);
      for (int b = 0; b < labels.length; b++) {
        if (raw.get(b).length() > 0) {
          assertArrayEquals(labels[b], OnnxRun.best(outputs, b, labels[b].length));
        }
      }
      return;
    }
    OnnxRun.Output found = outputs.get("output");
    int size = found.values().length / raw.size();
    List<double[]> expected = expected(saved, encoded);
    for (int b = 0; b < raw.size(); b++) {
      double[] one = expected.get(b);
      assertEquals(each ? raw.get(b).length() * K : K, one.length);
      for (int i = 0; i < one.length; i++) {
        double allowed = 1e-5 * Math.max(1, Math.abs(one[i]));
        assertEquals(one[i], found.values()[b * size + i], allowed, "sequence " + b + ", " + i);
      }
    }
  }

  /** A sequence as encoded from a row, whose numbers are double. */
  private static EncodedSequence encoded(SequenceEncoder encoder, EncodedSequence raw) {
    Column features = raw.column(ColumnSpec.FEATURES);
    if (features == null) {
      return encoder.encode(raw);
    }
    double[] exact = new double[features.floats().length];
    for (int i = 0; i < exact.length; i++) {
      exact[i] = features.floats()[i];
    }
    return encoder.encode(raw.with(encoder.features(exact)));
  }

  private static int[] label(int[][] labels, List<EncodedSequence> sequences, int i) {
    labels[i] = labels[i] == null ? new int[sequences.get(i).length()] : labels[i];
    return labels[i];
  }

  private static List<double[]> expected(SavedNetwork saved, List<EncodedSequence> encoded) {
    if (saved.encoder().labels() == null) {
      return saved.regressor(0).predict(encoded);
    }
    boolean each = saved.network().readout() == Readout.EACH_STEP;
    SequencePredictor predictor =
        each && saved.network().output().givesClasses() ? saved.tagger() : saved.classifier();
    int K = saved.network().outputSize();
    List<double[]> outputs = new ArrayList<>();
    encoded.forEach(sequence -> outputs.add(new double[each ? sequence.length() * K : K]));
    predictor.run(
        encoded,
        (i, t, p, offset) -> {
          for (int k = 0; k < K; k++) {
            outputs.get(i)[(each ? t * K : 0) + k] = p[offset + k];
          }
        });
    return outputs;
  }

  @Test
  void theConfigurationSaysWhatIsThere() throws IOException {
    Path exported = dir.resolve("new/regressor");
    SavedNetwork.load(SAVED.resolve("regressor")).exportOnnx(exported);
    JsonNode config = JSON.readTree(Files.readString(exported.resolve("config.json")));
    assertEquals("model.onnx", config.get("model").asText());
    assertEquals(17, config.get("opset").asInt());
    JsonNode features = config.get("inputs").get(0);
    assertEquals("features", features.get("name").asText());
    assertEquals("double", features.get("type").asText());
    assertEquals("[\"batch\",\"time\",2]", features.get("shape").toString());
    assertEquals("lengths", config.get("inputs").get(1).get("name").asText());
    assertEquals("int64", config.get("inputs").get(1).get("type").asText());
    assertEquals("output", config.get("outputs").get(0).get("name").asText());
    assertEquals("lastStep", config.get("readout").asText());
    assertEquals("features", config.at("/network/inputs/0/module").asText());
    assertTrue(!config.has("labels"), config.toString());
  }

  @Test
  void whatExistsIsNotReplaced() throws IOException {
    SavedNetwork saved = SavedNetwork.load(SAVED.resolve("tagger"));
    Path taken = Files.writeString(dir.resolve("taken"), "mine");
    String message =
        assertThrows(InvalidInputException.class, () -> saved.exportOnnx(taken)).getMessage();
    assertEquals(taken + " already exists; give another path, or remove it", message);
    assertEquals("mine", Files.readString(taken));
    Path below = taken.resolve("below"); // a file is no folder
    assertThrows(IOException.class, () -> saved.exportOnnx(below));
    try (Stream<Path> left = Files.list(dir)) {
      assertEquals(List.of(taken), left.toList());
    }
  }
}
