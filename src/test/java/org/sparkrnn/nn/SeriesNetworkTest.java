package org.sparkrnn.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.PackedBatch;
import org.sparkrnn.data.Readout;
import org.sparkrnn.data.SequenceBlock;
import org.sparkrnn.data.SequenceEncoder;
import org.sparkrnn.data.SeriesForm;
import org.sparkrnn.data.SeriesScaling;
import org.sparkrnn.data.SeriesSteps;
import org.sparkrnn.data.SeriesViews;
import org.sparkrnn.data.TokenColumn;
import org.sparkrnn.data.Vocabulary;
import org.sparkrnn.data.WindowScale;
import org.sparkrnn.nn.input.CategoriesSpec;
import org.sparkrnn.nn.output.HeadType;
import org.sparkrnn.nn.output.Loss;
import org.sparkrnn.nn.output.LossType;
import org.sparkrnn.nn.sequence.CellType;
import org.sparkrnn.nn.sequence.PatchSpec;
import org.sparkrnn.testkit.Cases;
import org.sparkrnn.testkit.CentralDifferences;
import org.sparkrnn.testkit.twin.PlainNetwork;

/**
 * Networks of series: values relative to level and scale of the window, and steps joined to
 * patches.
 */
@Execution(ExecutionMode.CONCURRENT)
class SeriesNetworkTest {
  private static final int H = 3;
  private static final SeriesForm FORM = form(0);

  /**
   * In {@link #block}, two series have the same second category, and one has an unknown first
   * category.
   */
  private static final Vocabulary CATEGORIES =
      new Vocabulary(List.of(Vocabulary.UNKNOWN, "0=a", "0=b", "0=never", "1=x", "1=y"), false);

  private static SeriesForm form(int categories) {
    return new SeriesForm(9, H).withInputs(2, 1, categories);
  }

  static List<NetworkSpec> networks() {
    List<NetworkSpec> specs = new ArrayList<>();
    for (CellType cell : CellType.values()) {
      for (int patch : new int[] {1, 2, 4}) {
        NetworkBuilder network =
            NetworkSpec.builder()
                .cell(cell)
                .inputSize(FORM.width())
                .hiddenSize(4)
                .outputSize(H)
                .readout(Readout.LAST_STEP)
                .head(HeadType.IDENTITY)
                .loss(Loss.ofReals(LossType.HUBER, 0.3))
                .scaledSeries(true)
                .patch(patch);
        specs.add(network.build());
        specs.add(network.linearSkip(2).layerNorm(true).numLayers(2).build());
        specs.add(network.furtherInputs(List.of(new CategoriesSpec(6, 2, 3))).build());
      }
    }
    return specs;
  }

  /** Windows of series of different lengths, as views of their steps. */
  private static SequenceBlock block(int columns) {
    SeriesForm form = form(columns);
    SequenceEncoder encoder = SequenceEncoder.ofValues(null, form.width(), H);
    encoder = columns == 0 ? encoder : encoder.with(TokenColumn.CATEGORIES, CATEGORIES);
    SplittableRandom random = new SplittableRandom(5);
    WindowScale scale = new WindowScale(SeriesScaling.SEASON, 2);
    List<SeriesViews> pieces = new ArrayList<>();
    for (int length : new int[] {14, 4, 9}) {
      double[] x = random.doubles(3L * length, -1, 1).toArray();
      for (int t = 0; t < length; t++) {
        x[3 * t] += 50; // values are scaled, the other numbers are not
      }
      SeriesSteps series = new SeriesSteps("s", 0, x, 3, length, length, named(length, columns));
      int[] origins = new int[FORM.trainingWindows(series)];
      for (int i = 0; i < origins.length; i++) {
        origins[i] = FORM.trainingOrigin(series, i);
      }
      pieces.add(SeriesViews.of(series, origins, form, scale, encoder));
    }
    return SeriesViews.block(
        pieces.iterator(), pieces.stream().mapToInt(SeriesViews::windows).sum(), form);
  }

  private static String[] named(int length, int columns) {
    String[] all = {length == 4 ? "new" : length == 9 ? "a" : "b", length == 9 ? "y" : "x"};
    return Arrays.copyOf(all, columns);
  }

  @ParameterizedTest
  @MethodSource("networks")
  void everyParameterBlockAgreesWithCentralDifferences(NetworkSpec spec) {
    Network network = new Network(spec);
    float[] w = Cases.parameters(network.layout().size(), 11);
    PackedBatch batch = new PackedBatch();
    batch.pack(block(spec.inputs().size() > 1 ? 2 : 0));
    Gradient gradient = network.newGradient();
    double loss = network.gradient(w, batch, network.newWorkspace(), gradient);
    double[] exact = CentralDifferences.doubles(w);
    double expected = new PlainNetwork(spec, network.layout(), exact).loss(batch);
    assertEquals(expected, loss, 1e-5 * Math.abs(expected));
    CentralDifferences.assertAgree(
        network.layout(),
        w,
        gradient.flat(),
        v -> new PlainNetwork(spec, network.layout(), v).loss(batch));
    assertEquals(spec, NetworkSpec.ofMap("a copy", spec.toMap()));
  }

  @Test
  void unknownCategoriesAreZerosAndOnlyThoseOfTheBatchLearn() {
    NetworkSpec spec = networks().get(2);
    Network network = new Network(spec);
    float[] w = Cases.parameters(network.layout().size(), 11);
    PackedBatch batch = new PackedBatch();
    batch.pack(block(2));
    Gradient gradient = network.newGradient();
    double loss = network.gradient(w, batch, network.newWorkspace(), gradient);
    assertArrayEquals(new int[] {1, 2, 4, 5}, gradient.rows(), "not the unknown, not \"never\"");
    ParamLayout.Block table = network.layout().block("categories.weight");
    w[table.offset()] = 1e6f; // the row of the unknown category, which is never read
    assertEquals(loss, network.gradient(w, batch, network.newWorkspace(), network.newGradient()));
  }

  @Test
  void windowsAreViewsOfStepsThatAreStoredOnce() {
    SequenceBlock block = block(0);
    // 14 steps: windows end at 6..11, because half of the 11 before the last horizon are too short
    int windows = 6 + 1 + 4;
    assertEquals(windows, block.size());
    int stored = 11 + 1 + 6;
    assertEquals(
        4L * (stored * 3 + windows * (H + 2) + windows + windows + 1), block.bytes(), "bytes");
  }

  @Test
  void patchesHaveToFit() {
    String message = assertThrows(InvalidInputException.class, () -> new PatchSpec(0)).getMessage();
    assertTrue(message.startsWith("patch is 0; it is"), message);
    NetworkBuilder each =
        NetworkSpec.builder().cell(CellType.GRU).inputSize(2).hiddenSize(3).outputSize(2).patch(3);
    message = assertThrows(InvalidInputException.class, each::build).getMessage();
    assertTrue(message.startsWith("the network has a patch of 3 steps with stride 3"), message);
    NetworkSpec spec = each.readout(Readout.LAST_STEP).build();
    message = assertThrows(InvalidInputException.class, spec::stateSize).getMessage();
    assertTrue(message.startsWith("patch is 3, so 3 steps are read at once"), message);
  }
}
