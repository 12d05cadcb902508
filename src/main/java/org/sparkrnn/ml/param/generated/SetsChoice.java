package org.sparkrnn.ml.param.generated;

import org.apache.spark.ml.param.Param;

/**
 * Setters of {@link HasChoice}.
 *
 * <p>Written from {@code src/main/params/params.json}: change it there, see {@code extending.md}.
 *
 * @param <E> the object itself, which setters return
 */
public interface SetsChoice<E> extends HasChoice {
  @SuppressWarnings("unchecked") // by contract
  private <T> E with(Param<T> param, T value) {
    set(param, value);
    return (E) this;
  }

  /**
   * Sets automatic: whether settings that are not set follow from the training data: the
   * network's sizes, dropout, optimizer, and how long training lasts; if not, they are the
   * defaults of this table (default true).
   */
  default E setAutomatic(boolean value) {
    return with(automatic(), value);
  }
}
