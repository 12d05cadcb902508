package org.sparkrnn.ml.param.generated;

import org.apache.spark.ml.param.Param;
import org.sparkrnn.data.InvalidInputException;

/**
 * Setters of {@link HasAudioColumns}.
 *
 * <p>Written from {@code src/main/params/params.json}: change it there, see {@code extending.md}.
 *
 * @param <E> the object itself, which setters return
 */
public interface SetsAudioColumns<E> extends HasAudioColumns {
  @SuppressWarnings("unchecked") // by contract
  private <T> E with(Param<T> param, T value) {
    set(param, value);
    return (E) this;
  }

  /**
   * Sets inputCol: input column: whole WAV files (binary), as Spark's source binaryFile reads
   * them (default content).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setInputCol(String value) {
    return with(inputCol(), value);
  }

  /**
   * Sets outputCol: output column: the frames of each file (array&lt;array&lt;float&gt;&gt;)
   * (default features).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setOutputCol(String value) {
    return with(outputCol(), value);
  }

  /**
   * Sets mode: treatment of malformed files: the first one ends the work with a message
   * (failfast), or they are dropped and counted (dropmalformed). One of failfast, dropmalformed
   * (default failfast).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setMode(String value) {
    return with(mode(), value);
  }
}
