package org.sparkrnn.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparkrnn.data.Safetensors;
import org.sparkrnn.nn.Gradient;
import org.sparkrnn.nn.Network;
import org.sparkrnn.nn.NetworkSpec;
import org.sparkrnn.nn.ParamLayout;
import org.sparkrnn.nn.sequence.CellType;
import org.sparkrnn.optim.OptimizerOptions;
import org.sparkrnn.optim.OptimizerType;
import org.sparkrnn.train.checkpoint.Checkpoint;

class WeightUpdateTest {
  private static TrainingOptions.Builder descent() {
    return TrainingOptions.builder()
        .optimizer(OptimizerOptions.of(OptimizerType.SGD))
        .gradientClipNorm(0);
  }

  private static WeightUpdate update(float[] w, TrainingOptions.Builder options) {
    return new WeightUpdate(w, options.build());
  }

  @Test
  void whatWasAddedIsDividedByItsSteps() {
    float[] w = {1f, 1f};
    WeightUpdate update = update(w, descent());
    update.add(Gradient.ofDense(new float[] {3f, 8f}), 1);
    update.add(Gradient.ofDense(new float[] {9f, 8f}), 3);
    assertEquals(5, update.apply(0.5, 1), 1e-12); // of (12, 16) / 4
    assertArrayEquals(new float[] {-0.5f, -1f}, w);
    assertFalse(update.pending());
    update.add(Gradient.ofDense(new float[] {2f, 0f}), 2);
    assertTrue(update.pending());
    update.apply(1, 1);
    assertArrayEquals(new float[] {-1.5f, -1f}, w);
  }

  @Test
  void embeddingRowsOfSeveralMiniBatchesAreMerged() {
    float[] w = new float[7]; // three rows of two, and one more
    WeightUpdate update = update(w, descent());
    update.add(new Gradient(6, 2, new float[] {1f}, new int[] {0}, new float[] {1f, 2f}), 1);
    update.add(
        new Gradient(6, 2, new float[] {1f}, new int[] {0, 2}, new float[] {3f, 4f, 5f, 6f}), 1);
    update.apply(-2, 1);
    assertArrayEquals(new float[] {4f, 6f, 0f, 0f, 5f, 6f, 2f}, w);
  }

  private static Gradient rows(float dense, int[] rows, float... values) {
    return new Gradient(6, 2, new float[] {dense}, rows, values);
  }

  /** Reference values of PyTorch, stored by src/test/python/make_optimizer_references.py. */
  @ParameterizedTest
  @EnumSource(names = {"ADAM", "ADAGRAD"})
  void touchedRowsAreUpdatedAsByPyTorchsSparseRules(OptimizerType type) throws IOException {
    Path file = Path.of("src/test/resources/references/optim/optimizers.safetensors");
    try (InputStream in = Files.newInputStream(file)) {
      Safetensors references = Safetensors.read(in, Files.size(file), file.toString());
      float[] start = references.get("rows.start").floats(); // [6, 3]
      float[] touched = references.get("rows.touched").floats(); // [steps, 2]
      float[] gradients = references.get("rows.gradients").floats(); // [steps, 2, 3]
      double[] expected = references.get("rows." + type.paramValue()).doubles(); // [steps, 6, 3]
      int n = start.length;
      float[] w = Arrays.copyOf(start, n + 1); // one weight after the table
      WeightUpdate update =
          update(w, descent().optimizer(OptimizerOptions.of(type)).sparseUpdates(true));
      for (int t = 0; t < touched.length / 2; t++) {
        int[] rows = {(int) touched[2 * t], (int) touched[2 * t + 1]};
        float[] values = Arrays.copyOfRange(gradients, 6 * t, 6 * t + 6);
        update.add(new Gradient(n, 3, new float[1], rows, values), 1);
        update.apply(0.05, 1);
        for (int i = 0; i < n; i++) {
          assertEquals(expected[t * n + i], w[i], 1e-5, "step " + (t + 1) + " element " + i);
        }
      }
      assertEquals(20, touched.length / 2);
    }
  }

