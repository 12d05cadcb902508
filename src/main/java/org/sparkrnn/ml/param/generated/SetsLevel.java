package org.sparkrnn.ml.param.generated;

import org.apache.spark.ml.param.Param;
import org.sparkrnn.data.InvalidInputException;

/**
 * Setters of {@link HasLevel}.
 *
 * <p>Written from {@code src/main/params/params.json}: change it there, see {@code extending.md}.
 *
 * @param <E> the object itself, which setters return
 */
public interface SetsLevel<E> extends HasLevel {
  @SuppressWarnings("unchecked") // by contract
  private <T> E with(Param<T> param, T value) {
    set(param, value);
    return (E) this;
  }

  /**
   * Sets level: how a string column is split into tokens: into characters (Unicode code points)
   * or into words at white space; an array&lt;string&gt; holds tokens already. One of character,
   * word (default character).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setLevel(String value) {
    return with(level(), value);
  }
}
