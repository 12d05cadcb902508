package org.sparkrnn.train.step;

import org.sparkrnn.train.StepTime;

/** Computes the gradient of a mini-batch at given weights. */
public interface GradientSource extends AutoCloseable {
  /**
   * Computes the gradient of one mini-batch.
   *
   * @param w weights
   * @param carried the states that the shards returned in the previous step, one after the other,
   *     or null
   * @param epoch from 0
   * @param batch the mini-batch's number in its epoch's plan
   * @param time receives the time that this takes
   */
  GradientSum gradient(float[] w, float[] carried, int epoch, int batch, StepTime time);

  /** Computes the gradient where no state is carried. */
  default GradientSum gradient(float[] w, int epoch, int batch, StepTime time) {
    return gradient(w, null, epoch, batch, time);
  }

  /**
   * Says which mini-batch of the same epoch comes after that of the next {@link #gradient}, for
   * those who can prepare for it. It is a hint: any other may come instead.
   *
   * @param batch its number, or -1 if there is none
   */
  default void announce(int batch) {}

  /** Describes the purpose of the next gradients in Spark's user interface. */
  default void describe(String what) {}

  @Override
  default void close() {}
}
