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
import org.sparkrnn.data.Column;
import org.sparkrnn.data.EncodedSequence;
import org.sparkrnn.data.PackedBatch;
import org.sparkrnn.data.Readout;
import org.sparkrnn.data.Safetensors;
import org.sparkrnn.data.Targets;
import org.sparkrnn.nn.output.HeadType;
import org.sparkrnn.nn.output.Loss;
import org.sparkrnn.nn.output.LossType;
import org.sparkrnn.nn.sequence.Activation;
import org.sparkrnn.nn.sequence.CellType;
import org.sparkrnn.testkit.Cases;
import org.sparkrnn.testkit.Networks;

/**
 * Compares outputs and gradients with those of PyTorch in double, stored by
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
    assertEquals(5 * 2 * 5 + 5, references().size() - named("head-"));
    // softmax at the last step for 6 shapes; 7 heads and losses, each step and last step
    assertEquals(6 + 2 * 7, named("head-"));
  }

  private static long named(String prefix) throws IOException {
    return references().stream()
        .filter(file -> file.getFileName().toString().startsWith(prefix))
        .count();
  }

  @ParameterizedTest
  @MethodSource("references")
  void outputsAndGradientsAgree(Path file) throws IOException {
    Safetensors reference;
    try (InputStream in = Files.newInputStream(file)) {
      reference = Safetensors.read(in, Files.size(file), file.toString());
    }
    NetworkSpec spec = spec(reference);
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
    if (reference.names().contains("weight")) {
      double weight = reference.get("weight").doubles()[0];
      assertEquals(weight, network.weight(batch, network.newWorkspace()), 1e-6 * weight, "weight");
    }
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

  private static NetworkSpec spec(Safetensors reference) {
    Map<String, String> metadata = reference.metadata();
    boolean tokens = metadata.get("input").equals("tokens");
    HeadType head =
        HeadType.valueOf(metadata.getOrDefault("head", "softmax").toUpperCase(Locale.ROOT));
    String readout = metadata.getOrDefault("readout", "each").toUpperCase(Locale.ROOT);
    return NetworkSpec.builder()
        .head(head)
        .readout(Readout.valueOf(readout + "_STEP"))
        .loss(loss(head, reference))
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

  private static Loss loss(HeadType head, Safetensors reference) {
    Map<String, String> metadata = reference.metadata();
    if (head == HeadType.IDENTITY) {
      return Loss.ofReals(
          LossType.valueOf(metadata.get("lossType").toUpperCase(Locale.ROOT)),
          Double.parseDouble(metadata.get("huberDelta")));
    }
    return Loss.ofClasses(
        reference.names().contains("class_weights")
            ? reference.get("class_weights").floats()
            : null,
        Double.parseDouble(metadata.getOrDefault("labelSmoothing", "0")));
  }

  /** The targets of sequence i, whose steps are from {@code at} to {@code to}. */
  private static Column targets(NetworkSpec spec, Safetensors reference, int i, int at, int to) {
    boolean eachStep = spec.readout() == Readout.EACH_STEP;
    if (Networks.output(spec).head() == HeadType.SOFTMAX) {
      int[] labels = ints(reference, "labels");
      return eachStep
          ? Targets.labels(Arrays.copyOfRange(labels, at, to))
          : Targets.label(labels[i]);
    }
    int K = spec.outputSize();
    float[] values = reference.get("targets").floats();
    return eachStep
        ? Targets.vectors(Arrays.copyOfRange(values, at * K, to * K), K)
        : Targets.vector(Arrays.copyOfRange(values, i * K, (i + 1) * K));
  }

  private static List<EncodedSequence> sequences(NetworkSpec spec, Safetensors reference) {
    List<EncodedSequence> sequences = new ArrayList<>();
    int at = 0;
    for (int length : ints(reference, "lengths")) {
      int to = at + length;
      int I = spec.inputSize();
      sequences.add(
          new EncodedSequence(
              length,
              spec.tokenInput()
                  ? Column.tokens(Arrays.copyOfRange(ints(reference, "tokens"), at, to))
                  : null,
              spec.tokenInput()
                  ? null
                  : Column.features(
                      I, Arrays.copyOfRange(reference.get("inputs").floats(), at * I, to * I)),
              targets(spec, reference, sequences.size(), at, to)));
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
    if (prefix.isEmpty()
        && block.name().contains("bias_ih")
        && Networks.recurrent(spec).get(0).cell() != CellType.NONE) {
      double[] hh = reference.get(block.name().replace("bias_ih", "bias_hh")).doubles();
      for (int i = 0;
          i < (Networks.recurrent(spec).get(0).cell() == CellType.GRU ? 2 * H : hh.length);
          i++) {
        values[i] += hh[i];
      }
    }
    return values;
  }

  private static int[] ints(Safetensors reference, String name) {
    return Arrays.stream(reference.get(name).doubles()).mapToInt(v -> (int) v).toArray();
  }
}
