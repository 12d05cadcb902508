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
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sparkrnn.data.EncodedSequence;
import org.sparkrnn.data.PackedBatch;
import org.sparkrnn.data.Readout;
import org.sparkrnn.data.Targets;
import org.sparkrnn.io.Safetensors;
import org.sparkrnn.testkit.Cases;

/**
 * Convolutions, learned initial states and tied embeddings against PyTorch in double, stored by
 * src/test/python/make_layer_references.py.
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
    assertEquals(9, references().size());
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
    for (ParamLayout.Block block : network.layout().blocks()) {
      double[] values = parameter(spec, reference, "", block);
      assertEquals(block.size(), values.length, block.name());
      for (int i = 0; i < values.length; i++) {
        w[block.offset() + i] = (float) values[i];
      }
    }
    PackedBatch batch = Cases.packed(Cases.block(spec, sequences(spec, reference)));
    Gradient gradient = network.newGradient();
    double loss = network.gradient(w, batch, network.newWorkspace(), gradient);
    double expected = reference.get("loss").doubles()[0];
    assertEquals(expected, loss, 1e-5 * expected, "loss");
    float[] grad = gradient.flat();
    for (ParamLayout.Block block : network.layout().blocks()) {
      double[] values = parameter(spec, reference, "grad.", block);
      double error = Cases.relativeError(values, grad, block.offset());
      assertTrue(error < 1e-4, block.name() + ": relative error " + error);
    }
  }

  private static NetworkSpec spec(Map<String, String> choices) {
    boolean last = Boolean.parseBoolean(choices.get("last"));
    return NetworkSpec.builder()
        .cell(CellType.valueOf(choices.get("cell").toUpperCase(Locale.ROOT)))
        .vocabularySize(Integer.parseInt(choices.get("vocabularySize")))
        .inputSize(Integer.parseInt(choices.get("inputSize")))
        .hiddenSize(Integer.parseInt(choices.get("hiddenSize")))
        .outputSize(Integer.parseInt(choices.get("outputSize")))
        .numLayers(Integer.parseInt(choices.getOrDefault("numLayers", "1")))
        .bidirectional(Boolean.parseBoolean(choices.get("bidirectional")))
        .readout(last ? Readout.LAST_STEP : Readout.EACH_STEP)
        .convLayers(ConvLayer.parse(choices.getOrDefault("convLayers", "")))
        .learnedInitialState(Boolean.parseBoolean(choices.get("learned")))
        .tiedEmbeddings(Boolean.parseBoolean(choices.get("tied")))
        .build();
  }

  private static List<EncodedSequence> sequences(NetworkSpec spec, Safetensors reference) {
    List<EncodedSequence> sequences = new ArrayList<>();
    int[] labels = ints(reference, "labels");
    int[] tokens = spec.tokenInput() ? ints(reference, "tokens") : null;
    float[] inputs = spec.tokenInput() ? null : reference.get("inputs").floats();
    int at = 0;
    for (int length : ints(reference, "lengths")) {
      int to = at + length;
      int I = spec.inputSize();
      sequences.add(
          new EncodedSequence(
              length,
              tokens == null ? null : Arrays.copyOfRange(tokens, at, to),
              inputs == null ? null : Arrays.copyOfRange(inputs, at * I, to * I),
              spec.readout() == Readout.LAST_STEP
                  ? Targets.label(labels[sequences.size()])
                  : Targets.labels(Arrays.copyOfRange(labels, at, to)),
              1f));
      at = to;
    }
    return sequences;
  }

  /** PyTorch's two biases as our one, or as a GRU's b_hn. Both biases have the same gradient. */
  private static double[] parameter(
      NetworkSpec spec, Safetensors reference, String prefix, ParamLayout.Block block) {
    int H = spec.hiddenSize();
    if (block.name().contains("bias_hn")) {
      double[] hh = reference.get(prefix + block.name().replace("bias_hn", "bias_hh")).doubles();
      return Arrays.copyOfRange(hh, 2 * H, 3 * H);
    }
    double[] values = reference.get(prefix + block.name()).doubles().clone();
    if (prefix.isEmpty() && block.name().contains("bias_ih")) {
      double[] hh = reference.get(block.name().replace("bias_ih", "bias_hh")).doubles();
      for (int i = 0; i < (spec.cell() == CellType.GRU ? 2 * H : hh.length); i++) {
        values[i] += hh[i];
      }
    }
    return values;
  }

  private static int[] ints(Safetensors reference, String name) {
    return Arrays.stream(reference.get(name).doubles()).mapToInt(v -> (int) v).toArray();
  }
}
