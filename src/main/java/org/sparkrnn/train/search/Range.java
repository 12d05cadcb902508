package org.sparkrnn.train.search;

import java.io.Serializable;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The possible values of a setting: one of several values, or a number between two bounds. */
public abstract class Range implements Serializable {
  private static final long serialVersionUID = 1L;

  /** If the ratio of the bounds is at least this, the logarithm is drawn uniformly. */
  private static final double MANY_TIMES = 100;

  private static final MathContext DIGITS = new MathContext(4);

  private Range() {}

  /** The value at a place in [0, 1), where intervals of equal length are equally likely. */
  public abstract Object at(double place);

  /** The text for users. */
  @Override
  public abstract String toString();

  /** One of these values, all equally likely. */
  public static Range choices(List<?> values) {
    return new Choices(values);
  }

  /**
   * A uniform whole number; if {@code high} is many times {@code low}, its logarithm is uniform.
   *
   * @param high the upper bound, inclusive
   */
  public static Range whole(int low, int high) {
    return new Whole(low, high);
  }

  /**
   * A uniform number; if {@code high} is many times {@code low}, its logarithm is uniform.
   *
   * @param logarithmic whether the logarithm is uniform in any case; then {@code low} must be above
   *     0
   */
  public static Range real(double low, double high, boolean logarithmic) {
    return new Real(low, high, logarithmic || low > 0 && high / low >= MANY_TIMES);
  }

  private static final class Choices extends Range {
    private static final long serialVersionUID = 1L;
    private final ArrayList<Object> values;

    Choices(List<?> values) {
      this.values = new ArrayList<>(values);
    }

    @Override
    public Object at(double place) {
      return values.get((int) (place * values.size()));
    }

    @Override
    public String toString() {
      return values.stream().map(String::valueOf).collect(Collectors.joining("|"));
    }
  }

  private static final class Whole extends Range {
    private static final long serialVersionUID = 1L;
    private final int low;
    private final int high;

    Whole(int low, int high) {
      this.low = low;
      this.high = high;
    }

    @Override
    public Object at(double place) {
      boolean logarithmic = low > 0 && (double) high / low >= MANY_TIMES;
      double value =
          logarithmic ? between(low, high + 1.0, place) : low + place * (high + 1.0 - low);
      return (int) Math.min(high, Math.floor(value));
    }

    @Override
    public String toString() {
      return low + ".." + high;
    }
  }

  private static final class Real extends Range {
    private static final long serialVersionUID = 1L;
    private final double low;
    private final double high;
    private final boolean logarithmic;

    Real(double low, double high, boolean logarithmic) {
      this.low = low;
      this.high = high;
      this.logarithmic = logarithmic;
    }

    /** Rounds to a few digits, for readability. */
    @Override
    public Object at(double place) {
      double value = logarithmic ? between(low, high, place) : low + place * (high - low);
      double rounded = new BigDecimal(value).round(DIGITS).doubleValue();
      return Math.max(low, Math.min(high, rounded));
    }

    @Override
    public String toString() {
      return low + ".." + high;
    }
  }

  /** Draws by the logarithm, with StrictMath, so that all machines draw the same. */
  private static double between(double low, double high, double place) {
    return StrictMath.exp(
        StrictMath.log(low) + place * (StrictMath.log(high) - StrictMath.log(low)));
  }
}
