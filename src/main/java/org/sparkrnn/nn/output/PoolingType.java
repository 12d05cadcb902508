package org.sparkrnn.nn.output;

import java.util.List;
import org.sparkrnn.nn.ModuleContext;

/**
 * The values that one output per sequence reads from the states of its steps. A new choice needs
 * one {@link Pooling} and one constant. For empty sequences all read zeros.
 */
public enum PoolingType {
  /** The state at the end of each direction's scan. */
  LAST("last") {
    @Override
    Pooling create(ModuleContext context, int width) {
      return new LastStep(context, width);
    }
  },
  /** The mean of the states. */
  MEAN("mean") {
    @Override
    Pooling create(ModuleContext context, int width) {
      return new MeanOfSteps(width);
    }
  },
  /** The largest value of each unit. */
  MAX("max") {
    @Override
    Pooling create(ModuleContext context, int width) {
      return new MaxOfSteps(width);
    }
  },
  /** The mean and the largest value of each unit, concatenated. */
  MEAN_MAX("meanMax") {
    @Override
    Pooling create(ModuleContext context, int width) {
      return new JoinedPooling(width, List.of(new MeanOfSteps(width), new MaxOfSteps(width)));
    }

    @Override
    int pooledWidth(int width) {
      return 2 * width;
    }

    @Override
    long floatsPerStep(int width) {
      return width; // the gradient of one of the two
    }
  },
  /** A mean whose weights are learned. */
  ATTENTION("attention") {
    @Override
    Pooling create(ModuleContext context, int width) {
      return new Attention(context, width);
    }

    @Override
    long floatsPerStep(int width) {
      return width + 4L; // a; p and de in double
    }
  };

  private final String paramValue;

  PoolingType(String paramValue) {
    this.paramValue = paramValue;
  }

  /**
   * Makes the pooling, which declares its parameters.
   *
   * @param width D*H
   */
  abstract Pooling create(ModuleContext context, int width);

  /** P, the width of the result for states of a given width. */
  int pooledWidth(int width) {
    return width;
  }

  /** How many floats it keeps per step, apart from the gradient of the states. */
  long floatsPerStep(int width) {
    return 0;
  }

  /** The name in saved models: last, mean, max, meanMax, attention. */
  public String paramValue() {
    return paramValue;
  }
}
