package org.sparkrnn.ml.param.generated;

import org.apache.spark.ml.param.Param;
import org.sparkrnn.data.InvalidInputException;

/**
 * Setters of {@link HasForecast}.
 *
 * <p>Written from {@code src/main/params/params.json}: change it there, see {@code extending.md}.
 *
 * @param <E> the object itself, which setters return
 */
public interface SetsForecast<E> extends HasForecast {
  @SuppressWarnings("unchecked") // by contract
  private <T> E with(Param<T> param, T value) {
    set(param, value);
    return (E) this;
  }

  /**
   * Sets loss: how far an output is from its target: squared, absolute, huber (default squared).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setLoss(String value) {
    return with(loss(), value);
  }

  /**
   * Sets huberDelta: error from which on loss huber grows linearly; in standard deviations of the
   * target where standardize is true (above 0, default 1.0).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setHuberDelta(double value) {
    return with(huberDelta(), value);
  }

  /**
   * Sets linearSkip: of how many last steps the output reads the inputs by weights alone, beside
   * what the recurrent layers make of them; these weights start at the least squares solution and
   * do not decay; 0 for none (at least 0, default 0).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setLinearSkip(int value) {
    return with(linearSkip(), value);
  }

  /**
   * Sets timeCol: column that orders the rows, where the input columns are numbers and rows the
   * steps of one series.
   *
   * @throws InvalidInputException if it is another value
   */
  default E setTimeCol(String value) {
    return with(timeCol(), value);
  }

  /**
   * Sets timeFormat: how the texts of timeCol are read: number, iso, isoOffset or a pattern of
   * java.time such as dd.MM.yyyy HH:mm; unset: as they all can be read, if that is one way only.
   *
   * @throws InvalidInputException if it is another value
   */
  default E setTimeFormat(String value) {
    return with(timeFormat(), value);
  }

  /**
   * Sets strategy: how a horizon of several steps is forecast: by as many outputs, or one by one
   * from what was forecast before: direct, recursive (default direct).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setStrategy(String value) {
    return with(strategy(), value);
  }
}
