package org.sparkrnn.ml.param.generated;

import org.apache.spark.ml.param.Param;
import org.sparkrnn.data.InvalidInputException;

/**
 * Setters of {@link HasReadout}.
 *
 * <p>Written from {@code src/main/params/params.json}: change it there, see {@code extending.md}.
 *
 * @param <E> the object itself, which setters return
 */
public interface SetsReadout<E> extends HasReadout {
  @SuppressWarnings("unchecked") // by contract
  private <T> E with(Param<T> param, T value) {
    set(param, value);
    return (E) this;
  }

  /**
   * Sets readout: which steps have an output, and so a target: each (a classifier's with
   * multilabel alone), or one for all of the sequence, which reads the state at the last step
   * (lastStep; of a reverse scan the first), or all states: their mean, the largest value of each
   * unit (max), or a mean whose weights are learned (attention): eachStep, lastStep, mean, max,
   * meanMax, attention (default lastStep).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setReadout(String value) {
    return with(readout(), value);
  }
}
