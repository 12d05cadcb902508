package org.sparkrnn.train.step;

import java.io.Serializable;
import java.util.Arrays;
import org.sparkrnn.nn.ParamLayout;
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
   * @param carried the state that this shard returned in the previous step ({@link
   *     GradientSum#carry}), or null in the first step and where no state is carried
   * @param epoch from 0
   * @param batch the mini-batch's number in its epoch's plan
   * @return {@code sum}
   */
  GradientSum add(GradientSum sum, Shard shard, float[] w, float[] carried, int epoch, int batch);

  /**
   * The block before all others of which mini-batches read few rows, so that the rest of it need
   * not be sent; null if there is none.
   */
  default ParamLayout.Block table() {
    return null;
  }

  /** The rows of {@link #table} that a shard's part of a mini-batch reads, ascending. */
  default int[] tableRows(Shard shard, int epoch, int batch) {
    return new int[0];
  }

  /** How many numbers the shards before this one hand over to the next step. */
  default int carriedBefore(int shard) {
    return 0;
  }

  /**
   * What one shard handed over.
   *
   * @param carried by all shards, one behind the other ({@link GradientSum#carried}), or null
   */
  default float[] carriedBy(int shard, float[] carried) {
    return carried == null
        ? null
        : Arrays.copyOfRange(carried, carriedBefore(shard), carriedBefore(shard + 1));
  }
}
