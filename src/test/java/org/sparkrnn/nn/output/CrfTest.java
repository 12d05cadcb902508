package org.sparkrnn.nn.output;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparkrnn.data.EncodedSequence;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.LabelScheme;
import org.sparkrnn.data.PackedBatch;
import org.sparkrnn.data.SpanTags;
import org.sparkrnn.data.Targets;
import org.sparkrnn.data.Vocabulary;
import org.sparkrnn.nn.Choices;
import org.sparkrnn.nn.Evaluation;
import org.sparkrnn.nn.Gradient;
import org.sparkrnn.nn.Network;
import org.sparkrnn.nn.NetworkSpec;
import org.sparkrnn.nn.sequence.CellType;
import org.sparkrnn.testkit.Cases;

/** Compares a linear-chain CRF with the enumeration of all label sequences, in double. */
class CrfTest {
  private static final int[] LENGTHS = {5, 1, 0, 4, 2, 3, 5, 1};

  /** The scores of one sequence, with results by enumeration. */
  private static final class Enumerated {
    private final int K;
    private final int T;
    private final double[] o; // [T, K]
    private final float[] w; // [K, K] A, [K] start, [K] end
    private final List<int[]> all = new ArrayList<>();

    Enumerated(int K, int T, double scale, long seed) {
      this.K = K;
      this.T = T;
      SplittableRandom random = new SplittableRandom(seed);
      o = random.doubles((long) T * K, -scale, 1.3 * scale).toArray();
      w = new float[K * K + 2 * K];
      for (int i = 0; i < w.length; i++) {
        w[i] = (float) random.nextDouble(-scale, 1.3 * scale);
      }
      add(new int[T], 0);
    }

    private void add(int[] y, int t) {
      if (t == T) {
        all.add(y.clone());
        return;
      }
      for (int k = 0; k < K; k++) {
        y[t] = k;
        add(y, t + 1);
      }
    }

    double score(int... y) {
      double s = (double) w[K * K + y[0]] + w[K * K + K + y[T - 1]];
      for (int t = 0; t < T; t++) {
        s += o[t * K + y[t]] + (t == 0 ? 0 : w[y[t - 1] * K + y[t]]);
      }
      return s;
    }

    double logZ() {
      double most = all.stream().mapToDouble(this::score).max().orElseThrow();
      return most + Math.log(all.stream().mapToDouble(y -> Math.exp(score(y) - most)).sum());
    }

    double[] marginals() {
      double[] p = new double[T * K];
      double logZ = logZ();
      for (int[] y : all) {
        for (int t = 0; t < T; t++) {
          p[t * K + y[t]] += Math.exp(score(y) - logZ);
        }
      }
      return p;
    }

    double[] pairs() {
      double[] p = new double[K * K];
      double logZ = logZ();
      for (int[] y : all) {
        for (int t = 1; t < T; t++) {
          p[y[t - 1] * K + y[t]] += Math.exp(score(y) - logZ);
        }
      }
      return p;
    }

    List<int[]> best() {
      List<int[]> sorted = new ArrayList<>(all);
      sorted.sort(Comparator.comparingDouble((int[] y) -> -score(y)));
      return sorted;
    }

    LinearChain chain() {
      LinearChain chain = new LinearChain(K);
      chain.take(w, 0, K * K, K * K + K);
      return chain;
    }

    Viterbi viterbi(SpanTags tags) {
      Viterbi viterbi = new Viterbi(K, tags);
      viterbi.take(w, 0, K * K, K * K + K);
      return viterbi;
    }
  }

