package org.sparkrnn.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparkrnn.data.Column;
import org.sparkrnn.data.ColumnSpec;
import org.sparkrnn.data.EncodedSequence;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.PackedBatch;
import org.sparkrnn.data.Readout;
import org.sparkrnn.data.Safetensors;
import org.sparkrnn.data.SequenceBlock;
import org.sparkrnn.data.SequenceEncoder;
import org.sparkrnn.data.SeriesForm;
import org.sparkrnn.data.SeriesScaling;
import org.sparkrnn.data.SeriesSteps;
import org.sparkrnn.data.SeriesViews;
import org.sparkrnn.data.WindowScale;
import org.sparkrnn.nn.output.HeadType;
import org.sparkrnn.nn.output.LinearOutputSpec;
import org.sparkrnn.nn.output.Loss;
import org.sparkrnn.nn.output.LossType;
import org.sparkrnn.nn.sequence.CellType;
import org.sparkrnn.testkit.Cases;
import org.sparkrnn.testkit.CentralDifferences;
import org.sparkrnn.testkit.twin.PlainNetwork;

/** Networks that go on over the steps ahead, and read numbers that are missing as such. */
@Execution(ExecutionMode.CONCURRENT)
class DecoderNetworkTest {
  private static final int H = 4;
  private static final int WIDTH = 3; // the value, another number of the past, one known before

  private static NetworkBuilder decoder(CellType cell, int patch) {
    return NetworkSpec.builder()
        .cell(cell)
        .inputSize(WIDTH)
        .hiddenSize(4)
        .readout(Readout.LAST_STEP)
        .scaledSeries(true)
        .patch(patch)
        .decoder(2, H);
  }

  static List<NetworkSpec> networks() {
    List<NetworkSpec> specs = new ArrayList<>();
    for (CellType cell : CellType.values()) {
      for (int patch : new int[] {1, 2, 4}) {
        NetworkBuilder network = decoder(cell, patch).indicators(cell == CellType.GRU ? 3 : 0);
        network.head(HeadType.IDENTITY).outputSize(H).loss(Loss.ofReals(LossType.HUBER, 0.3));
        specs.add(network.build());
        network.linearSkip(1).layerNorm(true).numLayers(2);
        network.outputSize(2 * H).loss(Loss.ofQuantiles(0.2f, 0.5f));
        specs.add(network.build());
        network.head(HeadType.LIKELIHOOD).loss(Loss.ofLikelihood(LossType.GAUSSIAN));
        specs.add(network.build());
        specs.add(network.loss(Loss.ofLikelihood(LossType.NEGATIVE_BINOMIAL)).build());
      }
    }
    return specs;
  }

  private static SeriesForm form(NetworkSpec spec) {
    LossType loss = ((LinearOutputSpec) spec.output()).loss().type();
    return new SeriesForm(7, H)
        .withOutputs(spec.outputSize() / H, loss == LossType.NEGATIVE_BINOMIAL)
        .withInputs(2, 1, 0)
        .with(true, spec.inputSize() == WIDTH + 3);
  }

  /** Counts, and two other numbers; a quarter is missing where that has a mask. */
  private static SeriesSteps series(int length, boolean missing, double future) {
    SplittableRandom random = new SplittableRandom(length);
    double[] x = new double[WIDTH * length];
    for (int t = 0; t < length; t++) {
      double factor = t < length - H ? 1 : future;
      x[WIDTH * t] = factor * (20 + random.nextInt(9));
      x[WIDTH * t + 1] = factor * random.nextDouble();
      x[WIDTH * t + 2] = random.nextDouble();
      for (int j = 0; j < WIDTH; j++) {
        x[WIDTH * t + j] = missing && random.nextInt(4) == 0 ? Double.NaN : x[WIDTH * t + j];
      }
    }
    return new SeriesSteps("s", 0, x, WIDTH, length, length);
  }

