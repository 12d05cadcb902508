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
   * Sets automatic: whether settings that you do not set follow from the training data: the sizes
   * of the network, dropout, the optimizer and the length of training; if false, they have the
   * defaults of this table (default true).
   */
  default E setAutomatic(boolean value) {
    return with(automatic(), value);
  }
}
