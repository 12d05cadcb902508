package org.sparkrnn.ml.param.generated;

import org.apache.spark.ml.param.Param;
import org.sparkrnn.data.InvalidInputException;

/**
 * Setters of {@link HasSeason}.
 *
 * <p>Written from {@code src/main/params/params.json}: change it there, see {@code extending.md}.
 *
 * @param <E> the object itself, which setters return
 */
public interface SetsSeason<E> extends HasSeason {
  @SuppressWarnings("unchecked") // by contract
  private <T> E with(Param<T> param, T value) {
    set(param, value);
    return (E) this;
  }

  /**
   * Sets channel: index, from 0, of the input number that is forecast (at least 0, default 0).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setChannel(int value) {
    return with(channel(), value);
  }

  /**
   * Sets readout: place of the values to forecast: after the last step, one or several (last), or
   * after each step, one per step (each). One of last, each (default last).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setReadout(String value) {
    return with(readout(), value);
  }
}