  @Test
  void rowsThatWereNotTouchedNeitherDecayNorGoOn() {
    float[] all = {1, 1, 1, 1, 1, 1, 1};
    float[] touched = all.clone();
    TrainingOptions.Builder momentum =
        TrainingOptions.builder()
            .optimizer(OptimizerOptions.of(OptimizerType.MOMENTUM).withWeightDecay(0.5));
    WeightUpdate dense = update(all, momentum);
    WeightUpdate sparse = update(touched, momentum.sparseUpdates(true));
    for (WeightUpdate update : List.of(dense, sparse)) {
      update.add(rows(1, new int[] {0, 2}, 3, 4, 0, 12), 1);
      assertEquals(Math.sqrt(170), update.apply(0.1, 1), 1e-9, "the norm of all of it");
    }
    assertArrayEquals(new float[] {all[0], all[1], 1, 1, all[4], all[5], all[6]}, touched, 1e-7f);
    assertTrue(all[2] < 1, "which decays");
    float[] before = touched.clone();
    sparse.add(rows(1, new int[] {1}, 1, 1), 1);
    sparse.apply(0.1, 2);
    assertArrayEquals(
        new float[] {before[0], before[1], before[4], before[5]},
        new float[] {touched[0], touched[1], touched[4], touched[5]});
    assertTrue(touched[2] < 1 && touched[6] < before[6]);
  }

  @Test
  void valuesOfTouchedRowsAreClippedToo() {
    float[] all = new float[7];
    float[] touched = new float[7];
    TrainingOptions.Builder clipped = descent().gradientClipValue(0.3).gradientClipNorm(0.4);
    WeightUpdate dense = update(all, clipped);
    WeightUpdate sparse = update(touched, clipped.sparseUpdates(true));
    for (WeightUpdate update : List.of(dense, sparse)) {
      update.add(rows(60, new int[] {1}, -0.6f, 0.2f), 2);
      update.apply(-1, 1);
    }
    assertArrayEquals(all, touched, 1e-7f);
  }

  @Test
  void valuesAreClippedBeforeTheNorm() {
    float[] mean = {30f, -0.3f, 0.4f}; // clipped by value (0.3, -0.3, 0.3)
    float[] w = new float[3];
    WeightUpdate byValue = update(w, descent().gradientClipValue(0.3));
    byValue.add(Gradient.ofDense(new float[] {60f, -0.6f, 0.8f}), 2);
    assertEquals(Math.sqrt(900 + 0.09 + 0.16), byValue.apply(-1, 1), 1e-5); // before clipping
    assertArrayEquals(new float[] {0.3f, -0.3f, 0.3f}, w, 1e-7f);

    float[] both = new float[3];
    WeightUpdate byBoth = update(both, descent().gradientClipValue(0.3).gradientClipNorm(0.1));
    byBoth.add(Gradient.ofDense(mean), 1);
    byBoth.apply(-1, 1);
    float each = (float) (0.1 / Math.sqrt(3));
    assertArrayEquals(new float[] {each, -each, each}, both, 1e-7f);
  }

