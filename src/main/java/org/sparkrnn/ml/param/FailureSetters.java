package org.sparkrnn.ml.param;

import org.apache.spark.ml.param.Param;

/**
 * Setters of {@link FailureParams}.
 *
 * @param <E> the estimator itself, which setters return
 */
public interface FailureSetters<E> extends FailureParams {
  @SuppressWarnings("unchecked")
  private <T> E with(Param<T> param, T value) {
    set(param, value);
    return (E) this;
  }

  default E setMode(String value) {
    return with(mode(), value);
  }

  default E setNonFinitePolicy(String value) {
    return with(nonFinitePolicy(), value);
  }
}
