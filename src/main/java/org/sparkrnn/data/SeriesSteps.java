package org.sparkrnn.data;

import java.io.Serializable;
import java.util.Arrays;

/**
 * The steps of one series at equal distances, each with its numbers: first the value that is
 * forecast, then what else is known of a step once it is over, then what is known of it before. The
 * last steps may lie ahead: of them only the last kind is known.
 *
 * <p>Not a record: these travel in shuffles, and the Kryo in Spark cannot read records.
 */
public final class SeriesSteps implements Serializable {
  private static final long serialVersionUID = 1L;

  private final String name;
  private final double start;
  private final double[] x; // [R, I]
  private final int width;
  private final int length;
  private final int trained;
  private final String[] categories;
  private final int first; // the place of step 0 on the grid that begins at start
  private final int day; // of the month, as TimeGrid has it
  private final double earlierScale;

  /**
   * @param name of the series
   * @param start the time of its first step
   * @param x [R, width] numbers of the steps, R of them
   * @param length T, how many of them have a value; the others lie ahead
   * @param trained how many of those may be trained on; the others are for validation
   */
  public SeriesSteps(String name, double start, double[] x, int width, int length, int trained) {
    this(name, start, x, width, length, trained, new String[0]);
  }

  /**
   * A series of which more is known.
   *
   * @param categories [C] what is known of the whole series, each by its name; not copied
   */
  public SeriesSteps(
      String name,
      double start,
      double[] x,
      int width,
      int length,
      int trained,
      String[] categories) {
    this(name, start, x, width, length, trained, categories, 0, 0, 1);
  }

  private SeriesSteps(
      String name,
      double start,
      double[] x,
      int width,
      int length,
      int trained,
      String[] categories,
      int first,
      int day,
      double earlierScale) {
    this.earlierScale = earlierScale;
    this.categories = categories;
    this.first = first;
    this.day = day;
    this.name = name;
    this.start = start;
    this.x = x;
    this.width = width;
    this.length = length;
    this.trained = trained;
  }

  /** The same on a day of the month, as {@link TimeGrid#day} has it; numbers are not copied. */
  public SeriesSteps onDay(int ofMonth) {
    return new SeriesSteps(
        name, start, x, width, length, trained, categories, first, ofMonth, earlierScale);
  }

  /**
   * The time of step {@code t}, which may be behind the last one.
   *
   * @param grid distances of steps
   */
  public double time(TimeGrid grid, int t) {
    return grid.time(start, first + t, day);
  }

  /** The series' name. */
  public String name() {
    return name;
  }

  /** The time of the first step of the series, as {@link TimeGrid} counts it. */
  public double start() {
    return start;
  }

  /** How many steps after {@link #start} step 0 lies: 0 unless this is a part of a series. */
  public int first() {
    return first;
  }

  /**
   * A copy of some steps, of which values are known up to one of them.
   *
   * @param from the first step
   * @param known behind the last step whose value is known; later ones are open
   * @param to behind the last step, which may be behind all there are
   * @param scale of a window of zeros if all values before it in this part are 0 too
   */
  public SeriesSteps part(int from, int known, int to, double scale) {
    double[] part = new double[(to - from) * width];
    Arrays.fill(part, Double.NaN);
    int there = Math.min(rows(), to) - from;
    System.arraycopy(x, from * width, part, 0, there * width);
    for (int t = known; t < to; t++) {
      part[(t - from) * width] = Double.NaN;
    }
    int length = known - from;
    return new SeriesSteps(
        name, start, part, width, length, length, categories, first + from, day, scale);
  }

  /**
   * The scale of a window of zeros if all values before it are 0 too: 1, or in a part of a series
   * that of the values before the part.
   */
  public double earlierScale() {
    return earlierScale;
  }

  /** T, the steps that have a value. */
  public int length() {
    return length;
  }

  /** R, these and those ahead. */
  public int rows() {
    return x.length / width;
  }

  /** How many of the steps are not for validation: T where none are. */
  public int trained() {
    return trained;
  }

  /** I, numbers a step. */
  public int width() {
    return width;
  }

  /** Number {@code j} of step {@code t}. */
  public double at(int t, int j) {
    return x[t * width + j];
  }

  /** [R, I], the value first; not copied. */
  public double[] numbers() {
    return x;
  }

  /** [C] what is known of the whole series; not copied. */
  public String[] categories() {
    return categories;
  }

  /** The mean of the values of some steps that have one; 0 where none has. */
  double mean(int from, int to) {
    int n = 0;
    for (int t = from; t < to; t++) {
      n += Double.isNaN(at(t, 0)) ? 0 : 1;
    }
    double mean = 0;
    for (int t = from; t < to; t++) {
      mean += Double.isNaN(at(t, 0)) ? 0 : at(t, 0) / n;
    }
    return mean;
  }

  /** Whether any of some steps has a value. */
  public boolean known(int from, int to) {
    for (int t = from; t < to; t++) {
      if (!Double.isNaN(at(t, 0))) {
        return true;
      }
    }
    return false;
  }

  /** The first values, [steps], with the value before in place of one that is missing. */
  public double[] filled(int steps) {
    double[] values = new double[steps];
    for (int t = 0; t < steps; t++) {
      boolean missing = Double.isNaN(at(t, 0)) && t > 0;
      values[t] = missing ? values[t - 1] : at(t, 0);
    }
    return values;
  }

  /** The values alone, [T]; NaN where one is missing. */
  public double[] values() {
    double[] values = new double[length];
    for (int t = 0; t < length; t++) {
      values[t] = x[t * width];
    }
    return values;
  }
}
