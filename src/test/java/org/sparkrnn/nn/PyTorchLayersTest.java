package org.sparkrnn.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sparkrnn.data.Column;
import org.sparkrnn.data.EncodedSequence;
import org.sparkrnn.data.PackedBatch;
import org.sparkrnn.data.Readout;
import org.sparkrnn.data.Safetensors;
import org.sparkrnn.data.SequenceBlock;
import org.sparkrnn.data.Targets;
import org.sparkrnn.data.TokenColumn;
import org.sparkrnn.nn.input.CategoriesSpec;
import org.sparkrnn.nn.input.CharacterLstmSpec;
import org.sparkrnn.nn.input.CharactersSpec;
import org.sparkrnn.nn.output.PoolingType;
import org.sparkrnn.nn.sequence.CellType;
import org.sparkrnn.nn.sequence.ConvolutionSpec;
import org.sparkrnn.testkit.Cases;
import org.sparkrnn.testkit.Networks;

/**
 * Compares convolutions, learned initial states, tied embeddings, features joined to embeddings,
 * dropout, also of recurrent states, carried states, minGRU, layer normalization, residual
 * connections, poolings, characters of words by a convolution and by an LSTM, and categories of
 * sequences with PyTorch in double, stored by src/test/python/make_layer_references.py.
 */
class PyTorchLayersTest {
  private static final Path REFERENCES = Path.of("src/test/resources/references/layers");

  static List<Path> references() throws IOException {
    try (Stream<Path> files = Files.list(REFERENCES)) {
      return files.sorted().toList();
    }
  }

  @Test
  void allReferencesAreThere() throws IOException {
    assertEquals(42, references().size());
  }

  @ParameterizedTest
  @MethodSource("references")
  void lossAndGradientsAgree(Path file) throws IOException {
    Safetensors reference;
    try (InputStream in = Files.newInputStream(file)) {
      reference = Safetensors.read(in, Files.size(file), file.toString());
    }
    NetworkSpec spec = spec(reference.metadata());
    Network network = new Network(spec);
    float[] w = new float[network.layout().size()];
    for (ParamLayout.Block parameters : network.layout().blocks()) {
      double[] values = parameter(spec, reference, "", parameters);
      assertEquals(parameters.size(), values.length, parameters.name());
      for (int i = 0; i < values.length; i++) {
        w[parameters.offset() + i] = (float) values[i];
      }
    }
    SequenceBlock block = Cases.block(spec, sequences(spec, reference));
    float[] grad = new float[w.length];
    double loss =
        reference.metadata().containsKey("chunk")
            ? chunks(network, w, block, reference, grad)
            : add(network, w, Cases.packed(block), pass(reference), grad);
    double expected = reference.get("loss").doubles()[0];
    assertEquals(expected, loss, 1e-5 * expected, "loss");
    for (ParamLayout.Block parameters : network.layout().blocks()) {
      double[] values = parameter(spec, reference, "grad.", parameters);
      double error = Cases.relativeError(values, grad, parameters.offset());
      assertTrue(error < 1e-4, parameters.name() + ": relative error " + error);
    }
  }

  private static Pass pass(Safetensors reference) {
    String dropped = reference.metadata().get("dropped");
    if (dropped == null) {
      return Pass.PLAIN;
    }
    double p = Double.parseDouble(dropped);
    boolean states = Boolean.parseBoolean(reference.metadata().get("states"));
    return Pass.PLAIN.dropping(
        new Dropout(p, p, p, false).droppingStates(states ? p : 0),
        Long.parseLong(reference.metadata().get("dropoutKey")));
  }

  /** Adds a batch's gradient to {@code grad} and returns its loss. */
  private static double add(
      Network network, float[] w, PackedBatch batch, Pass pass, float[] grad) {
    Gradient gradient = network.newGradient();
    double loss = network.gradient(w, batch, network.newWorkspace(), gradient, pass);
    float[] flat = gradient.flat();
    for (int i = 0; i < grad.length; i++) {
      grad[i] += flat[i];
    }
    return loss;
  }

  /** Truncated back-propagation over all chunks in order, with summed gradients. */
  private static double chunks(
      Network network, float[] w, SequenceBlock block, Safetensors reference, float[] grad) {
    int chunk = Integer.parseInt(reference.metadata().get("chunk"));
    RecurrentState state = new RecurrentState(network.spec(), block.size());
    double loss = 0;
    for (int from = 0; from < Cases.packed(block).maxLength(); from += chunk) {
      RecurrentState next = new RecurrentState(network.spec(), block.size());
      PackedBatch batch = Cases.packed(block.steps(from, from + chunk));
      loss += add(network, w, batch, Pass.PLAIN.carrying(state, next), grad);
      state = next;
    }
    return loss;
  }

  private static NetworkSpec spec(Map<String, String> choices) {
    boolean last = Boolean.parseBoolean(choices.get("last"));
    return NetworkSpec.builder()
        .cell(CellType.valueOf(choices.get("cell").toUpperCase(Locale.ROOT)))
        .vocabularySize(Integer.parseInt(choices.get("vocabularySize")))
        .inputSize(Integer.parseInt(choices.get("inputSize")))
        .joinedFeatures(Integer.parseInt(choices.getOrDefault("joinedFeatures", "0")))
        .furtherInputs(further(choices))
        .hiddenSize(Integer.parseInt(choices.get("hiddenSize")))
        .outputSize(Integer.parseInt(choices.get("outputSize")))
        .numLayers(Integer.parseInt(choices.getOrDefault("numLayers", "1")))
        .bidirectional(Boolean.parseBoolean(choices.get("bidirectional")))
        .readout(last ? Readout.LAST_STEP : Readout.EACH_STEP)
        .pooling(
            constant(
                PoolingType.values(),
                PoolingType::paramValue,
                choices.getOrDefault("pooling", "last")))
        .convLayers(ConvolutionSpec.parse(choices.getOrDefault("convLayers", "")))
        .learnedInitialState(Boolean.parseBoolean(choices.get("learned")))
        .tiedEmbeddings(Boolean.parseBoolean(choices.get("tied")))
        .layerNorm(Boolean.parseBoolean(choices.get("layerNorm")))
        .residual(Boolean.parseBoolean(choices.get("residual")))
        .build();
  }

