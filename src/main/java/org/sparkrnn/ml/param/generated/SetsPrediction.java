package org.sparkrnn.ml.param.generated;

import org.apache.spark.ml.param.Param;
import org.sparkrnn.data.InvalidInputException;

/**
 * Setters of {@link HasPrediction}.
 *
 * <p>Written from {@code src/main/params/params.json}: change it there, see {@code extending.md}.
 *
 * @param <E> the object itself, which setters return
 */
public interface SetsPrediction<E> extends HasPrediction {
  @SuppressWarnings("unchecked") // by contract
  private <T> E with(Param<T> param, T value) {
    set(param, value);
    return (E) this;
  }

  /**
   * Sets chunkRows: largest number of rows that transform reads before it hands on the first of
   * them; they are predicted together. Fewer rows bound the latency of a stream, but are slower
   * (at least 1, default 1024).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setChunkRows(int value) {
    return with(chunkRows(), value);
  }
}
