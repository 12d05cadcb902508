package org.sparkrnn.nn.output;

import java.util.Locale;
import org.sparkrnn.nn.ModuleContext;

/**
 * What one output a sequence reads of the states of its steps; a new choice is one {@link Pooling}
 * and one constant. Of an empty sequence all read zeros.
 */
public enum PoolingType {
  /** The state where the scan of each direction ends. */
  LAST {
    @Override
    Pooling create(ModuleContext context, int width) {
      return new LastStep(context, width);
    }
  },
  /** The mean of the states. */
  MEAN {
    @Override
    Pooling create(ModuleContext context, int width) {
      return new MeanOfSteps(width);
    }
  },
  /** The largest value of each unit. */
  MAX {
    @Override
    Pooling create(ModuleContext context, int width) {
      return new MaxOfSteps(width);
    }
  },
  /** A mean whose weights are learned. */
  ATTENTION {
    @Override
    Pooling create(ModuleContext context, int width) {
      return new Attention(context, width);
    }

    @Override
    long floatsPerStep(int width) {
      return width + 4L; // a; p and de in double
    }
  };

  /**
   * Makes the pooling, which declares its parameters.
   *
   * @param width D*H
   */
  abstract Pooling create(ModuleContext context, int width);

  /** How many floats it keeps a step, beside the gradient of the states. */
  long floatsPerStep(int width) {
    return 0;
  }

  /** The name in saved models: last, mean, max, attention. */
  public String paramValue() {
    return name().toLowerCase(Locale.ROOT);
  }
}