  /** Scores of 400 and 1e4 exceed the range of scaled probabilities. */
  @ParameterizedTest
  @ValueSource(doubles = {0.01, 1, 30, 130, 400, 1e4})
  void likelihoodMarginalsAndPairsAreThoseOfAllSequences(double scale) {
    for (int K = 1; K <= 4; K++) {
      for (int T = 1; T <= 5; T++) {
        Enumerated e = new Enumerated(K, T, scale, 10L * K + T);
        LinearChain chain = e.chain();
        double logZ = chain.forward(T, e.o);
        String what = "K %d, T %d".formatted(K, T);
        assertEquals(e.logZ(), logZ, 1e-12 * Math.max(1, Math.abs(logZ)), what);
        int[] y = e.all.get(e.all.size() / 3);
        assertEquals(e.score(y), chain.score(T, e.o, y), 1e-9, what);
        double[] p = new double[T * K];
        chain.backward(T, p);
        assertArrayEquals(e.marginals(), p, 1e-9, what);
        chain.addPairs(T, 0.5);
        chain.forward(T, e.o);
        chain.backward(T, p);
        chain.addPairs(T, 0.25);
        float[] dA = new float[K * K + 1];
        chain.flushPairs(dA, 1);
        double[] pairs = e.pairs();
        for (int i = 0; i < pairs.length; i++) {
          assertEquals(0.75 * pairs[i], dA[1 + i], 1e-6, what);
        }
      }
    }
  }

