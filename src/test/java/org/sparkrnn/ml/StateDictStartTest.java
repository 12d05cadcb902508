package org.sparkrnn.ml;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.Safetensors;
import org.sparkrnn.nn.Network;
import org.sparkrnn.nn.ParamLayout;
import org.sparkrnn.testkit.ToyData;

/** Training from the tensors of a PyTorch module, with its own names and order. */
class StateDictStartTest {
  private static final int D = 4;
  private static final int H = 3;
  private static final String[] PREFIXES = {"embedding.=words.", "rnn.=encoder.", "output.=fc."};

  @TempDir Path dir;
  private final Map<String, int[]> shapes = new LinkedHashMap<>();
  private final Map<String, float[]> values = new LinkedHashMap<>();
  private String tokens;
  private String labels;

  private void put(String name, int... shape) {
    float[] all = new float[Arrays.stream(shape).reduce(1, (a, b) -> a * b)];
    Random random = new Random(name.hashCode());
    for (int i = 0; i < all.length; i++) {
      all[i] = (float) random.nextGaussian();
    }
    shapes.put(name, shape);
    values.put(name, all);
  }

  private void remove(String name) {
    shapes.remove(name);
    values.remove(name);
  }

  private void layer(String suffix, int gates, int inputs) {
    put("encoder.weight_ih_" + suffix, gates * H, inputs);
    put("encoder.weight_hh_" + suffix, gates * H, H);
    put("encoder.bias_ih_" + suffix, gates * H);
    put("encoder.bias_hh_" + suffix, gates * H);
  }

  /**
   * Writes the tensors of a tagger with its own order of tokens and labels and two bidirectional
   * LSTM layers.
   */
  @BeforeEach
  void module() throws IOException {
    put("words.weight", 5, D);
    for (String direction : List.of("", "_reverse")) {
      layer("l0" + direction, 4, D);
      layer("l1" + direction, 4, 2 * H);
    }
    put("fc.weight", 4, 2 * H);
    put("fc.bias", 4);
    tokens = text("tokens.txt", "<pad>", "c", "b", "a", "<unk>");
    labels = text("labels.txt", "S", "C", "A", "B");
  }

  private String text(String name, String... lines) throws IOException {
    return Files.writeString(dir.resolve(name), String.join("\n", lines) + "\n").toString();
  }

