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
   * Sets readout: where the network has an output, and so a target: at each step (for a
   * classifier only if multilabel is set), or once per sequence. An output per sequence reads the
   * state at the last step (lastStep; a reverse scan ends at the first one), or all states: their
   * mean (mean), the maximum of each unit (max), or a mean with learned weights (attention):
   * eachStep, lastStep, mean, max, meanMax, attention (default lastStep).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setReadout(String value) {
    return with(readout(), value);
  }
}
