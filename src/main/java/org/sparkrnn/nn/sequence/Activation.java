package org.sparkrnn.nn.sequence;

import java.util.Locale;
import org.sparkrnn.math.Kernels;

/** f1 of Elman and memoryless layers. */
public enum Activation {
  /** h = (1 - exp(-2z)) / (1 + exp(-2z)), h' = 1 - h^2. */
  TANH,
  /** h = 1 / (1 + exp(-z)), h' = h (1 - h). */
  SIGMOID,
  /** h = max(0, z), h' = [z > 0]. */
  RELU;

  /** The same function among the kernels. */
  public Kernels.Activation kernel() {
    return Kernels.Activation.valueOf(name());
  }

  /** What ONNX calls it, as an operator and as an activation of one. */
  String onnx() {
    return switch (this) {
      case TANH -> "Tanh";
      case SIGMOID -> "Sigmoid";
      case RELU -> "Relu";
    };
  }

  /** The name users write: tanh, sigmoid, relu. */
  public String paramValue() {
    return name().toLowerCase(Locale.ROOT);
  }
}
