package org.sparkrnn.ml.column;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.SeriesSteps;
import org.sparkrnn.data.TimeGrid;
import org.sparkrnn.ml.param.kind.GapRule;

/** The rows of one series in the order of time, before they are placed on a grid. */
public final class RawSeries implements Serializable {
  private static final long serialVersionUID = 1L;

  private static final long MOST_NUMBERS = 1 << 28; // of one series
  private static final long MOST_STRETCH = 100; // steps per row
  private static final long SHORT = 1000; // numbers, up to which gaps cost nothing

  private final String name;
  private final double[] times; // [n] ascending
  private final double[] x; // [n, I], the value first; NaN if missing
  private final int past; // numbers known only after a step; the others are known in advance
  private final int trained; // number of rows before the first one for validation
  private final String[] categories; // the same for all rows

  RawSeries(String name, double[] times, double[] x, int past, int trained, String[] categories) {
    this.categories = categories;
    this.name = name;
    this.times = times;
    this.x = x;
    this.past = past;
    this.trained = trained;
  }

  /** The smallest distance of two rows, none for a single row, and the largest time. */
  StepDistance smallestDistance() {
    return StepDistance.of(name, times);
  }

  /**
   * The steps of the series, gaps filled, or masked by NaN.
   *
   * @throws InvalidInputException if times are not on the grid, or there is a gap and gaps are
   *     errors, or the first step lacks a number that only the step before could give
   * @param columns [I] the names of the numbers
   */
  SeriesSteps on(TimeGrid grid, GapRule rule, TimeColumn time, List<String> columns) {
    int I = x.length / times.length;
    int first = 0;
    boolean strips = rule == GapRule.PREVIOUS || rule == GapRule.MASK;
    while (strips && first < times.length && Double.isNaN(x[first * I])) {
      first++; // before the first value there is none to take, and no scale
    }
    first = first == times.length ? 0 : first; // without any value, all rows lie ahead
    TimeGrid own = grid.of(times);
    int[] steps = steps(own, time, first);
    int R = steps[steps.length - 1] + 1;
    requireFewGaps(steps, I, first, own, time);
    if (rule == GapRule.ERROR) { // before there is room for all steps
      int t = 0;
      while (t < steps.length && steps[t] == t) {
        t++;
      }
      int valued = steps.length - 1;
      while (valued > t && Double.isNaN(x[(first + valued) * I])) {
        valued--; // a future step: the forecast reports missing values
      }
      if (t < steps.length && !Double.isNaN(x[(first + valued) * I])) {
        throw missing(columns.get(0), own, time, times[first], t);
      }
    }
    double[] all = new double[R * I];
    Arrays.fill(all, Double.NaN);
    int T = 0;
    int known = Integer.MAX_VALUE; // number of steps before the first one for validation
    for (int i = 0; i < steps.length; i++) {
      int row = first + i;
      System.arraycopy(x, row * I, all, steps[i] * I, I);
      T = Double.isNaN(x[row * I]) ? T : steps[i] + 1;
      known = row >= trained ? Math.min(known, steps[i]) : known;
    }
    SeriesSteps series =
        new SeriesSteps(name, times[first], all, I, T, Math.min(T, known), categories)
            .onDay(own.day());
    if (rule != GapRule.MASK) {
      fill(series, own, rule, time, columns);
    }
    return series;
  }

  private int[] steps(TimeGrid grid, TimeColumn time, int first) {
    int[] steps = new int[times.length - first];
    for (int i = 1; i < steps.length; i++) {
      steps[i] = grid.steps(times[first], times[first + i]);
      if (steps[i] < 0) {
        throw new InvalidInputException(
            "series %s has a row at %s %s, which is not a whole number of steps (timeStep=%s) after its first row at %s; give evenly spaced rows, or set timeStep%s"
                .formatted(
                    name,
                    time.name(),
                    time.shown(times[first + i]),
                    grid.text(),
                    time.shown(times[first]),
                    time.clockChange(grid, times[first + i] - times[first])));
      }
    }
    return steps;
  }

  /**
   * A row far from all others is a wrong time, and no reason to make room for millions of steps.
   */
  private void requireFewGaps(int[] steps, int I, int first, TimeGrid grid, TimeColumn time) {
    long all = (steps[steps.length - 1] + 1L) * I;
    if (all <= MOST_NUMBERS && all <= MOST_STRETCH * Math.max(SHORT, (long) steps.length * I)) {
      return;
    }
    int widest = 1;
    for (int i = 2; i < steps.length; i++) {
      widest = steps[i] - steps[i - 1] > steps[widest] - steps[widest - 1] ? i : widest;
    }
    throw new InvalidInputException(
        "series %s has %d rows, but would have %d steps (timeStep=%s), because no row is between %s %s and %s; correct the time, drop the row, or set timeStep"
            .formatted(
                name,
                steps.length,
                steps[steps.length - 1] + 1L,
                grid.text(),
                time.name(),
                time.shown(times[first + widest - 1]),
                time.shown(times[first + widest])));
  }

  private InvalidInputException missing(
      String column, TimeGrid grid, TimeColumn time, double start, int t) {
    return new InvalidInputException(
        "series %s has no %s at %s %s; %sset gaps=mask (which leaves it out), gaps=previous (which repeats the value before) or gaps=zero, or add the missing value; if no step is expected there, because steps are not timeStep=%s apart, set timeStep"
            .formatted(
                name,
                column,
                time.name(),
                time.shown(grid.time(start, t)),
                time.likeMonths(times)
                    ? "the times look like years and months, so set timeFormat=yyyyMM; otherwise, "
                    : "",
                grid.text()));
  }

  private InvalidInputException noneBefore(
      String column, String label, TimeColumn time, double start) {
    return new InvalidInputException(
        "series %s has no %s at %s %s, where its first %s is, so there is no value before it that gaps=previous could repeat; add the missing value, drop the rows of this series before its first %s, or train with gaps=mask (which leaves it out) or gaps=zero"
            .formatted(name, column, time.name(), time.shown(start), label, column));
  }

  private void fill(
      SeriesSteps series, TimeGrid grid, GapRule rule, TimeColumn time, List<String> columns) {
    double[] all = series.numbers();
    int I = series.width();
    for (int t = 0; t < series.rows(); t++) {
      for (int j = 0; j < I; j++) {
        boolean needed = t < series.length() || j >= past && t < series.rows();
        if (!needed || !Double.isNaN(all[t * I + j])) {
          continue;
        }
        if (j >= past && t >= series.length()) {
          continue; // a future step: the forecast reports missing values
        }
        if (rule == GapRule.ERROR) {
          throw missing(columns.get(j), grid, time, series.start(), t);
        }
        if (rule == GapRule.PREVIOUS && t == 0) {
          throw noneBefore(columns.get(j), columns.get(0), time, series.start());
        }
        all[t * I + j] = rule == GapRule.ZERO ? 0 : all[(t - 1) * I + j];
      }
    }
  }
}
