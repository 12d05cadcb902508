package org.sparkrnn.train.step;

import java.io.Serializable;
import org.sparkrnn.train.shard.Shard;

/** What one shard adds to a step's sum. It travels with the step's task: name the class. */
public interface BatchContribution extends Serializable {
  /**
   * Adds a shard's part of a mini-batch into {@code sum}.
   *
   * @param w weights
   * @param carried what the shards handed over in the step before ({@link GradientSum#carried}), or
   *     null where nothing is carried or nothing was yet
   * @param epoch from 0
   * @param batch number of the mini-batch in its epoch's plan
   * @return {@code sum}
   */
  GradientSum add(GradientSum sum, Shard shard, float[] w, float[] carried, int epoch, int batch);
}
