package org.sparkrnn.nn.output;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparkrnn.data.Column;
import org.sparkrnn.data.ColumnSpec;
import org.sparkrnn.data.EditDistance;
import org.sparkrnn.data.EncodedSequence;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.PackedBatch;
import org.sparkrnn.data.Readout;
import org.sparkrnn.data.Safetensors;
import org.sparkrnn.data.Targets;
import org.sparkrnn.nn.Choices;
import org.sparkrnn.nn.Criterion;
import org.sparkrnn.nn.Evaluation;
import org.sparkrnn.nn.Gradient;
import org.sparkrnn.nn.Network;
import org.sparkrnn.nn.NetworkBuilder;
import org.sparkrnn.nn.NetworkSpec;
import org.sparkrnn.nn.PrefixScorer;
import org.sparkrnn.nn.sequence.CellType;
import org.sparkrnn.nn.sequence.ConvolutionSpec;
import org.sparkrnn.testkit.Cases;

/**
 * Compares CTC with PyTorch and with the enumeration of all alignments; also tests much longer
 * inputs.
 */
class CtcTest {
  private static final Path REFERENCES = Path.of("src/test/resources/references/ctc");

  /** log probabilities of random logits. */
  private static double[] logP(int T, int K, double scale, long seed) {
    double[] o = new SplittableRandom(seed).doubles((long) T * K, -scale, 1.3 * scale).toArray();
    return logSoftmax(o, T, K);
  }

  private static double[] logSoftmax(double[] o, int T, int K) {
    double[] logP = new double[T * K];
    for (int t = 0; t < T; t++) {
      double max = Arrays.stream(o, t * K, (t + 1) * K).max().orElseThrow();
      double logZ =
          max + Math.log(Arrays.stream(o, t * K, (t + 1) * K).map(x -> Math.exp(x - max)).sum());
      for (int k = 0; k < K; k++) {
        logP[t * K + k] = o[t * K + k] - logZ;
      }
    }
    return logP;
  }

  private static CtcLattice lattice(double[] logP, int T, int K, int... z) {
    CtcLattice lattice = new CtcLattice();
    take(lattice, logP, T, K, z);
    return lattice;
  }

  private static void take(CtcLattice lattice, double[] logP, int T, int K, int... z) {
    int[] padded = new int[z.length + 3]; // labels need not begin with the array
    System.arraycopy(z, 0, padded, 2, z.length);
    lattice.take(padded, 2, z.length, T);
    for (int t = 0; t < T; t++) {
      lattice.logProbabilities()[t * (z.length + 1)] = logP[t * K + K - 1];
      for (int u = 0; u < z.length; u++) {
        lattice.logProbabilities()[t * (z.length + 1) + u + 1] = logP[t * K + z[u]];
      }
    }
  }

  /** dl/do = p - q as in {@link CtcOutput}. */
  private static double[] gradient(CtcLattice lattice, double[] logP, int T, int K, int... z) {
    double[] q = lattice.backward();
    double[] d = new double[T * K];
    for (int i = 0; i < d.length; i++) {
      d[i] = Math.exp(logP[i]);
    }
    for (int t = 0; t < T; t++) {
      d[t * K + K - 1] -= q[t * (z.length + 1)];
      for (int u = 0; u < z.length; u++) {
        d[t * K + z[u]] -= q[t * (z.length + 1) + u + 1];
      }
    }
    return d;
  }

  /** Removes repetitions and blanks from an alignment. */
  private static int[] collapsed(int[] path, int blank) {
    List<Integer> labels = new ArrayList<>();
    for (int t = 0; t < path.length; t++) {
      if (path[t] != blank && (t == 0 || path[t] != path[t - 1])) {
        labels.add(path[t]);
      }
    }
    return labels.stream().mapToInt(Integer::intValue).toArray();
  }

  private static List<int[]> paths(int T, int K) {
    List<int[]> paths = new ArrayList<>();
    int all = (int) Math.pow(K, T);
    for (int i = 0; i < all; i++) {
      int[] path = new int[T];
      for (int t = 0, rest = i; t < T; t++, rest /= K) {
        path[t] = rest % K;
      }
      paths.add(path);
    }
    return paths;
  }

  private static double logOf(int[] path, double[] logP, int K) {
    double sum = 0;
    for (int t = 0; t < path.length; t++) {
      sum += logP[t * K + path[t]];
    }
    return sum;
  }

