package org.sparkrnn.testkit.twin;

import java.util.Arrays;
import org.sparkrnn.nn.sequence.Activation;

/** Functions of numbers. */
final class Functions {
  private Functions() {}

  static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  static double activation(Activation f, double z) {
    return switch (f) {
      case TANH -> Math.tanh(z);
      case SIGMOID -> sigmoid(z);
      case RELU -> Math.max(0, z);
    };
  }

  static double[] softmax(double[] o) {
    double max = Arrays.stream(o).max().getAsDouble();
    double sum = Arrays.stream(o).map(v -> Math.exp(v - max)).sum();
    return Arrays.stream(o).map(v -> Math.exp(v - max) / sum).toArray();
  }
}
