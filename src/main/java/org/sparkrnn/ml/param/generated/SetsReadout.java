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
   * Sets readout: whether there is one output, and one target, per step (eachStep; for a
   * classifier only with multilabel=true) or per sequence (all other values). An output per
   * sequence reads the state at the last step (lastStep; a reverse scan ends at the first step),
   * or all states: their mean (mean), the largest value of each unit (max), both (meanMax), or a
   * mean with learned weights (attention). One of eachStep, lastStep, mean, max, meanMax,
   * attention (default lastStep).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setReadout(String value) {
    return with(readout(), value);
  }
}
