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
import org.sparkrnn.io.Safetensors;
import org.sparkrnn.testkit.Cases;

/**
 * Outputs and gradients against those of PyTorch in double, stored by
 * src/test/python/make_references.py.
 */
class PyTorchReferenceTest {
  private static final Path REFERENCES = Path.of("src/test/resources/references");

  static List<Path> references() throws IOException {
    try (Stream<Path> files = Files.list(REFERENCES)) {
      return files.filter(f -> f.toString().endsWith(".safetensors")).sorted().toList();
    }
  }

  @Test
  void thereIsAReferenceForEveryCellDirectionAndDepth() throws IOException {
    // elman with three activations, lstm, gru: 2 directions x (2 depths x 2 inputs + a wide one)
    assertEquals(5 * 2 * 5 + 5, references().size());
  }

  @ParameterizedTest
  @MethodSource("references")
  void outputsAndGradientsAgree(Path file) throws IOException {
    Safetensors reference;
    try (InputStream in = Files.newInputStream(file)) {
      reference = Safetensors.read(in, Files.size(file), file.toString());
    }
    NetworkSpec spec = spec(reference.metadata());
    Network network = new Network(spec);
    List<EncodedSequence> sequences = sequences(spec, reference);
    PackedBatch batch = Cases.packed(Cases.block(spec, sequences));
    float[] w = new float[network.layout().size()];
    for (ParamLayout.Block block : network.layout().blocks()) {
      double[] values = parameter(spec, reference, "", block);
      for (int i = 0; i < values.length; i++) {
        w[block.offset() + i] = (float) values[i];
      }
    }
    Network.Workspace workspace = network.newWorkspace();
    Gradient gradient = network.newGradient();
    double loss = network.gradient(w, batch, workspace, gradient);
    float[] grad = gradient.flat();

    double expectedLoss = reference.get("loss").doubles()[0];
    assertEquals(expectedLoss, loss, 1e-5 * expectedLoss, "loss");
    for (ParamLayout.Block block : network.layout().blocks()) {
      double error =
          Cases.relativeError(parameter(spec, reference, "grad.", block), grad, block.offset());
      assertTrue(error < 1e-4, block.name() + ": relative error " + error);
    }
    int D = network.hiddenWidth();
    float[] hidden = network.hidden(w, batch, workspace);
    double[] expected = reference.get("hidden").doubles();
    int[] starts = starts(sequences);
    int compared = 0;
    for (int t = 0; t < batch.maxLength(); t++) {
      for (int b = 0; b < batch.batchSize(t); b++) {
        for (int j = 0; j < D; j++) {
          double e = expected[(starts[batch.position(b)] + t) * D + j];
          assertEquals(e, hidden[batch.row(b, t) * D + j], 1e-5 * Math.max(1, Math.abs(e)));
          compared++;
        }
      }
    }
    assertEquals(expected.length, compared);
  }

  private static NetworkSpec spec(Map<String, String> metadata) {
    boolean tokens = metadata.get("input").equals("tokens");
    return NetworkSpec.builder()
        .vocabularySize(tokens ? Integer.parseInt(metadata.get("vocabularySize")) : 0)
        .inputSize(Integer.parseInt(metadata.get("inputSize")))
        .cell(CellType.valueOf(metadata.get("cell").toUpperCase(Locale.ROOT)))
        .activation(Activation.valueOf(metadata.get("activation").toUpperCase(Locale.ROOT)))
        .hiddenSize(Integer.parseInt(metadata.get("hiddenSize")))
        .numLayers(Integer.parseInt(metadata.get("numLayers")))
        .bidirectional(Boolean.parseBoolean(metadata.get("bidirectional")))
        .outputSize(Integer.parseInt(metadata.get("outputSize")))
        .build();
  }

  private static List<EncodedSequence> sequences(NetworkSpec spec, Safetensors reference) {
    List<EncodedSequence> sequences = new ArrayList<>();
    int[] labels = ints(reference, "labels");
    int at = 0;
    for (int length : ints(reference, "lengths")) {
      int to = at + length;
      int I = spec.inputSize();
      sequences.add(
          new EncodedSequence(
              length,
              spec.tokenInput() ? Arrays.copyOfRange(ints(reference, "tokens"), at, to) : null,
              spec.tokenInput()
                  ? null
                  : Arrays.copyOfRange(reference.get("inputs").floats(), at * I, to * I),
              Arrays.copyOfRange(labels, at, to)));
      at = to;
    }
    return sequences;
  }

  private static int[] starts(List<EncodedSequence> sequences) {
    int[] starts = new int[sequences.size() + 1];
    for (int i = 0; i < sequences.size(); i++) {
      starts[i + 1] = starts[i] + sequences.get(i).length();
    }
    return starts;
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
    if (prefix.isEmpty() && block.name().contains("bias_ih") && spec.cell() != CellType.NONE) {
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
