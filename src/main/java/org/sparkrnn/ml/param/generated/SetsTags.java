package org.sparkrnn.ml.param.generated;

import org.apache.spark.ml.param.Param;

/**
 * Setters of {@link HasTags}.
 *
 * <p>Written from {@code src/main/params/params.json}: change it there, see {@code extending.md}.
 *
 * @param <E> the object itself, which setters return
 */
public interface SetsTags<E> extends HasTags {
  @SuppressWarnings("unchecked") // by contract
  private <T> E with(Param<T> param, T value) {
    set(param, value);
    return (E) this;
  }

  /**
   * Sets transitions: whether labels depend on their neighbours: a linear-chain CRF (default
   * false).
   */
  default E setTransitions(boolean value) {
    return with(transitions(), value);
  }
}