  static List<Path> references() throws IOException {
    try (Stream<Path> files = Files.list(REFERENCES)) {
      return files.sorted().toList();
    }
  }

  @Test
  void allReferencesAreThere() throws IOException {
    assertEquals(5, references().size());
  }

  @ParameterizedTest
  @MethodSource("references")
  void lossAndGradientAreThoseOfPyTorch(Path file) throws IOException {
    Safetensors reference;
    try (InputStream in = Files.newInputStream(file)) {
      reference = Safetensors.read(in, Files.size(file), file.toString());
    }
    double[] lengths = reference.get("lengths").doubles();
    double[] counts = reference.get("counts").doubles();
    double[] logits = reference.get("logits").doubles();
    int K = Integer.parseInt(reference.metadata().get("blank")) + 1;
    CtcLattice lattice = new CtcLattice(); // buffers are reused
    int row = 0;
    int label = 0;
    for (int b = 0; b < lengths.length; b++) {
      int T = (int) lengths[b];
      int[] z =
          Arrays.stream(reference.get("targets").doubles(), label, label + (int) counts[b])
              .mapToInt(x -> (int) x)
              .toArray();
      double[] logP = logSoftmax(Arrays.copyOfRange(logits, row * K, (row + T) * K), T, K);
      take(lattice, logP, T, K, z);
      double expected = reference.get("loss").doubles()[b];
      assertEquals(expected, -lattice.forward(), 1e-10 * Math.max(1, expected), "sequence " + b);
      double[] grad = Arrays.copyOfRange(reference.get("grad").doubles(), row * K, (row + T) * K);
      assertArrayEquals(grad, gradient(lattice, logP, T, K, z), 1e-10, "sequence " + b);
      row += T;
      label += z.length;
    }
    assertEquals(logits.length, row * K);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.01, 1, 5, 60, 700})
  void likelihoodAndSharesAreThoseOfAllAlignments(double scale) {
    int K = 3;
    for (int T = 1; T <= 6; T++) {
      double[] logP = logP(T, K, scale, 7L * T);
      List<int[]> paths = paths(T, K);
      for (int[] z : new int[][] {{}, {0}, {1}, {0, 1}, {1, 1}, {0, 1, 0}, {1, 1, 0}, {0, 0, 0}}) {
        List<int[]> aligned =
            paths.stream().filter(path -> Arrays.equals(z, collapsed(path, K - 1))).toList();
        String what = "T %d, %s".formatted(T, Arrays.toString(z));
        assertEquals(aligned.isEmpty(), CtcLattice.leastSteps(z, 0, z.length) > T, what);
        if (aligned.isEmpty()) {
          continue;
        }
        CtcLattice lattice = lattice(logP, T, K, z);
        double[] logs = aligned.stream().mapToDouble(path -> logOf(path, logP, K)).toArray();
        double most = Arrays.stream(logs).max().orElseThrow();
        double all = most + Math.log(Arrays.stream(logs).map(x -> Math.exp(x - most)).sum());
        assertEquals(all, lattice.forward(), 1e-11 * Math.max(1, Math.abs(all)), what);
        double[] q = lattice.backward();
        double[] expected = new double[T * (z.length + 1)];
        for (int i = 0; i < logs.length; i++) {
          int[] places = places(aligned.get(i), z, K - 1);
          for (int t = 0; t < T; t++) {
            expected[t * (z.length + 1) + places[t]] += Math.exp(logs[i] - all);
          }
        }
        assertArrayEquals(expected, Arrays.copyOf(q, expected.length), 1e-9, what);
        int[] steps = lattice.bestSteps();
        double best =
            aligned.stream()
                .filter(path -> Arrays.equals(steps, first(path, K - 1)))
                .mapToDouble(path -> logOf(path, logP, K))
                .max()
                .orElse(Double.NaN);
        assertEquals(most, best, 1e-9 * Math.max(1, Math.abs(most)), what);
      }
    }
  }

  /** 0 for a blank, otherwise the number of the label from 1. */
  private static int[] places(int[] path, int[] z, int blank) {
    int[] places = new int[path.length];
    int u = 0;
    for (int t = 0; t < path.length; t++) {
      if (path[t] != blank) {
        u += t == 0 || path[t] != path[t - 1] ? 1 : 0;
        places[t] = u;
      }
    }
    assertEquals(z.length, u);
    return places;
  }

  private static int[] first(int[] path, int blank) {
    List<Integer> steps = new ArrayList<>();
    for (int t = 0; t < path.length; t++) {
      if (path[t] != blank && (t == 0 || path[t] != path[t - 1])) {
        steps.add(t);
      }
    }
    return steps.stream().mapToInt(Integer::intValue).toArray();
  }

  @Test
  void theGradientAgreesWithCentralDifferences() {
    int T = 9;
    int K = 5;
    int[] z = {2, 2, 0, 3};
    double[] o = new SplittableRandom(3).doubles((long) T * K, -2, 3).toArray();
    double[] logP = logSoftmax(o, T, K);
    CtcLattice lattice = lattice(logP, T, K, z);
    lattice.forward();
    double[] d = gradient(lattice, logP, T, K, z);
    for (int i = 0; i < o.length; i++) {
      double[] above = o.clone();
      double[] below = o.clone();
      above[i] += 1e-5;
      below[i] -= 1e-5;
      double up = lattice(logSoftmax(above, T, K), T, K, z).forward();
      double down = lattice(logSoftmax(below, T, K), T, K, z).forward();
      assertEquals(-(up - down) / 2e-5, d[i], 1e-8, "logit " + i);
    }
  }

  /** The probability is far below the smallest double. */
  @Test
  void fiveThousandStepsDoNotUnderflow() {
    int T = 5000;
    int K = 4;
    double[] even = new double[T * K];
    Arrays.fill(even, -Math.log(K));
    CtcLattice lattice = lattice(even, T, K, 0);
    // One label among blanks: runs of 1..T steps, with T - n + 1 places for a run of n.
    double expected = Math.log(T * (T + 1.0) / 2) - T * Math.log(K);
    assertEquals(expected, lattice.forward(), 1e-9 * -expected);
    double[] logP = logP(T, K, 4, 5);
    int[] z = new SplittableRandom(9).ints(800, 0, K - 1).toArray();
    CtcLattice random = lattice(logP, T, K, z);
    double all = random.forward();
    assertTrue(all < -5000 && Double.isFinite(all), "log p " + all);
    double[] q = random.backward();
    for (int t = 0; t < T; t++) {
      double sum = 0;
      for (int u = 0; u <= z.length; u++) {
        sum += q[t * (z.length + 1) + u];
      }
      assertEquals(1, sum, 1e-7, "step " + t);
    }
    int least = CtcLattice.leastSteps(z, 0, z.length);
    assertTrue(Double.isFinite(lattice(logP, least, K, z).forward()));
  }

  @Test
  void aTargetThatNeedsMoreStepsIsRefused() {
    CtcLattice lattice = new CtcLattice();
    String message =
        assertThrows(InvalidInputException.class, () -> lattice.take(new int[] {1, 1, 0}, 0, 3, 3))
            .getMessage();
    assertEquals(
        "a transcript of 3 labels needs 4 steps, but the network makes 3 of its sequence; set smaller strides in convLayers, or a larger upsample",
        message);
  }

  private static NetworkBuilder small() {
    return NetworkSpec.builder()
        .cell(CellType.GRU)
        .inputSize(3)
        .hiddenSize(4)
        .outputSize(2)
        .output(CtcOutputSpec::new);
  }

  private static EncodedSequence sequence(int T, int... z) {
    float[] x = new float[3 * T];
    SplittableRandom random = new SplittableRandom(T);
    for (int i = 0; i < x.length; i++) {
      x[i] = (float) random.nextDouble(-1, 1);
    }
    ColumnSpec spec = ColumnSpec.ofLists(ColumnSpec.TARGETS, Readout.LAST_STEP, 0);
    return new EncodedSequence(T, Column.features(3, x), Column.ofLists(spec, new int[][] {z}));
  }

  private static PackedBatch packed(NetworkSpec spec, EncodedSequence... sequences) {
    return Cases.packed(Cases.block(spec, List.of(sequences)));
  }

  @Test
  void itsSpecSaysWhatOthersMustKnow() {
    CtcOutputSpec spec = new CtcOutputSpec(7);
    assertEquals(8, spec.outputSize());
    assertEquals(7, spec.targetSize());
    assertEquals(7, spec.blank());
    assertEquals(Criterion.ACCURACY, spec.criterion());
    assertFalse(spec.stepsStandAlone());
    assertTrue(spec.givesClasses() && spec.isLike(new CtcOutputSpec(7)));
    NetworkSpec network = small().build();
    assertEquals(network, NetworkSpec.ofMap("a copy", network.toMap()));
    assertFalse(network.carriesState());
    String message = assertThrows(InvalidInputException.class, network::stateSize).getMessage();
    assertTrue(message.startsWith("ctc aligns a target with all steps"), message);
    message =
        assertThrows(
                IllegalArgumentException.class,
                () -> CtcOutputSpec.of(Choices.of("x", Choices.map("module", "ctc", "labels", 0))))
            .getMessage();
    assertTrue(message.contains("ctc has labels 0"), message);
  }

  @Test
  void lossesAreSumsOverLabelsAndErrorsThoseOfGreedyDecoding() {
    NetworkSpec spec = small().build();
    Network network = new Network(spec);
    float[] w = Cases.parameters(network.layout().size(), 5);
    Network.Workspace ws = network.newWorkspace();
    PackedBatch batch =
        packed(
            spec, sequence(9, 0, 1, 0), sequence(4), sequence(0), sequence(6, 1, 1).withWeight(3));
    assertEquals(3 + 1 + 3 * 2, network.weight(batch, ws));
    Evaluation evaluation = network.evaluate(w, batch, ws);
    assertEquals(6, evaluation.steps());
    double loss = network.gradient(w, batch, ws, network.newGradient());
    assertEquals(loss / 10, evaluation.meanLoss(), 1e-6);
    double[] errors = {0};
    int[][] targets = {{0, 1, 0}, {1, 1}, {}}; // longest first
    double[] weights = {1, 3, 1};
    network.logProbabilities(
        w,
        batch,
        ws,
        (b, T, logP) -> {
          int[] path = new int[T];
          for (int t = 0; t < T; t++) {
            for (int k = 1; k < 3; k++) {
              path[t] = logP[t * 3 + k] > logP[t * 3 + path[t]] ? k : path[t];
            }
          }
          int[] found = collapsed(path, 2);
          errors[0] +=
              weights[b]
                  * EditDistance.errors(found, 0, found.length, targets[b], 0, targets[b].length);
        });
    assertEquals(1 - errors[0] / 10, evaluation.accuracy(), 1e-12);
    int[] best = network.decode(w, batch, ws, null);
    float[] p = network.outputs(w, batch, ws);
    for (int n = 0; n < best.length; n++) {
      assertEquals(1, p[3 * n] + p[3 * n + 1] + p[3 * n + 2], 1e-6);
      for (int k = 0; k < 3; k++) {
        assertTrue(p[3 * n + best[n]] >= p[3 * n + k]);
      }
    }
  }

  @Test
  void wrongTargetsAreRefused() {
    NetworkSpec spec = small().build();
    Network network = new Network(spec);
    float[] w = Cases.parameters(network.layout().size(), 5);
    for (EncodedSequence wrong : List.of(sequence(2, 1, 1), sequence(5, 2), sequence(5, -1))) {
      assertThrows(
          IllegalArgumentException.class,
          () ->
              network.gradient(
                  w, packed(spec, wrong), network.newWorkspace(), network.newGradient()));
    }
    EncodedSequence steps = new EncodedSequence(1, Column.features(3, 1, 2, 3), Targets.labels(1));
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> network.evaluate(w, packed(spec, steps), network.newWorkspace()))
            .getMessage();
    assertEquals(
        "the network needs a list of classes per sequence, but the batch has a class per step",
        message);
  }

  @Test
  void stepsComeOutOfStridesAndRepetitions() {
    NetworkSpec spec = small().convLayers(ConvolutionSpec.parse("4x3x2,4x1x3")).upsample(4).build();
    assertEquals(4, spec.outputSteps(1));
    assertEquals(4, spec.outputSteps(6));
    assertEquals(8, spec.outputSteps(7));
    assertEquals(0, spec.outputSteps(0));
    assertEquals(0, spec.inputStep(3));
    assertEquals(6, spec.inputStep(4));
    Network network = new Network(spec);
    Network.Workspace ws = network.newWorkspace();
    PackedBatch batch = packed(spec, sequence(7, 0, 1, 0, 1, 1), sequence(1, 1, 0));
    float[] w = Cases.parameters(network.layout().size(), 5);
    Gradient g = network.newGradient();
    assertTrue(network.gradient(w, batch, ws, g) > 0);
    assertEquals(12, network.steps(ws).rows());
    assertEquals(12 * 3, Arrays.copyOf(network.outputs(w, batch, ws), 36).length);
    assertThrows(
        InvalidInputException.class, () -> small().output(CrfOutputSpec::new).upsample(2).build());
    assertThrows(InvalidInputException.class, () -> small().upsample(0).build());
  }

  @Test
  void errorsAreSubstitutionsInsertionsAndDeletions() {
    assertArrayEquals(new int[] {0, 0, 0, 0}, counts(new int[0], new int[0]));
    assertArrayEquals(new int[] {2, 0, 0, 2}, counts(new int[0], new int[] {1, 2}));
    assertArrayEquals(new int[] {2, 0, 2, 0}, counts(new int[] {1, 2}, new int[0]));
    assertArrayEquals(new int[] {1, 1, 0, 0}, counts(new int[] {1, 3, 2}, new int[] {1, 4, 2}));
    assertArrayEquals(
        new int[] {3, 2, 1, 0}, // kitten, sitting
        counts("sitting".chars().toArray(), "kitten".chars().toArray()));
    SplittableRandom random = new SplittableRandom(4);
    for (int i = 0; i < 200; i++) {
      int[] a = random.ints(random.nextInt(7), 0, 3).toArray();
      int[] b = random.ints(random.nextInt(7), 0, 3).toArray();
      int[] counts = counts(a, b);
      assertEquals(counts[0], counts[1] + counts[2] + counts[3]);
      assertEquals(a.length - b.length, counts[2] - counts[3]);
      assertEquals(plain(a, a.length, b, b.length), counts[0]);
      assertEquals(counts[0], EditDistance.errors(a, 0, a.length, b, 0, b.length));
    }
  }

  private static int[] counts(int[] found, int[] wanted) {
    return EditDistance.counts(found, 0, found.length, wanted, 0, wanted.length);
  }

  private static int plain(int[] a, int n, int[] b, int m) {
    if (n == 0 || m == 0) {
      return n + m;
    }
    int differs = a[n - 1] == b[m - 1] ? 0 : 1;
    return Math.min(
        plain(a, n - 1, b, m - 1) + differs,
        1 + Math.min(plain(a, n - 1, b, m), plain(a, n, b, m - 1)));
  }

  /** A wide beam search finds all transcripts with the probabilities of all alignments. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void aWideBeamFindsAllTranscripts(long seed) {
    int T = 5;
    int K = 3;
    double[] logP = logP(T, K, 2, seed);
    List<PrefixBeamSearch.Found> found =
        new PrefixBeamSearch(10_000, PrefixScorer.NONE).search(logP, T, K);
    double all = 0;
    for (int i = 0; i < found.size(); i++) {
      double exact = lattice(logP, T, K, found.get(i).labels()).forward();
      assertEquals(exact, found.get(i).score(), 1e-9);
      assertTrue(i == 0 || found.get(i - 1).score() >= found.get(i).score());
      all += Math.exp(exact);
    }
    assertEquals(1, all, 1e-9);
    PrefixBeamSearch narrow = new PrefixBeamSearch(8, PrefixScorer.NONE);
    narrow.search(logP(7, K, 1, seed), 7, K); // is used again
    assertArrayEquals(
        found.get(0).labels(), narrow.search(logP, T, K).get(0).labels(), "seed " + seed);
    assertEquals(8, narrow.search(logP, T, K).size());
  }

  /** A scorer decides among transcripts to which the network gives the same probability. */
  @Test
  void aScorerIsAskedForEachLabelAndTheEnd() {
    PrefixScorer scorer =
        new PrefixScorer() {
          @Override
          public double added(int[] prefix, int label) {
            return prefix.length == 0 ? -label : prefix[prefix.length - 1] == label ? -9 : 0.5;
          }

          @Override
          public double atEnd(int[] transcript) {
            return transcript.length == 2 ? 0.25 : -1;
          }
        };
    int T = 4;
    int K = 3;
    double[] logP = logP(T, K, 0.3, 2);
    List<PrefixBeamSearch.Found> found = new PrefixBeamSearch(1000, scorer).search(logP, T, K);
    for (PrefixBeamSearch.Found each : found) {
      double expected = lattice(logP, T, K, each.labels()).forward();
      for (int u = 0; u < each.labels().length; u++) {
        expected += scorer.added(Arrays.copyOf(each.labels(), u), each.labels()[u]);
      }
      assertEquals(expected + scorer.atEnd(each.labels()), each.score(), 1e-9);
    }
    assertArrayEquals(new int[] {0, 1}, found.get(0).labels());
  }
}
