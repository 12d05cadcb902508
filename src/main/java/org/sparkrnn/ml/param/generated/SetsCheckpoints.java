package org.sparkrnn.ml.param.generated;

import org.apache.spark.ml.param.Param;
import org.sparkrnn.data.InvalidInputException;

/**
 * Setters of {@link HasCheckpoints}.
 *
 * <p>Written from {@code src/main/params/params.json}: change it there, see {@code extending.md}.
 *
 * @param <E> the object itself, which setters return
 */
public interface SetsCheckpoints<E> extends HasCheckpoints {
  @SuppressWarnings("unchecked") // by contract
  private <T> E with(Param<T> param, T value) {
    set(param, value);
    return (E) this;
  }

  /**
   * Sets checkpointDir: directory for checkpoints, on any Hadoop file system. An interrupted
   * training continues from the newest checkpoint and ends with the same weights. A directory
   * belongs to one configuration and one data set: use another one for each training, and none
   * for a CrossValidator.
   *
   * @throws InvalidInputException if it is another value
   */
  default E setCheckpointDir(String value) {
    return with(checkpointDir(), value);
  }

  /**
   * Sets checkpointInterval: number of mini-batches after which a checkpoint is written, at the
   * next update of the weights; with 0, the number of mini-batches does not matter (at least 0,
   * default 0).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setCheckpointInterval(int value) {
    return with(checkpointInterval(), value);
  }

  /**
   * Sets checkpointMinutes: number of minutes after which a checkpoint is written, at the next
   * update of the weights; with 0, the time does not matter. The end of training always writes a
   * checkpoint (at least 0, default 10.0).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setCheckpointMinutes(double value) {
    return with(checkpointMinutes(), value);
  }

  /**
   * Sets keepCheckpoints: number of newest checkpoints to keep (at least 1, default 3).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setKeepCheckpoints(int value) {
    return with(keepCheckpoints(), value);
  }
}
