package org.sparkrnn.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparkrnn.data.Column;
import org.sparkrnn.data.EncodedSequence;
import org.sparkrnn.data.Readout;
import org.sparkrnn.data.Targets;
import org.sparkrnn.nn.Network;
import org.sparkrnn.nn.NetworkBuilder;
import org.sparkrnn.nn.NetworkSpec;
import org.sparkrnn.nn.ParamLayout;
import org.sparkrnn.nn.output.HeadType;
import org.sparkrnn.nn.sequence.CellType;
import org.sparkrnn.testkit.ToyData;
import org.sparkrnn.train.shard.LocalShards;
import org.sparkrnn.train.shard.ShardedDataset;
import org.sparkrnn.train.shard.Shards;

/** The linear path starts at the least squares solution, wherever the shards are. */
class LinearStartTest {
  private static final int I = 3;
  private static final int K = 2;
  private static final int H = 4;

  private static NetworkBuilder network(Readout readout, int steps) {
    return NetworkSpec.builder()
        .inputSize(I)
        .cell(CellType.GRU)
        .hiddenSize(H)
        .head(HeadType.IDENTITY)
        .readout(readout)
        .linearSkip(steps)
        .outputSize(K);
  }

  /** Sequences of several lengths and weights, some empty; the third feature is far from zero. */
  private static List<EncodedSequence> sequences(Readout readout, int n) {
    Random random = new Random(5);
    List<EncodedSequence> sequences = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      int T = i % 5;
      float[] x = new float[T * I];
      for (int j = 0; j < x.length; j++) {
        x[j] = (float) (random.nextGaussian() * (1 + j % I) + (j % I == 2 ? 1000 : 0));
      }
      float[] y = new float[(readout == Readout.EACH_STEP ? T : 1) * K];
      for (int j = 0; j < y.length; j++) {
        y[j] = (float) random.nextGaussian() + (T == 0 ? 0 : x[(j / K + 1) * I - 1] / 100);
      }
      Column targets = readout == Readout.EACH_STEP ? Targets.vectors(y, K) : Targets.vector(y);
      EncodedSequence sequence = new EncodedSequence(T, Column.features(I, x), targets);
      sequences.add(sequence.withWeight(i % 3 * 0.75f));
    }
    return sequences;
  }

  private static ShardedDataset dealt(List<EncodedSequence> sequences, int partitions) {
    return ShardedDataset.deal(ToyData.rdd(sequences, partitions), 0, 3, partitions);
  }

  private static float[] start(Network network, Shards data) {
    float[] w = network.initialParameters(7);
    LinearStart.set(w, network, data);
    return w;
  }

  @ParameterizedTest
  @CsvSource({"LAST_STEP, 1", "LAST_STEP, 3", "EACH_STEP, 1", "EACH_STEP, 2"})
  void thePathStartsWhereTheSquaresAreLeast(Readout readout, int steps) {
    Network network = new Network(network(readout, steps).build());
    List<EncodedSequence> sequences = sequences(readout, 400);
    try (ShardedDataset data = dealt(sequences, 2)) {
      float[] w = start(network, data);
      double[][] expected = leastSquares(sequences, readout, steps);
      float[] before = network.initialParameters(7);
      ParamLayout.Block V = network.layout().block("output.weight");
      ParamLayout.Block c = network.layout().block("output.bias");
      for (int k = 0; k < K; k++) {
        for (int j = 0; j < H; j++) {
          int at = V.offset() + k * V.cols() + j;
          assertEquals(0.1f * before[at], w[at]);
        }
        for (int i = 0; i < steps * I; i++) {
          assertEquals(expected[i][k], w[V.offset() + k * V.cols() + H + i], 1e-4, k + "," + i);
        }
        assertEquals(expected[steps * I][k], w[c.offset() + k], 1e-3);
      }
      for (int i = 0; i < V.offset(); i++) {
        assertEquals(before[i], w[i]);
      }
    }
  }

  @Test
  void shardsStartAlikeWhereverTheyLie() {
    Network network = new Network(network(Readout.LAST_STEP, 2).build());
    List<EncodedSequence> sequences = sequences(Readout.LAST_STEP, 300);
    try (ShardedDataset one = dealt(sequences, 1);
        ShardedDataset three = dealt(sequences, 3)) {
      float[] w = start(network, one);
      assertArrayEquals(w, start(network, three));
      assertArrayEquals(w, start(network, LocalShards.of(three)));
      assertNotEquals(network.initialParameters(7)[w.length - 1], w[w.length - 1]);
    }
  }

  @Test
  void featuresThatAreConstantHaveNoWeightAndEqualOnesShareIt() {
    Network network = new Network(network(Readout.LAST_STEP, 1).outputSize(1).build());
    Random random = new Random(1);
    List<EncodedSequence> sequences = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      float x = (float) random.nextGaussian();
      sequences.add(
          new EncodedSequence(1, Column.features(I, x, 1e6f, x), Targets.vector(3 * x + 1)));
    }
    try (ShardedDataset data = dealt(sequences, 1)) {
      float[] w = start(network, data);
      int skip = network.layout().block("output.weight").offset() + H;
      assertEquals(1.5, w[skip], 1e-5);
      assertEquals(0, w[skip + 1]);
      assertEquals(1.5, w[skip + 2], 1e-5);
      assertEquals(1, w[skip + 3], 1e-5);
    }
  }

  @Test
  void withoutRowsEnoughOrWithValuesThatAreNoNumbersItStartsAtRandom() {
    Network network = new Network(network(Readout.LAST_STEP, 3).build());
    float[] before = network.initialParameters(7);
    try (ShardedDataset few = dealt(sequences(Readout.LAST_STEP, 60), 1)) {
      assertArrayEquals(before, start(network, few));
    }
    List<EncodedSequence> sequences = sequences(Readout.LAST_STEP, 400);
    float[] x = {Float.POSITIVE_INFINITY, 0, 0};
    sequences.add(new EncodedSequence(1, Column.features(I, x), Targets.vector(0, 0)));
    try (ShardedDataset infinite = dealt(sequences, 1)) {
      assertArrayEquals(before, start(network, infinite));
    }
    try (ShardedDataset data = dealt(sequences(Readout.LAST_STEP, 400), 1)) {
      Network wide = new Network(network(Readout.LAST_STEP, 334).build());
      assertArrayEquals(wide.initialParameters(7), start(wide, data));
      Network without = new Network(network(Readout.LAST_STEP, 0).build());
      assertArrayEquals(without.initialParameters(7), start(without, data));
    }
  }

  /** [steps * I + 1, K] by Gaussian elimination of the normal equations, without a ridge. */
  private static double[][] leastSquares(
      List<EncodedSequence> sequences, Readout readout, int steps) {
    int m = steps * I + 1;
    double[][] equations = new double[m][m + K];
    for (EncodedSequence sequence : sequences) {
      float[] x = sequence.column("features").floats();
      float[] y = sequence.column("targets").floats();
      int T = sequence.length();
      for (int t = readout == Readout.EACH_STEP ? 0 : Math.max(0, T - 1); t < T; t++) {
        double[] row = new double[m];
        row[m - 1] = 1;
        for (int s = Math.max(0, t - steps + 1); s <= t; s++) {
          for (int i = 0; i < I; i++) {
            row[(s - t + steps - 1) * I + i] = x[s * I + i];
          }
        }
        int target = readout == Readout.EACH_STEP ? t * K : 0;
        for (int i = 0; i < m; i++) {
          for (int j = 0; j < m; j++) {
            equations[i][j] += sequence.weight() * row[i] * row[j];
          }
          for (int k = 0; k < K; k++) {
            equations[i][m + k] += sequence.weight() * row[i] * y[target + k];
          }
        }
      }
    }
    for (int p = 0; p < m; p++) {
      for (int i = 0; i < m; i++) {
        double factor = i == p ? 0 : equations[i][p] / equations[p][p];
        for (int j = p; j < m + K; j++) {
          equations[i][j] -= factor * equations[p][j];
        }
      }
    }
    double[][] solution = new double[m][K];
    for (int i = 0; i < m; i++) {
      for (int k = 0; k < K; k++) {
        solution[i][k] = equations[i][m + k] / equations[i][i];
      }
    }
    return solution;
  }
}
