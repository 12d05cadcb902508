package org.sparkrnn.nn.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sparkrnn.data.Safetensors;
import org.sparkrnn.math.Special;

/**
 * Compares likelihoods with PyTorch and SciPy: see src/test/python/make_likelihood_references.py.
 */
class LikelihoodTest {
  private static final Path REFERENCES = Path.of("src/test/resources/references/likelihood");

  private static Safetensors reference(LossType type) throws IOException {
    Path file = REFERENCES.resolve(type.paramValue() + ".safetensors");
    try (InputStream in = Files.newInputStream(file)) {
      return Safetensors.read(in, Files.size(file), file.toString());
    }
  }

  private static LossType type(Likelihood likelihood) {
    return Arrays.stream(LossType.values())
        .filter(type -> type.likelihood() == likelihood)
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @EnumSource
  void lossGradientAndQuantilesAgree(Likelihood likelihood) throws IOException {
    Safetensors reference = reference(type(likelihood));
    int P = likelihood.parameters();
    float[] targets = reference.get("targets").floats();
    double[] losses = reference.get("loss").doubles();
    double[] grad = reference.get("grad").doubles();
    double[] levels = reference.get("levels").doubles();
    double[] quantiles = reference.get("quantiles").doubles();
    assertEquals(40, losses.length);
    for (int n = 0; n < losses.length; n++) {
      float[] o = reference.get("logits").floats();
      double[] p = new double[P];
      double[] d = new double[P];
      double loss = likelihood.lossAndGradient(o, n * P, targets, n * P, p, d);
      assertEquals(losses[n], loss, 1e-9 * (1 + Math.abs(losses[n])), "loss " + n);
      assertEquals(loss, likelihood.loss(p, targets[n * P]), 0);
      for (int i = n * P; i < (n + 1) * P; i++) {
        assertEquals(grad[i], o[i], 1e-6 * (1 + Math.abs(grad[i])), "gradient " + n + " " + i % P);
      }
      for (int q = 0; q < levels.length; q++) {
        double expected = quantiles[n * levels.length + q];
        double found = likelihood.quantile(p, levels[q], Special.normalQuantile(levels[q]));
        assertEquals(expected, found, 1e-8 * (1 + Math.abs(expected)), n + " at " + levels[q]);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void outputsAreTheParametersThatTheLossSees(Likelihood likelihood) {
    int P = likelihood.parameters();
    float[] o = Arrays.copyOf(new float[] {0.7f, -1.3f, 0.4f}, P);
    double[] seen = new double[P];
    float scale = 4;
    likelihood.parameters(o, 0, new float[] {3, scale, 0}, 0, seen);
    likelihood.outputs(o, 0);
    double[] outputs = new double[P];
    Arrays.setAll(outputs, i -> o[i]);
    double[] restored = likelihood.restored(outputs, 0, 0, likelihood.ofCounts() ? scale : 1);
    for (int i = 0; i < P; i++) {
      assertEquals(seen[i], restored[i], 1e-6);
    }
    double[] larger = likelihood.restored(outputs, 0, 0, 16);
    assertEquals(16 * outputs[0], larger[0], 1e-9);
    assertEquals(likelihood.ofCounts() ? outputs[1] / 4 : 16 * outputs[1], larger[1], 1e-9);
  }

  @ParameterizedTest
  @EnumSource
  void samplesFallBetweenQuantilesAsOftenAsTheySay(Likelihood likelihood) {
    double[] p = Arrays.copyOf(new double[] {40, 0.3, 3.5}, likelihood.parameters());
    SplittableRandom random = new SplittableRandom(9);
    int n = 20_000;
    double[] levels = {0.05, 0.3, 0.7, 0.95};
    int[] below = new int[levels.length];
    for (int i = 0; i < n; i++) {
      double sample = likelihood.sample(p, random);
      for (int q = 0; q < levels.length; q++) {
        double quantile = likelihood.quantile(p, levels[q], Special.normalQuantile(levels[q]));
        below[q] += sample <= quantile ? 1 : 0;
      }
    }
    for (int q = 0; q < levels.length; q++) {
      double slack = likelihood.ofCounts() ? 0.03 : 0.011; // shares of counts are steps
      assertEquals(levels[q], (double) below[q] / n, slack);
    }
  }

  @Test
  void quantilesOfCountsAreTheLeastThatSuffice() {
    double[] rare = {0.01, 0.5};
    assertEquals(0, Likelihood.NEGATIVE_BINOMIAL.quantile(rare, 0.9, 0));
    assertEquals(1, Likelihood.NEGATIVE_BINOMIAL.quantile(rare, 0.995, 0));
    // with r = 1 the distribution is geometric: P(Y <= k) = 1 - (mu / (1 + mu))^(k + 1)
    double[] geometric = {1e6, 1};
    double expected = Math.ceil(Math.log(0.1) / Math.log(1e6 / (1 + 1e6)) - 1);
    assertEquals(expected, Likelihood.NEGATIVE_BINOMIAL.quantile(geometric, 0.9, 0), 1);
  }

  @Test
  void lossesStayFiniteWhereNothingChangesAndFarOut() {
    for (Likelihood likelihood : Likelihood.values()) {
      for (float logit : new float[] {-1000, 0, 1000}) {
        for (float y : new float[] {0, 3, 1e6f}) {
          int P = likelihood.parameters();
          float[] o = new float[P];
          Arrays.fill(o, logit);
          float[] targets = Arrays.copyOf(new float[] {y, 1, 0}, P);
          double loss = likelihood.lossAndGradient(o, 0, targets, 0, new double[P], new double[P]);
          assertTrue(Double.isFinite(loss), likelihood + " of " + y + " with " + logit);
          for (float slope : o) {
            assertTrue(Float.isFinite(slope), likelihood + " of " + y + " with " + logit);
          }
        }
      }
    }
  }

  @Test
  void lossesThatFitNoHeadAreRefused() {
    Loss gaussian = Loss.ofLikelihood(LossType.GAUSSIAN);
    assertRefused(
        "3 outputs are no whole number", () -> gaussian.requireFits(HeadType.LIKELIHOOD, 3));
    assertRefused(
        "head IDENTITY does not support this loss",
        () -> gaussian.requireFits(HeadType.IDENTITY, 2));
    assertRefused(
        "head LIKELIHOOD does not support this loss",
        () -> Loss.DEFAULT.requireFits(HeadType.LIKELIHOOD, 2));
    assertRefused("is a likelihood", () -> Loss.ofReals(LossType.STUDENT, 1));
    assertRefused("none of a distribution", () -> Loss.ofLikelihood(LossType.HUBER));
    assertThrows(UnsupportedOperationException.class, () -> gaussian.ofError(1));
  }

  private static void assertRefused(String expected, Runnable work) {
    String message = assertThrows(IllegalArgumentException.class, work::run).getMessage();
    assertTrue(message.contains(expected), message);
  }
}
