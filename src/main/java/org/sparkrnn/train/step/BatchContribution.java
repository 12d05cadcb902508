package org.sparkrnn.train.step;

import java.io.Serializable;
import org.sparkrnn.train.shard.Shard;

/**
 * Computes the part that one shard adds to a step's sum. It is serialized with the step's task, so
 * implement it as a named class, not a lambda.
 */
public interface BatchContribution extends Serializable {
  /**
   * Adds a shard's part of a mini-batch into {@code sum}.
   *
   * @param w weights
   * @param carried states that the shards returned in the previous step ({@link
   *     GradientSum#carried}), or null in the first step and where no state is carried
   * @param epoch from 0
   * @param batch the mini-batch's number in its epoch's plan
   * @return {@code sum}
   */
  GradientSum add(GradientSum sum, Shard shard, float[] w, float[] carried, int epoch, int batch);
}
