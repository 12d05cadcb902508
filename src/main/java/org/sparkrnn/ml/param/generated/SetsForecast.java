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
   * Sets loss: loss function: squared, absolute, huber (default squared).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setLoss(String value) {
    return with(loss(), value);
  }

  /**
   * Sets huberDelta: error above which the huber loss grows linearly, in standard deviations of
   * the target if standardize is true, otherwise in units of the target (above 0, default 1.0).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setHuberDelta(double value) {
    return with(huberDelta(), value);
  }

  /**
   * Sets linearSkip: number of last steps that a linear path from the inputs to the output reads,
   * beside the recurrent layers; its weights start at the least squares solution and do not
   * decay; 0 for no such path (at least 0, default 0).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setLinearSkip(int value) {
    return with(linearSkip(), value);
  }

  /**
   * Sets timeCol: column that orders the rows, where each row is one step of a series.
   *
   * @throws InvalidInputException if it is another value
   */
  default E setTimeCol(String value) {
    return with(timeCol(), value);
  }

  /**
   * Sets timeFormat: format of timeCol, if it is text: number, iso, isoOffset, or a java.time
   * pattern such as dd.MM.yyyy HH:mm. If not set, the data decides, if it can be read in one way
   * only.
   *
   * @throws InvalidInputException if it is another value
   */
  default E setTimeFormat(String value) {
    return with(timeFormat(), value);
  }

  /**
   * Sets strategy: how several steps are forecast: all at once by one output per step, or one
   * after another from the forecasts before: direct, recursive (default direct).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setStrategy(String value) {
    return with(strategy(), value);
  }
}
