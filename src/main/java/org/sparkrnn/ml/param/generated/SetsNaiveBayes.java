package org.sparkrnn.ml.param.generated;

import org.apache.spark.ml.param.Param;
import org.sparkrnn.data.InvalidInputException;

/**
 * Setters of {@link HasNaiveBayes}.
 *
 * <p>Written from {@code src/main/params/params.json}: change it there, see {@code extending.md}.
 *
 * @param <E> the object itself, which setters return
 */
public interface SetsNaiveBayes<E> extends HasNaiveBayes {
  @SuppressWarnings("unchecked") // by contract
  private <T> E with(Param<T> param, T value) {
    set(param, value);
    return (E) this;
  }

  /**
   * Sets minOrder: length of the shortest n-grams (at least 1, default 2).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setMinOrder(int value) {
    return with(minOrder(), value);
  }

  /**
   * Sets maxOrder: length of the longest n-grams (at least 1, default 3).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setMaxOrder(int value) {
    return with(maxOrder(), value);
  }

  /**
   * Sets smoothing: number added to the count of every n-gram; 1 is add-one smoothing, and
   * smaller numbers suit rare classes better (above 0, default 0.05).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setSmoothing(double value) {
    return with(smoothing(), value);
  }
}
