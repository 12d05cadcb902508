package org.sparkrnn.ml.param.generated;

import org.apache.spark.ml.param.Param;
import org.sparkrnn.data.InvalidInputException;

/**
 * Setters of {@link HasNeighbors}.
 *
 * <p>Written from {@code src/main/params/params.json}: change it there, see {@code extending.md}.
 *
 * @param <E> the object itself, which setters return
 */
public interface SetsNeighbors<E> extends HasNeighbors {
  @SuppressWarnings("unchecked") // by contract
  private <T> E with(Param<T> param, T value) {
    set(param, value);
    return (E) this;
  }

  /**
   * Sets distance: distance between two series: step by step (euclidean) or after dynamic time
   * warping (dtw). One of euclidean, dtw (default dtw).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setDistance(String value) {
    return with(distance(), value);
  }

  /**
   * Sets warpingWindow: largest shift of a step by warping, as a fraction of the length of the
   * longer series (if not set, it is learned on the training series, from 0 to 0.2) (at least 0
   * and below 1).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setWarpingWindow(double value) {
    return with(warpingWindow(), value);
  }

  /**
   * Sets maxSeries: largest number of training series to compare with; if there are more, this
   * many are chosen by their content (at least 1, default 10000).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setMaxSeries(int value) {
    return with(maxSeries(), value);
  }
}
