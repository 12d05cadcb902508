package org.sparkrnn.train.step;

import org.sparkrnn.train.StepTime;

/** Computes the gradient of a mini-batch at given weights. */
public interface GradientSource extends AutoCloseable {
  /**
   * Computes the gradient of one mini-batch.
   *
   * @param w weights
   * @param carried states that the shards returned in the previous step, or null
   * @param epoch from 0
   * @param batch the mini-batch's number in its epoch's plan
   * @param time receives the time that this takes
   */
  GradientSum gradient(float[] w, float[] carried, int epoch, int batch, StepTime time);

  /** Computes the gradient where no state is carried. */
  default GradientSum gradient(float[] w, int epoch, int batch, StepTime time) {
    return gradient(w, null, epoch, batch, time);
  }

  /** Describes the purpose of the next gradients in Spark's user interface. */
  default void describe(String what) {}

  @Override
  default void close() {}
}