  @Test
  void aGradientThatIsNotFiniteIsToldAndNotApplied() {
    float[] w = {1f};
    for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY}) {
      WeightUpdate update = update(w, descent().gradientClipValue(1));
      update.add(Gradient.ofDense(new float[] {bad}), 1);
      assertFalse(Double.isFinite(update.apply(1, 1)));
      assertArrayEquals(new float[] {1f}, w);
    }
  }

  @Test
  void theAverageIsWhatIsJudged() {
    float[] w = {10f};
    WeightUpdate update = update(w, descent().averageDecay(0.5));
    assertArrayEquals(new float[] {10f}, update.judged());
    update.add(Gradient.ofDense(new float[] {11f}), 1);
    update.apply(1, 1);
    assertArrayEquals(new float[] {-1f}, w);
    assertArrayEquals(new float[] {1f}, update.judged(), 1e-6f); // keeps 2 / 11 of 10
    Checkpoint saved = new Checkpoint();
    update.save(saved);
    WeightUpdate resumed = update(new float[] {-1f}, descent().averageDecay(0.5));
    resumed.restore(saved);
    assertArrayEquals(update.judged(), resumed.judged());

    WeightUpdate plain = update(w, descent());
    plain.add(Gradient.ofDense(new float[] {1f}), 1);
    plain.apply(1, 1);
    assertSame(w, plain.judged());
  }

  private static NetworkSpec words() {
    return NetworkSpec.builder()
        .vocabularySize(4)
        .inputSize(2)
        .cell(CellType.ELMAN)
        .hiddenSize(1)
        .outputSize(2)
        .build();
  }

  /** A gradient of the table's last three rows and of all weights after it. */
  private static Gradient touched(int size) {
    float[] dense = new float[size - 8];
    Arrays.fill(dense, 1f);
    return new Gradient(8, 2, dense, new int[] {1, 2, 3}, new float[] {1f, 2f, 3f, 4f, 5f, 6f});
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void rowsThatAreFrozenStayAsTheyAreAndDoNotCount(boolean sparse) {
    ParamLayout layout = new Network(words()).layout();
    InitialWeights rows = InitialWeights.ofRows(2, 1, 2, new float[] {7f, 7f, 8f, 8f});
    for (OptimizerType type : OptimizerType.values()) {
      TrainingOptions.Builder options =
          TrainingOptions.builder()
              .optimizer(OptimizerOptions.of(type).withWeightDecay(0.1))
              .sparseUpdates(sparse)
              .frozenEpochs(1);
      float[] w = new float[layout.size()];
      Arrays.fill(w, 0.5f);
      rows.begin(w, layout);
      WeightUpdate update = update(w, options).holding(HeldWeights.of(layout, rows, List.of()));
      update.add(touched(w.length), 1);
      double norm = Math.sqrt(1 + 4 + (w.length - 8));
      assertEquals(norm, update.apply(0.1, 1), 1e-9, type.name());
      assertArrayEquals(new float[] {7f, 7f, 8f, 8f}, Arrays.copyOfRange(w, 4, 8), type.name());
      assertTrue(w[2] < 0.5f && w[8] < 0.5f && w[w.length - 1] < 0.5f, type.name());

      update.add(touched(w.length), 1);
      update.apply(0.1, 2);
      assertArrayEquals(new float[] {8f, 8f}, Arrays.copyOfRange(w, 6, 8), type.name());
      assertTrue(w[4] < 7f && w[5] < 7f, type.name());
    }
  }

  /** As if the row had been added at that step: Adam's first step has the length of its rate. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void rowsThatThawAreUpdatedFromTheFirstStepOnAndGoOnFromACheckpoint(boolean sparse) {
    ParamLayout layout = new Network(words()).layout();
    InitialWeights rows = InitialWeights.ofRows(2, 2, 2, new float[4]);
    TrainingOptions.Builder options =
        TrainingOptions.builder().frozenEpochs(1).gradientClipNorm(0).sparseUpdates(sparse);
    float[] w = new float[layout.size()];
    WeightUpdate update = update(w, options).holding(HeldWeights.of(layout, rows, List.of()));
    for (int i = 0; i < 5; i++) {
      update.add(touched(w.length), 1);
      update.apply(0.1, 1);
    }
    Checkpoint saved = new Checkpoint();
    update.save(saved);
    float[] again = w.clone();
    WeightUpdate resumed = update(again, options).holding(HeldWeights.of(layout, rows, List.of()));
    resumed.restore(saved);
    update.add(touched(w.length), 1);
    update.apply(0.1, 2);
    assertArrayEquals(new float[] {-0.1f, -0.1f, -0.1f, -0.1f}, Arrays.copyOfRange(w, 4, 8), 1e-6f);
    resumed.add(touched(w.length), 1);
    resumed.apply(0.1, 2);
    assertArrayEquals(w, again);
  }
}
