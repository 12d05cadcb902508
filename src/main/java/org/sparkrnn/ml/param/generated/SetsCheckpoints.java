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
   * Sets checkpointDir: directory, on any Hadoop file system, of checkpoints: a training that was
   * interrupted goes on from the newest, to the same weights. It belongs to one configuration and
   * one set of data; others are refused, so give each training its own, and a CrossValidator's
   * none.
   *
   * @throws InvalidInputException if it is another value
   */
  default E setCheckpointDir(String value) {
    return with(checkpointDir(), value);
  }

  /**
   * Sets checkpointInterval: mini-batch steps after which a checkpoint is written, with the next
   * update; 0 for not by steps (at least 0, default 0).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setCheckpointInterval(int value) {
    return with(checkpointInterval(), value);
  }

  /**
   * Sets checkpointMinutes: minutes after which a checkpoint is written, whatever
   * checkpointInterval is; 0 for not by time. The end of training always writes one (at least 0,
   * default 10.0).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setCheckpointMinutes(double value) {
    return with(checkpointMinutes(), value);
  }

  /**
   * Sets keepCheckpoints: how many of the newest checkpoints are kept (at least 1, default 3).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setKeepCheckpoints(int value) {
    return with(keepCheckpoints(), value);
  }
}
