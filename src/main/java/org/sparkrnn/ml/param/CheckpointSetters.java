package org.sparkrnn.ml.param;

import org.apache.spark.ml.param.Param;

/**
 * Setters of {@link CheckpointParams}.
 *
 * @param <E> the estimator itself, which setters return
 */
public interface CheckpointSetters<E> extends CheckpointParams {
  @SuppressWarnings("unchecked")
  private <T> E with(Param<T> param, T value) {
    set(param, value);
    return (E) this;
  }

  default E setCheckpointDir(String value) {
    return with(checkpointDir(), value);
  }

  default E setCheckpointInterval(int value) {
    return with(checkpointInterval(), value);
  }

  default E setCheckpointMinutes(double value) {
    return with(checkpointMinutes(), value);
  }

  default E setKeepCheckpoints(int value) {
    return with(keepCheckpoints(), value);
  }
}
