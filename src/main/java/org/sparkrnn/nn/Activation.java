package org.sparkrnn.nn;

import java.util.Locale;

/** f1 of Elman and memoryless layers, and its derivative as a function of its value h = f1(z). */
public enum Activation {
  /** h = (1 - exp(-2z)) / (1 + exp(-2z)), h' = 1 - h^2. */
  TANH {
    @Override
    float value(float z) {
      return (float) Math.tanh(z);
    }

    @Override
    float derivative(float h) {
      return 1f - h * h;
    }
  },
  /** h = 1 / (1 + exp(-z)), h' = h (1 - h). */
  SIGMOID {
    @Override
    float value(float z) {
      return sigmoid(z);
    }

    @Override
    float derivative(float h) {
      return h * (1f - h);
    }
  },
  /** h = max(0, z), h' = [z > 0]. */
  RELU {
    @Override
    float value(float z) {
      return Math.max(0f, z); // NaN stays NaN, and so is noticed
    }

    @Override
    float derivative(float h) {
      return h > 0f ? 1f : 0f;
    }
  };

  abstract float value(float z);

  abstract float derivative(float h);

  static float sigmoid(float z) {
    return (float) (1.0 / (1.0 + Math.exp(-z)));
  }

  /** The name users write: tanh, sigmoid, relu. */
  public String paramValue() {
    return name().toLowerCase(Locale.ROOT);
  }
}
