package org.sparkrnn.ml;

import java.io.Serializable;
import java.util.Arrays;
import org.sparkrnn.data.InvalidInputException;

/**
 * Where the forecasts begin by which a model of series is measured. Let T be the number of values
 * of a series, H the number of steps that are forecast, F the number of folds and s the number of
 * steps between them. Then fold k = 0 .. F - 1 forecasts the H values from T - H - k s on, only
 * from the values before them. Folds that have no value before them are left out.
 */
public final class RollingOrigin implements Serializable {
  private static final long serialVersionUID = 1L;

  private final int folds;
  private final int step;

  private RollingOrigin(int folds, int step) {
    this.folds = folds;
    this.step = step;
  }

  /** One fold: the last values of each series. */
  public static RollingOrigin last() {
    return new RollingOrigin(1, 1);
  }

  /**
   * Several folds.
   *
   * @param folds F
   * @param step s, steps from one fold to the one before it
   * @throws InvalidInputException if one of them is below 1
   */
  public static RollingOrigin of(int folds, int step) {
    if (folds < 1) {
      throw new InvalidInputException(
          "folds is %d; expected 1 or more, the number of forecasts of each series that are measured"
              .formatted(folds));
    }
    if (step < 1) {
      throw new InvalidInputException(
          "step is %d; expected 1 or more, the number of steps between two forecasts of a series that are measured"
              .formatted(step));
    }
    return new RollingOrigin(folds, step);
  }

  /** F. */
  public int folds() {
    return folds;
  }

  /**
   * How many values are known at each origin, in ascending order; none if the series is too short.
   *
   * @param length T
   * @param horizon H
   */
  int[] origins(int length, int horizon) {
    int last = length - horizon;
    long possible = last < 1 ? 0 : (last - 1L) / step + 1;
    int[] origins = new int[(int) Math.min(folds, possible)];
    Arrays.setAll(origins, i -> last - (origins.length - 1 - i) * step);
    return origins;
  }
}
