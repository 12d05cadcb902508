package org.sparkrnn.predict;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.SequenceEncoder;
import org.sparkrnn.nn.Network;
import org.sparkrnn.nn.NetworkBuilder;
import org.sparkrnn.nn.NetworkSpec;
import org.sparkrnn.nn.sequence.CellType;
import org.sparkrnn.nn.sequence.ConvolutionSpec;
import org.sparkrnn.predict.file.EncoderFiles;
import org.sparkrnn.predict.file.NetworkFiles;
import org.sparkrnn.testkit.Cases;
import org.sparkrnn.testkit.ModelDirectories;

/** A network is read from its saved description without Spark and Hadoop. */
class SavedNetworkTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path dir;

  private static List<NetworkSpec> networks() {
    List<NetworkSpec> specs = new ArrayList<>(Cases.networks());
    specs.addAll(Cases.heads());
    specs.addAll(Cases.poolings());
    specs.addAll(Cases.joints());
    NetworkBuilder builder =
        NetworkSpec.builder()
            .vocabularySize(5)
            .inputSize(7)
            .joinedFeatures(3)
            .cell(CellType.MINGRU)
            .hiddenSize(4)
            .numLayers(3)
            .outputSize(2)
            .layerNorm(true)
            .residual(true)
            .learnedInitialState(true);
    specs.add(builder.build());
    specs.add(builder.convLayers(ConvolutionSpec.parse("6x3,4x5")).build());
    specs.add(
        NetworkSpec.builder()
            .cell(CellType.NONE)
            .window(4)
            .inputSize(3)
            .hiddenSize(4)
            .outputSize(2)
            .build());
    specs.add(
        NetworkSpec.builder()
            .cell(CellType.GRU)
            .linearSkip(2)
            .inputSize(3)
            .hiddenSize(4)
            .outputSize(2)
            .build());
    return specs;
  }

  @Test
  void theDescriptionIsTheNetwork() throws IOException {
    for (NetworkSpec spec : networks()) {
      Object read = JSON.readValue(JSON.writeValueAsString(spec.toMap()), Map.class);
      NetworkSpec again = NetworkSpec.ofMap("test", read);
      assertEquals(spec, again);
      assertEquals(spec.hashCode(), again.hashCode());
      assertEquals(spec.toString(), again.toString());
      assertEquals(new Network(spec).layout().size(), new Network(again).layout().size());
    }
  }

  private SequenceEncoder write(NetworkSpec spec, float[] w) throws IOException {
    SequenceEncoder encoder = ModelDirectories.encoder(spec);
    ModelDirectories.write(dir, spec, w, encoder);
    return encoder;
  }

  @Test
  void aDirectoryIsRunOnAPlainJvm() throws IOException {
    NetworkSpec spec =
        NetworkSpec.builder()
            .vocabularySize(6)
            .inputSize(3)
            .cell(CellType.GRU)
            .hiddenSize(4)
            .bidirectional(true)
            .outputSize(3)
            .build();
    float[] w = new Network(spec).initialParameters(3);
    SequenceEncoder encoder = write(spec, w);
    SavedNetwork saved = SavedNetwork.load(dir);
    assertEquals(spec, saved.network());
    assertArrayEquals(w, saved.weights(), 0f);
    assertTrue(saved.encoder().tokens().lowercase());
    String[] sentence = {"t1", "T2", "new"};
    assertArrayEquals(new Tagger(spec, w, encoder).tag(sentence), saved.tagger().tag(sentence));
    assertEquals(0, saved.tagger().tag().length);
  }

  @Test
  void whatIsMissingOrOfAnotherSizeIsNamed() throws IOException {
    NetworkSpec spec = networks().get(0);
    write(spec, new Network(spec).initialParameters(3));
    Path labels = dir.resolve(EncoderFiles.LABELS);
    String all = Files.readString(labels);
    Files.writeString(labels, all + "more\n");
    assertRefused("4 labels or targets, but its encoder has 0 features and 5 labels");
    Files.delete(labels);
    assertRefused("it has no labels.txt");
    Files.writeString(labels, all);
    Path json = dir.resolve(NetworkFiles.FILE);
    String text = Files.readString(json);
    Files.writeString(json, text.replace("\"recurrent\"", "\"attention\""));
    assertRefused(
        "layers 1 has the unknown kind attention; the known kinds are categories, characterLstm, characters, convolution, crf, ctc, embedding");
    Files.writeString(json, text.replace("\"hiddenSize\" : 21", "\"hiddenSize\" : 0"));
    assertRefused("layers 1", "hiddenSize 0");
    Files.delete(json);
    assertRefused("it has no network.json");
  }

  private void assertRefused(String... parts) {
    String message =
        assertThrows(InvalidInputException.class, () -> SavedNetwork.load(dir)).getMessage();
    for (String part : parts) {
      assertTrue(message.contains(part), "expected \"" + part + "\" in: " + message);
    }
  }

  /** Each kind of predictor checks that it fits the network. */
  @Test
  void networksOfOtherKindsAreRefused() {
    Path models = Path.of("src/test/resources/saved/v2");
    SavedNetwork tagger = SavedNetwork.load(models.resolve("tagger"));
    SavedNetwork classifier = SavedNetwork.load(models.resolve("classifier"));
    SavedNetwork labels = SavedNetwork.load(models.resolve("labels"));
    SavedNetwork regressor = SavedNetwork.load(models.resolve("regressor"));
    SavedNetwork language = SavedNetwork.load(models.resolve("language"));
    for (SavedNetwork other : List.of(classifier, labels, regressor)) {
      assertRefused(other::tagger, "expected the output of a tagger, which is one class per step");
      assertRefused(
          other::languageModel,
          "expected the output of a language model, which is the next token at each step");
    }
    assertRefused(
        tagger::languageModel,
        "expected the output of a language model, which is the next token at each step");
    for (SavedNetwork other : List.of(tagger, regressor, language)) {
      assertRefused(
          other::classifier,
          "expected the output of a classifier, which is classes or sets of labels");
    }
    for (SavedNetwork other : List.of(tagger, classifier, labels, language)) {
      assertRefused(
          () -> other.regressor(0), "expected the output of a regressor, which is numbers");
    }
  }

  private static void assertRefused(Executable use, String expected) {
    String message = assertThrows(InvalidInputException.class, use).getMessage();
    assertTrue(message.contains(expected), message);
  }

  /**
   * Models were once saved with a field for the existence of tokens, which the modules also show.
   */
  @Test
  void aFieldThatIsNoLongerWrittenIsPassedOver() throws IOException {
    Path saved = Path.of("src/test/resources/saved/v2/tagger");
    Path copy = Files.createDirectories(dir.resolve("tagger"));
    for (String name : List.of("tokens.txt", "labels.txt", NetworkFiles.WEIGHTS)) {
      Files.copy(saved.resolve(name), copy.resolve(name));
    }
    String json = Files.readString(saved.resolve(NetworkFiles.FILE));
    assertTrue(!json.contains("\"tokens\" :"), json);
    Files.writeString(
        copy.resolve(NetworkFiles.FILE),
        json.replace("\"lowercase\" :", "\"tokens\" : true, \"lowercase\" :"));
    assertArrayEquals(SavedNetwork.load(saved).weights(), SavedNetwork.load(copy).weights());
  }
}