  @Test
  void scaledProbabilitiesAreThoseOfLogarithms() {
    for (int T : new int[] {1, 2, 5, 6, 31, 257}) {
      int K = 9;
      SplittableRandom random = new SplittableRandom(T);
      double[] o = random.doubles((long) T * K, -900, 900).toArray();
      float[] w = new float[K * K + 2 * K];
      for (int i = 0; i < w.length; i++) {
        w[i] = (float) random.nextDouble(-140, 140);
      }
      float[] far = w.clone(); // an impossible label, for which logarithms are used
      LinearChain scaled = new LinearChain(K);
      scaled.take(w, 0, K * K, K * K + K);
      LinearChain logs = new LinearChain(K + 1);
      float[] wide = new float[(K + 1) * (K + 1) + 2 * (K + 1)];
      Arrays.fill(wide, -1e30f);
      for (int j = 0; j < K; j++) {
        System.arraycopy(far, j * K, wide, j * (K + 1), K);
      }
      System.arraycopy(far, K * K, wide, (K + 1) * (K + 1), K);
      System.arraycopy(far, K * K + K, wide, (K + 1) * (K + 2), K);
      logs.take(wide, 0, (K + 1) * (K + 1), (K + 1) * (K + 2));
      double[] wideO = new double[T * (K + 1)];
      for (int t = 0; t < T; t++) {
        System.arraycopy(o, t * K, wideO, t * (K + 1), K);
      }
      double logZ = logs.forward(T, wideO);
      assertEquals(logZ, scaled.forward(T, o), 1e-12 * Math.abs(logZ));
      double[] p = new double[T * K];
      double[] wideP = new double[T * (K + 1)];
      scaled.backward(T, p);
      logs.backward(T, wideP);
      for (int t = 0; t < T; t++) {
        for (int k = 0; k < K; k++) {
          assertEquals(wideP[t * (K + 1) + k], p[t * K + k], 1e-8);
        }
      }
      float[] dA = new float[K * K];
      float[] wideA = new float[(K + 1) * (K + 1)];
      scaled.addPairs(T, 1);
      scaled.flushPairs(dA, 0);
      logs.addPairs(T, 1);
      logs.flushPairs(wideA, 0);
      for (int j = 0; j < K; j++) {
        for (int k = 0; k < K; k++) {
          assertEquals(wideA[j * (K + 1) + k], dA[j * K + k], 1e-5 * T);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {1, 1e4})
  void viterbiFindsTheBestOfAllSequencesAndTheNBest(double scale) {
    for (int K = 1; K <= 4; K++) {
      for (int T = 1; T <= 5; T++) {
        Enumerated e = new Enumerated(K, T, scale, 100L * K + T);
        List<int[]> best = e.best();
        int[] y = new int[T];
        Viterbi viterbi = e.viterbi(SpanTags.NONE);
        viterbi.best(T, e.o, y);
        assertArrayEquals(best.get(0), y);
        for (int n : new int[] {1, 2, 7, 2000}) {
          int[][] found = viterbi.best(T, e.o, n);
          assertEquals(Math.min(n, best.size()), found.length);
          for (int i = 0; i < found.length; i++) {
            assertEquals(e.score(best.get(i)), e.score(found[i]), 1e-9 * scale);
          }
          assertEquals(found.length, Set.copyOf(lists(found)).size());
        }
      }
    }
  }

  private static List<List<Integer>> lists(int[]... sequences) {
    return Arrays.stream(sequences).map(y -> Arrays.stream(y).boxed().toList()).toList();
  }

  @ParameterizedTest
  @CsvSource({"BIO, O B-X I-X", "IOB1, O I-X B-X", "BIOES, O S-X B-X E-X", "BIOES, B-X I-X E-X"})
  void decodingKeepsToTheScheme(LabelScheme scheme, String names) {
    List<String> labels = List.of(names.split(" "));
    SpanTags tags = SpanTags.of(scheme, new Vocabulary(labels, false));
    int K = labels.size();
    for (int T = 1; T <= 5; T++) {
      for (int seed = 0; seed < 20; seed++) {
        Enumerated e = new Enumerated(K, T, 2, seed);
        List<int[]> valid =
            e.best().stream()
                .filter(
                    y ->
                        scheme.isValid(
                            Arrays.stream(y).mapToObj(labels::get).toArray(String[]::new)))
                .toList();
        List<int[]> expected = valid.isEmpty() ? e.best() : valid; // one step cannot be B E
        Viterbi viterbi = e.viterbi(tags);
        int[] y = new int[T];
        viterbi.best(T, e.o, y);
        assertArrayEquals(expected.get(0), y);
        int[][] three = viterbi.best(T, e.o, 3);
        assertEquals(Math.min(3, expected.size()), three.length);
        for (int i = 0; i < three.length; i++) {
          assertEquals(e.score(expected.get(i)), e.score(three[i]), 1e-12);
        }
      }
    }
  }

  private static NetworkSpec spec(int K, CrfOutputSpec output) {
    return NetworkSpec.builder()
        .inputSize(3)
        .cell(CellType.GRU)
        .hiddenSize(6)
        .outputSize(K)
        .output(k -> output)
        .build();
  }

  private static PackedBatch packed(NetworkSpec spec, List<EncodedSequence> sequences) {
    return Cases.packed(Cases.block(spec, sequences));
  }

  /** The module computes the same for ragged batches as the chain for each sequence. */
  @Test
  void decodedLabelsMarginalsAndLossAreThoseOfSequencesAlone() {
    NetworkSpec spec = spec(4, new CrfOutputSpec(4));
    Network network = new Network(spec);
    float[] w = Cases.parameters(network.layout().size(), 3);
    Network.Workspace ws = network.newWorkspace();
    List<EncodedSequence> sequences = Cases.sequences(spec, 5, LENGTHS);
    PackedBatch batch = packed(spec, sequences);
    float[][] marginals = new float[1][];
    int[] labels =
        network.decode(w, batch, ws, (row, rows, p) -> marginals[0] = Arrays.copyOf(p, rows * 4));
    assertArrayEquals(labels, network.decode(w, batch, ws, null));
    int[] visited = new int[1];
    network.best(
        w,
        batch,
        ws,
        0,
        2,
        (b, best, probability) -> {
          if (visited[0]++ % 2 == 0) {
            for (int t = 0; t < best.length; t++) {
              assertEquals(labels[batch.row(b, t)], best[t]);
            }
          }
          assertTrue(probability > 0 && probability <= 1);
        });
    assertEquals(2 * 7, visited[0]);
    Evaluation total = Evaluation.NONE;
    for (int i = 0; i < sequences.size(); i++) {
      PackedBatch one = packed(spec, sequences.subList(i, i + 1));
      total = total.plus(network.evaluate(w, one, ws));
    }
    Evaluation together = network.evaluate(w, batch, ws);
    assertEquals(total.meanLoss(), together.meanLoss(), 1e-9);
    assertEquals(total.accuracy(), together.accuracy());
    Gradient g = network.newGradient();
    double loss = network.gradient(w, batch, ws, g);
    assertEquals(loss / network.weight(batch, ws), together.meanLoss(), 1e-5);
    for (int n = 0; n < batch.rows(); n++) {
      double sum = 0;
      for (int k = 0; k < 4; k++) {
        sum += marginals[0][n * 4 + k];
      }
      assertEquals(1, sum, 1e-5);
    }
  }

  @Test
  void nothingOverflows() {
    NetworkSpec spec = spec(5, new CrfOutputSpec(5));
    Network network = new Network(spec);
    float[] w = Cases.parameters(network.layout().size(), 3);
    for (String block : List.of("output.bias", "output.transitions", "output.end_transitions")) {
      var at = network.layout().block(block);
      for (int i = at.offset(); i < at.end(); i++) {
        w[i] *= 1e4f;
      }
    }
    Network.Workspace ws = network.newWorkspace();
    PackedBatch batch = packed(spec, Cases.sequences(spec, 5, LENGTHS));
    Gradient g = network.newGradient();
    double loss = network.gradient(w, batch, ws, g);
    assertTrue(loss > 0 && Double.isFinite(loss), "loss " + loss);
    for (float value : g.flat()) {
      assertTrue(Float.isFinite(value));
    }
    for (float p : Arrays.copyOf(network.outputs(w, batch, ws), batch.rows() * 5)) {
      assertTrue(p >= 0 && p <= 1.00001f, "marginal " + p);
    }
  }

  @Test
  void aThousandLabelsAreLearned() {
    int K = 1000;
    NetworkSpec spec = spec(K, new CrfOutputSpec(K));
    Network network = new Network(spec);
    float[] w = network.initialParameters(1);
    Network.Workspace ws = network.newWorkspace();
    PackedBatch batch = packed(spec, Cases.sequences(spec, 5, 3, 1, 0, 6));
    Gradient g = network.newGradient();
    double loss = network.gradient(w, batch, ws, g);
    assertEquals(Math.log(K), loss / 10, 0.1); // all labels are equally likely at first
    float[] flat = g.flat();
    for (int i = 0; i < w.length; i++) {
      w[i] -= 0.5f * flat[i];
    }
    assertTrue(network.evaluate(w, batch, ws).meanLoss() < loss / 10);
    assertEquals(10, network.decode(w, batch, ws, null).length);
  }

  @Test
  void choicesAreReadAsTheyWereWritten() {
    SpanTags tags =
        SpanTags.of(
            LabelScheme.BIO, new Vocabulary(List.of("O", "B-PER", "I-PER", "B-a b"), false));
    assertEquals("O B-0 I-0 B-1", tags.text());
    CrfOutputSpec written = new CrfOutputSpec(4, tags);
    CrfOutputSpec read = CrfOutputSpec.of(Choices.of("here", Choices.written(written)));
    assertEquals(written, read);
    assertTrue(read.tags().allows(1, 2) && !read.tags().allows(3, 2));
    CrfOutputSpec plain = new CrfOutputSpec(4);
    assertEquals(plain, CrfOutputSpec.of(Choices.of("here", Choices.written(plain))));
    assertEquals(Set.of("outputSize"), new HashSet<>(plain.choices().keySet()));
    assertThrows(InvalidInputException.class, () -> new CrfOutputSpec(3, tags));
  }

  @Test
  void labelsThatCannotBeAreNamed() {
    NetworkSpec spec = spec(3, new CrfOutputSpec(3));
    Network network = new Network(spec);
    EncodedSequence wrong = Cases.sequences(spec, 1, 2).get(0).with(Targets.labels(1, 3));
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                network.evaluate(
                    network.initialParameters(1),
                    packed(spec, List.of(wrong)),
                    network.newWorkspace()));
    assertTrue(e.getMessage().contains("label 3 is not one of the 3 classes"), e.getMessage());
  }
}
