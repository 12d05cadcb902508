package org.sparkrnn.ml;

import java.io.Serializable;
import java.util.Arrays;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.SeriesSteps;

/**
 * Where the forecasts begin by which a model of series is measured. Let T be the number of values
 * of a series, H the number of steps that are forecast, F the number of folds and s the number of
 * steps between them. Then fold k = 0 .. F - 1 forecasts the H values from T - H - k s on, only
 * from the values before them. Folds that have no value before them are left out.
 *
 * <p>Or the forecasts measure marked rows, which are the last ones of a series: each of these rows
 * once, and no other row. With the first marked row at M, there is a forecast from M, M + H, M + 2
 * H and so on, each of which knows the values before it. The last one may go beyond the last row.
 * If that would need columns known in advance that are not there, it begins at R - H instead, where
 * R is the number of rows, and only those of its values are measured that no other forecast covers.
 * A series with R no more than H is then left out.
 */
public final class RollingOrigin implements Serializable {
  private static final long serialVersionUID = 1L;

  private final int folds;
  private final int step;
  private final String marks; // the column of marked rows, or null for folds

  private RollingOrigin(int folds, int step, String marks) {
    this.folds = folds;
    this.step = step;
    this.marks = marks;
  }

  /** One fold: the last values of each series. */
  public static RollingOrigin last() {
    return new RollingOrigin(1, 1, null);
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
    return new RollingOrigin(folds, step, null);
  }

  /**
   * Forecasts of marked rows, one after another; a series without such a row is not measured.
   *
   * @param column a boolean column that is true for the rows to measure, which must be the last
   *     rows of their series; for example those that were not used for training
   */
  public static RollingOrigin ofRows(String column) {
    return new RollingOrigin(0, 0, column);
  }

  /** F; 0 for marked rows. */
  public int folds() {
    return folds;
  }

  /** The column that marks the rows to measure, or null. */
  String marks() {
    return marks;
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

  /**
   * How many values of a series are known at each origin, in ascending order.
   *
   * @param series read with the marks, if there are any
   * @param horizon H
   * @param needsRows whether a forecast needs a row for each of its steps
   */
  int[] origins(SeriesSteps series, int horizon, boolean needsRows) {
    if (marks == null) {
      return origins(series.length(), horizon);
    }
    int first = firstMarked(series);
    int count = blocks(series.length() - first, horizon);
    int latest = needsRows ? series.rows() - horizon : Integer.MAX_VALUE;
    if (count == 0 || latest < 1) {
      return new int[0];
    }
    int[] origins = new int[count];
    Arrays.setAll(origins, i -> first + i * horizon);
    origins[count - 1] = Math.min(origins[count - 1], latest);
    return origins;
  }

  /** How many blocks of {@code horizon} steps cover some steps; 0 if there are none. */
  private static int blocks(int steps, int horizon) {
    return steps <= 0 ? 0 : (steps - 1) / horizon + 1;
  }

  /** The first step that can be measured: a forecast needs one value before it. */
  private static int firstMarked(SeriesSteps series) {
    return Math.max(1, series.trained());
  }

  /**
   * The values [H] to which a forecast is compared; NaN for those that are missing or are not
   * measured by this forecast.
   *
   * @param origin one of {@link #origins(SeriesSteps, int, boolean)}
   * @param horizon H
   */
  double[] actual(SeriesSteps series, int origin, int horizon) {
    int from = origin;
    if (marks != null) {
      int first = firstMarked(series);
      from = first + blocks(origin - first, horizon) * horizon;
    }
    double[] actual = new double[horizon];
    Arrays.fill(actual, Double.NaN);
    int to = Math.min(origin + horizon, series.length());
    for (int t = from; t < to; t++) {
      actual[t - origin] = series.at(t, 0);
    }
    return actual;
  }
}