  private static <E> E constant(E[] constants, Function<E, String> written, String value) {
    return Arrays.stream(constants)
        .filter(constant -> written.apply(constant).equals(value))
        .findFirst()
        .orElseThrow();
  }

  private static List<InputSpec> further(Map<String, String> choices) {
    if (choices.containsKey("categoryColumns")) {
      return List.of(
          new CategoriesSpec(
              Integer.parseInt(choices.get("categoryVocabulary")),
              Integer.parseInt(choices.get("categoryColumns")),
              Integer.parseInt(choices.get("categorySize"))));
    }
    if (choices.containsKey("characterUnits")) {
      return List.of(
          new CharacterLstmSpec(
              Integer.parseInt(choices.get("characterVocabulary")),
              Integer.parseInt(choices.get("characterSize")),
              Integer.parseInt(choices.get("characterUnits"))));
    }
    return choices.containsKey("characterSpan")
        ? List.of(
            new CharactersSpec(
                Integer.parseInt(choices.get("characterVocabulary")),
                Integer.parseInt(choices.get("characterSize")),
                Integer.parseInt(choices.get("characterFilters")),
                Integer.parseInt(choices.get("characterSpan"))))
        : List.of();
  }

  /** The characters of each word of the reference; null if its words have none. */
  private static int[][] words(Safetensors reference) {
    if (!reference.metadata().containsKey("characterVocabulary")) {
      return null;
    }
    int[] characters = ints(reference, "characters");
    int[] counts = ints(reference, "characterCounts");
    int[][] words = new int[counts.length][];
    int at = 0;
    for (int n = 0; n < words.length; n++) {
      words[n] = Arrays.copyOfRange(characters, at, at += counts[n]);
    }
    return words;
  }

  private static List<EncodedSequence> sequences(NetworkSpec spec, Safetensors reference) {
    List<EncodedSequence> sequences = new ArrayList<>();
    int[] labels = ints(reference, "labels");
    int[] tokens = spec.tokenInput() ? ints(reference, "tokens") : null;
    float[] inputs = spec.features() == 0 ? null : reference.get("inputs").floats();
    int[][] words = words(reference);
    int at = 0;
    for (int length : ints(reference, "lengths")) {
      int to = at + length;
      int F = spec.features();
      EncodedSequence sequence =
          new EncodedSequence(
              length,
              tokens == null ? null : Column.tokens(Arrays.copyOfRange(tokens, at, to)),
              inputs == null
                  ? null
                  : Column.features(F, Arrays.copyOfRange(inputs, at * F, to * F)),
              spec.readout() == Readout.LAST_STEP
                  ? Targets.label(labels[sequences.size()])
                  : Targets.labels(Arrays.copyOfRange(labels, at, to)));
      if (reference.metadata().containsKey("categoryColumns")) {
        int C = Integer.parseInt(reference.metadata().get("categoryColumns"));
        int b = sequences.size();
        int[] categories = Arrays.copyOfRange(ints(reference, "categories"), b * C, (b + 1) * C);
        sequence =
            sequence.with(Column.ofLists(TokenColumn.CATEGORIES.spec(), new int[][] {categories}));
      }
      sequences.add(
          words == null
              ? sequence
              : sequence.with(
                  Column.ofLists(
                      TokenColumn.CHARACTERS.spec(), Arrays.copyOfRange(words, at, to))));
      at = to;
    }
    return sequences;
  }

  /**
   * Converts PyTorch's two biases to our one, or to a GRU's b_hn. Both biases have the same
   * gradient.
   */
  private static double[] parameter(
      NetworkSpec spec, Safetensors reference, String prefix, ParamLayout.Block block) {
    int H = Networks.recurrent(spec).get(0).hiddenSize();
    if (block.name().contains("bias_hn")) {
      double[] hh = reference.get(prefix + block.name().replace("bias_hn", "bias_hh")).doubles();
      return Arrays.copyOfRange(hh, 2 * H, 3 * H);
    }
    double[] values = reference.get(prefix + block.name()).doubles().clone();
    boolean ofCharacters = block.name().startsWith("characters."); // of an LSTM
    CellType cell = ofCharacters ? CellType.LSTM : Networks.recurrent(spec).get(0).cell();
    boolean twoBiases = cell != CellType.MINGRU;
    if (prefix.isEmpty() && twoBiases && block.name().contains("bias_ih")) {
      double[] hh = reference.get(block.name().replace("bias_ih", "bias_hh")).doubles();
      for (int i = 0; i < (cell == CellType.GRU ? 2 * H : hh.length); i++) {
        values[i] += hh[i];
      }
    }
    return values;
  }

  private static int[] ints(Safetensors reference, String name) {
    return Arrays.stream(reference.get(name).doubles()).mapToInt(v -> (int) v).toArray();
  }
}
