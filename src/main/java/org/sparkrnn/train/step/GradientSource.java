package org.sparkrnn.train.step;

import org.sparkrnn.train.StepTime;

/** Whatever can compute the gradient of a mini-batch from weights. */
public interface GradientSource extends AutoCloseable {
  /**
   * The gradient of one mini-batch.
   *
   * @param w weights
   * @param carried what the shards handed over in the step before, one behind the other, or null
   * @param epoch from 0
   * @param batch number of the mini-batch in its epoch's plan
   * @param time where the time it takes is added
   */
  GradientSum gradient(float[] w, float[] carried, int epoch, int batch, StepTime time);

  /** The same where nothing is carried. */
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

  /** Says what the next gradients are for, to those who watch Spark's jobs. */
  default void describe(String what) {}

  @Override
  default void close() {}
}