  private static PackedBatch batch(NetworkSpec spec) {
    SeriesForm form = form(spec);
    SequenceEncoder encoder = SequenceEncoder.ofValues(null, WIDTH, spec.outputSize());
    boolean likely = ((LinearOutputSpec) spec.output()).head() == HeadType.LIKELIHOOD;
    SeriesScaling scaling = likely ? SeriesScaling.MEAN : SeriesScaling.SEASON;
    List<SeriesViews> pieces = new ArrayList<>();
    for (int length : new int[] {14, 5, 9}) {
      SeriesSteps series = series(length, form.masked(), 1);
      int[] origins = new int[form.trainingWindows(series)];
      for (int i = 0; i < origins.length; i++) {
        origins[i] = form.trainingOrigin(series, i);
      }
      pieces.add(SeriesViews.of(series, origins, form, new WindowScale(scaling, 2), encoder));
    }
    SequenceBlock block =
        SeriesViews.block(
            pieces.iterator(), pieces.stream().mapToInt(SeriesViews::windows).sum(), form);
    PackedBatch batch = new PackedBatch();
    batch.pack(block);
    return batch;
  }

  @ParameterizedTest
  @MethodSource("networks")
  void everyParameterBlockAgreesWithCentralDifferences(NetworkSpec spec) {
    Network network = new Network(spec);
    float[] w = Cases.parameters(network.layout().size(), 11);
    PackedBatch batch = batch(spec);
    Gradient gradient = network.newGradient();
    double loss = network.gradient(w, batch, network.newWorkspace(), gradient);
    double[] exact = CentralDifferences.doubles(w);
    double expected = new PlainNetwork(spec, network.layout(), exact).loss(batch);
    assertEquals(expected, loss, 1e-5 * Math.abs(expected));
    double found = network.evaluate(w, batch, network.newWorkspace()).meanLoss();
    assertEquals(expected / batch.sequences(), found, 1e-5 * Math.abs(expected));
    CentralDifferences.assertAgree(
        network.layout(),
        w,
        gradient.flat(),
        v -> new PlainNetwork(spec, network.layout(), v).loss(batch));
    assertEquals(spec, NetworkSpec.ofMap("a copy", spec.toMap()));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void whatIsKnownOfTheStepsAheadIsReadAndNothingElse(int patch) {
    NetworkSpec spec = decoder(CellType.LSTM, patch).head(HeadType.IDENTITY).outputSize(H).build();
    Network network = new Network(spec);
    float[] w = Cases.parameters(network.layout().size(), 5);
    SeriesForm form = form(spec);
    List<float[]> outputs = new ArrayList<>();
    for (double future : new double[] {0, 100, Double.NaN}) {
      outputs.add(outputs(network, w, form, series(12, false, future)));
    }
    assertArrayEquals(outputs.get(0), outputs.get(1));
    assertArrayEquals(outputs.get(0), outputs.get(2));
    SeriesSteps known = series(12, false, 0);
    known.numbers()[WIDTH * 11 + 2] += 1; // of the last step
    float[] changed = outputs(network, w, form, known);
    boolean patched = patch > 1; // whose steps are read together
    assertEquals(outputs.get(0)[1], changed[1], "steps before it do not see it");
    assertEquals(!patched, outputs.get(0)[2] == changed[2]);
    assertNotEquals(outputs.get(0)[3], changed[3]);
  }

  private static float[] outputs(Network network, float[] w, SeriesForm form, SeriesSteps series) {
    WindowScale scale = new WindowScale(SeriesScaling.LEVEL, 3);
    scale.measure(series.numbers(), WIDTH, form.begin(8), 8);
    SequenceEncoder encoder = SequenceEncoder.ofValues(null, WIDTH, H);
    PackedBatch batch = new PackedBatch();
    batch.pack(SequenceBlock.of(List.of(form.sequence(series, 8, scale, encoder)), WIDTH));
    return Arrays.copyOf(network.outputs(w, batch, network.newWorkspace()), H);
  }

  /** Two calls of PyTorch, the second of which begins with the state where the first ended. */
  @ParameterizedTest
  @ValueSource(strings = {"lstm", "gru"})
  void agreesWithPyTorch(String cell) throws IOException {
    Path file = Path.of("src/test/resources/references/decoder/" + cell + ".safetensors");
    Safetensors reference;
    try (InputStream in = Files.newInputStream(file)) {
      reference = Safetensors.read(in, Files.size(file), file.toString());
    }
    NetworkSpec spec =
        decoder(cell.equals("lstm") ? CellType.LSTM : CellType.GRU, 1)
            .hiddenSize(5)
            .head(HeadType.IDENTITY)
            .loss(Loss.ofReals(LossType.ABSOLUTE, 1))
            .outputSize(2 * H)
            .build();
    Network network = new Network(spec);
    float[] w = new float[network.layout().size()];
    for (ParamLayout.Block block : network.layout().blocks()) {
      float[] values = reference.get(block.name()).floats();
      System.arraycopy(values, 0, w, block.offset(), block.size());
    }
    PackedBatch batch = new PackedBatch();
    batch.pack(block(spec, reference));
    Gradient gradient = network.newGradient();
    double loss = network.gradient(w, batch, network.newWorkspace(), gradient);
    assertEquals(reference.get("loss").doubles()[0], loss, 1e-5 * loss);
    for (ParamLayout.Block block : network.layout().blocks()) {
      double[] expected = reference.get("grad." + block.name()).doubles();
      for (int i = 0; i < expected.length; i++) {
        float found = gradient.flat()[block.offset() + i];
        assertEquals(expected[i], found, 1e-5 * (1 + Math.abs(expected[i])), block.name());
      }
    }
    float[] outputs = network.outputs(w, batch, network.newWorkspace());
    double[] expected = reference.get("outputs").doubles();
    for (int i = 0; i < expected.length; i++) {
      int b = batch.position(i / (2 * H));
      assertEquals(expected[b * 2 * H + i % (2 * H)], outputs[i], 1e-5);
    }
  }

  private static SequenceBlock block(NetworkSpec spec, Safetensors reference) {
    float[] features = reference.get("features").floats();
    float[] scales = reference.get("scales").floats();
    float[] targets = reference.get("targets").floats();
    double[] lengths = reference.get("lengths").doubles();
    int K = spec.outputSize();
    List<EncodedSequence> sequences = new ArrayList<>();
    int at = 0;
    for (int b = 0; b < lengths.length; b++) {
      int to = at + (int) lengths[b] * WIDTH;
      sequences.add(
          new EncodedSequence(
              (int) lengths[b],
              Column.features(WIDTH, Arrays.copyOfRange(features, at, to)),
              Column.of(SeriesViews.SCALES, scales[2 * b], scales[2 * b + 1]),
              Column.of(
                  ColumnSpec.ofRows(ColumnSpec.TARGETS, Readout.LAST_STEP, K),
                  Arrays.copyOfRange(targets, b * K, (b + 1) * K))));
      at = to;
    }
    return SequenceBlock.of(sequences, WIDTH);
  }

  @Test
  void whatDoesNotFitIsNamed() {
    NetworkBuilder both =
        decoder(CellType.GRU, 1).head(HeadType.IDENTITY).outputSize(H).bidirectional(true);
    String message = assertThrows(InvalidInputException.class, both::build).getMessage();
    assertTrue(message.startsWith("the output is read from the last 4 steps as"), message);
    NetworkSpec spec = both.bidirectional(false).build();
    message = assertThrows(InvalidInputException.class, spec::stateSize).getMessage();
    assertTrue(message.startsWith("the output is read from the last 4 steps of a"), message);
    message =
        assertThrows(IllegalArgumentException.class, () -> both.outputSize(H + 1).build())
            .getMessage();
    assertTrue(message.startsWith("5 outputs are read from the last 4 steps; expected"), message);
  }
}