  private String file() {
    Safetensors.Writer writer = new Safetensors.Writer();
    shapes.forEach((name, shape) -> writer.add(name, shape, values.get(name)));
    Path file = dir.resolve("module.safetensors");
    try (OutputStream out = Files.newOutputStream(file)) {
      writer.write(out);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return file.toString();
  }

  private SequenceTagger tagger() {
    return new SequenceTagger()
        .setAutomatic(false)
        .setMaxEpochs(1)
        .setNumShards(2)
        .setInitialModel(file())
        .setInitialPrefixes(PREFIXES)
        .setInitialVocabularies("tokens=" + tokens, "labels=" + labels);
  }

  private SequenceTagger frozen() {
    return tagger().setFrozenBlocks("embedding", "rnn", "output");
  }

  private static Dataset<Row> rows() {
    return ToyData.tokens(20, 1);
  }

  private static float[] tensor(RnnModel<?, ?> model, String name) {
    ParamLayout.Block block = new Network(model.network()).layout().block(name);
    return Arrays.copyOfRange(model.weights(), block.offset(), block.end());
  }

  private static float[] row(float[] matrix, int row, int size) {
    return Arrays.copyOfRange(matrix, row * size, (row + 1) * size);
  }

  @Test
  void sizesAreInferredAndRowsGoToTheirEntries() {
    SequenceTaggerModel model = frozen().fit(rows());
    assertEquals("lstm", model.getCell());
    assertEquals(H, model.getHiddenSize());
    assertEquals(D, model.getEmbeddingSize());
    assertEquals(2, model.getNumLayers());
    assertTrue(model.getBidirectional());
    assertEquals(List.of("<unk>", "<pad>", "c", "b", "a"), model.encoder().tokens().entries());
    assertEquals(List.of("S", "C", "A", "B"), model.encoder().labels().entries());
    float[] table = tensor(model, "embedding.weight");
    int[] order = {4, 0, 1, 2, 3};
    for (int i = 0; i < order.length; i++) {
      assertArrayEquals(row(values.get("words.weight"), order[i], D), row(table, i, D));
    }
    assertArrayEquals(values.get("fc.weight"), tensor(model, "output.weight"));
    for (String of : List.of("weight_ih_l0", "weight_hh_l1_reverse")) {
      assertArrayEquals(values.get("encoder." + of), tensor(model, "rnn." + of), of);
    }
    float[] bias = tensor(model, "rnn.bias_ih_l1");
    for (int i = 0; i < bias.length; i++) {
      float sum = values.get("encoder.bias_ih_l1")[i] + values.get("encoder.bias_hh_l1")[i];
      assertEquals(sum, bias[i]);
    }
  }

  @ParameterizedTest
  @CsvSource({"1, elman", "3, gru", "4, lstm"})
  void theCellFollowsFromTheNumberOfGates(int gates, String cell) {
    for (String name : List.copyOf(shapes.keySet())) {
      if (name.startsWith("encoder.")) {
        remove(name);
      }
    }
    layer("l0", gates, D);
    put("fc.weight", 4, H);
    SequenceTaggerModel model = frozen().fit(rows());
    assertEquals(cell, model.getCell());
    assertEquals(1, model.getNumLayers());
    assertFalse(model.getBidirectional());
    assertEquals(H, model.network().hiddenWidth());
  }

  @Test
  void settingsOfTheDataAreNotAddedToTheModule() {
    SequenceTagger chosen =
        tagger().setAutomatic(true).copy(ParamMap.empty()).withChosenSettings(rows());
    assertEquals(H, chosen.getHiddenSize());
    assertEquals(0, chosen.getCharacterFilters());
    assertEquals("softmax", chosen.getOutputLayer());
    assertEquals("", chosen.getConvLayers());
  }

  @Test
  void casedTokensStayCased() throws IOException {
    Dataset<Row> words =
        rows().withColumn("tokens", functions.expr("transform(tokens, t -> concat('word', t))"));
    SequenceTagger automatic = tagger().setAutomatic(true).setInitialPrefixes("embedding.=words.");
    assertTrue(automatic.withChosenSettings(words).getLowercase());
    tokens = text("cased.txt", "<unk>", "worda", "wordb", "Worda", "wordc");
    SequenceTagger cased = automatic.setInitialVocabularies("tokens=" + tokens, "labels=" + labels);
    assertFalse(cased.withChosenSettings(words).getLowercase());
  }

  @Test
  void layersWithoutBiasesHaveZeros() {
    for (String name : List.copyOf(shapes.keySet())) {
      if (name.contains("bias")) {
        remove(name);
      }
    }
    SequenceTaggerModel model = frozen().fit(rows());
    assertArrayEquals(new float[4 * H], tensor(model, "rnn.bias_ih_l0"));
    assertArrayEquals(new float[4], tensor(model, "output.bias"));
  }

  @Test
  void layersAloneSayHowWideTheEmbeddingIs() {
    SequenceTagger layers = tagger().setInitialPrefixes("rnn.=encoder.").setFrozenBlocks("rnn.");
    layers.clear(layers.initialVocabularies());
    SequenceTaggerModel model = layers.fit(rows());
    assertEquals(D, model.getEmbeddingSize());
    assertArrayEquals(values.get("encoder.weight_hh_l1"), tensor(model, "rnn.weight_hh_l1"));
  }

  @Test
  void aClassifierReadsWhatTheOutputIsWideEnoughFor() {
    for (String[] widthAndReadout : new String[][] {{"1", "lastStep"}, {"2", "meanMax"}}) {
      put("fc.weight", 4, 2 * H * Integer.parseInt(widthAndReadout[0]));
      SequenceClassifier classifier =
          new SequenceClassifier()
              .setLabelCol("id")
              .setMaxEpochs(1)
              .setInitialModel(file())
              .setInitialPrefixes(PREFIXES)
              .setInitialVocabularies("tokens=" + tokens, "labels=" + labels);
      assertEquals(widthAndReadout[1], classifier.withChosenSettings(rows()).getReadout());
    }
  }

  private void assertRefused(RnnEstimator<?, ?> estimator, String... texts) {
    String message =
        assertThrows(InvalidInputException.class, () -> estimator.fit(rows())).getMessage();
    for (String text : texts) {
      assertTrue(message.contains(text), message);
    }
  }

  @Test
  void rowsOfUnknownEntriesAreRefused() throws IOException {
    assertRefused(
        tagger().setInitialVocabularies("labels=" + labels),
        "has the tensor words.weight[5, 4], whose rows belong to tokens, but nothing says to which; set initialVocabularies=tokens=FILE");
    assertRefused(
        tagger().setInitialVocabularies("tokens=" + tokens),
        "has the tensor fc.bias[4], whose rows belong to labels");
    assertRefused(
        tagger()
            .setInitialPrefixes("output.bias=fc.bias")
            .setInitialVocabularies("tokens=" + tokens),
        "has the tensor fc.bias[4], whose rows belong to labels");
    assertRefused(
        tagger().setInitialVocabularies("tokens=" + labels, "labels=" + labels),
        "initialVocabularies has 4 tokens, but the tensor words.weight of initialModel",
        "has 5 rows; expected a row for each");
    assertRefused(
        tagger().setInitialVocabularies("token=" + tokens),
        "initialVocabularies has \"token=" + tokens + "\"; expected NAME=PATH");
    assertRefused(
        tagger().setInitialVocabularies("tokens=" + dir.resolve("none")), "none of initialVocab");
    tokens = text("twice.txt", "a", "b", "a", "c", "d");
    assertRefused(tagger(), "\"a\", occurs twice");
  }

  @Test
  void whatDoesNotFitIsRefused() {
    assertRefused(
        tagger().setHiddenSize(5),
        "rnn.weight_hh_l0 has shape [12, 3] there and [20, 5] here",
        "set hiddenSize=3 (it is 5)");
    put("decoder.weight", 2, 2);
    assertRefused(
        tagger()
            .setInitialPrefixes("embedding.=words.", "rnn.=encoder.", "output.=fc.", "decoder."),
        "decoder.weight has shape [2, 2] there and is not in this network",
        "leave tensors out with initialPrefixes");
    assertRefused(
        tagger().setInitialPrefixes("rnn.=lstm."),
        "initialPrefixes has \"lstm.\", but no name of a tensor",
        "the tensors are words.weight, encoder.weight_ih_l0");
    assertRefused(
        tagger().setInitialPrefixes("rnn.=encoder.", "x=encoder."),
        "initialPrefixes has two pairs for the names that begin with \"encoder.\"");
    assertRefused(
        tagger().setInitialPrefixes("output.=fc.", "output.=decoder."),
        "the tensors fc.weight and decoder.weight of initialModel",
        "the same name output.weight");
    put("conv.0.weight", 6, D, 3);
    assertRefused(
        tagger().setInitialPrefixes("conv.", "rnn.=encoder."),
        "has convolutions, whose strides do not follow from their shapes; set convLayers, as in convLayers=6x3");
    values.get("words.weight")[3] = Float.NaN;
    assertRefused(tagger(), "tensor words.weight has NaN at element 3; weights must be finite");
  }

  @Test
  void picklesAreRefusedByName() throws IOException {
    ByteArrayOutputStream zip = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(zip)) {
      out.putNextEntry(new ZipEntry("archive/data.pkl"));
    }
    Map<String, byte[]> files =
        Map.of(
            "model.pt", zip.toByteArray(),
            "weights.safetensors", zip.toByteArray(),
            "pytorch_model.bin", new byte[] {(byte) 0x80, 2, (byte) 0x8a, 10, 'l', 1, 2, 3, 4, 5},
            "model.weights", new byte[] {(byte) 0x80, 4, (byte) 0x95, 0, 0, 0, 0, 0, 0, 0, 0},
            "short.pth", new byte[] {'('});
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      Path path = Files.write(dir.resolve(file.getKey()), file.getValue());
      assertRefused(
          tagger().setInitialModel(path.toString()),
          file.getKey() + " is a pickle, which is not read because reading it can run any code",
          "safetensors.torch.save_file(model.state_dict(), \"weights.safetensors\")");
    }
    Path cut = dir.resolve("cut.safetensors");
    Files.write(cut, Arrays.copyOf(Files.readAllBytes(Path.of(file())), 2000));
    assertRefused(tagger().setInitialModel(cut.toString()), "is not a complete safetensors file");
    // A header of 640 bytes begins with the two bytes of a pickle.
    remove("encoder.weight_ih_l0");
    Path odd = dir.resolve("odd.bin");
    Files.write(
        odd, ("\u0080\u0002\0\0\0\0\0\0{").getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
    assertRefused(tagger().setInitialModel(odd.toString()), "is not a complete safetensors file");
  }

  @Test
  void aLanguageModelHasItsTokensAsOutputsToo() throws IOException {
    for (String name : List.copyOf(shapes.keySet())) {
      if (name.endsWith("_reverse")) {
        remove(name);
      }
    }
    layer("l1", 4, H);
    put("fc.weight", 5, H);
    put("fc.bias", 5);
    tokens = text("text.txt", "<unk>", "</s>", "c", "a", "x");
    LanguageModel language =
        new LanguageModel()
            .setAutomatic(false)
            .setMaxEpochs(1)
            .setNumShards(2)
            .setInitialModel(file())
            .setInitialPrefixes(PREFIXES)
            .setInitialVocabularies("tokens=" + tokens)
            .setFrozenBlocks("embedding", "rnn", "output");
    TrainedLanguageModel model = language.fit(rows());
    assertEquals(List.of("<unk>", "</s>", "c", "a", "x", "b"), model.encoder().tokens().entries());
    assertArrayEquals(
        values.get("fc.weight"), Arrays.copyOf(tensor(model, "output.weight"), 5 * H));
    assertArrayEquals(values.get("fc.bias"), Arrays.copyOf(tensor(model, "output.bias"), 5));
  }
}
