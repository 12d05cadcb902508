package org.sparkrnn.optim;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.sparkrnn.data.Safetensors;

/**
 * Compares optimizers and schedules with those of PyTorch in double, stored by
 * src/test/python/make_optimizer_references.py. Our defaults must be those of PyTorch.
 */
class PyTorchOptimizerTest {
  private static final Path FILE =
      Path.of("src/test/resources/references/optim/optimizers.safetensors");
  private static final double RATE = 0.05;

  private static Safetensors references() throws IOException {
    try (InputStream in = Files.newInputStream(FILE)) {
      return Safetensors.read(in, Files.size(FILE), FILE.toString());
    }
  }

  @ParameterizedTest
  @EnumSource
  void weightsAreThoseOfPyTorch(OptimizerType type) throws IOException {
    OptimizerOptions options = OptimizerOptions.of(type);
    compare(options, type.paramValue());
    compare(options.withWeightDecay(0.05), type.paramValue() + "-decay");
  }

  private static void compare(OptimizerOptions options, String name) throws IOException {
    Safetensors references = references();
    double[] expected = references.get(name).doubles(); // [20, n]
    float[] gradients = references.get("gradients").floats();
    float[] w = references.get("start").floats();
    int n = w.length;
    Optimizer optimizer = options.create();
    float[][] state = new float[optimizer.stateSlots()][n];
    for (int t = 0; t < gradients.length / n; t++) {
      float[] g = java.util.Arrays.copyOfRange(gradients, t * n, (t + 1) * n);
      optimizer.update(w, g, 1, state, t + 1, RATE);
      for (int i = 0; i < n; i++) {
        double e = expected[t * n + i];
        assertEquals(
            e, w[i], 1e-5 * Math.max(1, Math.abs(e)), name + " step " + (t + 1) + " element " + i);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"STEP, 0.5, 3, 0", "EXPONENTIAL, 0.8, 1, 0", "PLATEAU, 0.5, 2, 0.01"})
  void schedulesByEpochAreThoseOfPyTorch(ScheduleType type, double factor, int epochs, double min)
      throws IOException {
    Safetensors references = references();
    double[] expected = references.get("schedule." + type.paramValue()).doubles();
    double[] losses = references.get("losses").doubles();
    Schedule schedule =
        ScheduleOptions.of(type, RATE)
            .withDecay(factor, epochs)
            .withMinLearningRate(min)
            .create(3, expected.length);
    for (int epoch = 0; epoch < expected.length; epoch++) {
      for (int step = 0; step < 3; step++) {
        assertEquals(
            expected[epoch], schedule.learningRate(3L * epoch + step), 1e-12, "epoch " + epoch);
      }
      schedule.onEpoch(losses[epoch]);
    }
  }

  @Test
  void cosineIsThatOfPyTorch() throws IOException {
    double[] expected = references().get("schedule.cosine").doubles();
    Schedule schedule =
        ScheduleOptions.of(ScheduleType.COSINE, RATE).withMinLearningRate(0.01).create(5, 4);
    for (int step = 0; step < expected.length; step++) {
      assertEquals(expected[step], schedule.learningRate(step), 1e-12, "step " + step);
    }
  }
}
