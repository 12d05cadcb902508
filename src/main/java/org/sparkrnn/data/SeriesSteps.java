package org.sparkrnn.data;

import java.io.Serializable;

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

  /**
   * @param name of the series
   * @param start the time of its first step
   * @param x [R, width] numbers of the steps, R of them
   * @param length T, how many of them have a value; the others lie ahead
   * @param trained how many of those may be trained on; the others are for validation
   */
  public SeriesSteps(String name, double start, double[] x, int width, int length, int trained) {
    this.name = name;
    this.start = start;
    this.x = x;
    this.width = width;
    this.length = length;
    this.trained = trained;
  }

  /** The series' name. */
  public String name() {
    return name;
  }

  /** The time of step 0, as {@link TimeGrid} counts it. */
  public double start() {
    return start;
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

  /** The values alone, [T]. */
  public double[] values() {
    double[] values = new double[length];
    for (int t = 0; t < length; t++) {
      values[t] = x[t * width];
    }
    return values;
  }
}
