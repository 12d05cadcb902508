package org.sparkrnn.io;

import java.io.Serializable;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.sparkrnn.data.TimeForm;
import org.sparkrnn.io.LineGrammar.MalformedLineException;

/**
 * The time stamps of one dimension of a series: numbers, or dates and times of one form. They are
 * read to check that they are evenly spaced, because a network knows steps but no times.
 */
final class TimeStamps {
  private static final List<TimeForm> FORMS =
      Stream.of(TimeForm.NUMBER, TimeForm.ISO, TimeForm.ISO_OFFSET, "yyyy/M/d")
          .map(TimeForm::of)
          .toList();
  private static final BigDecimal ROUNDING = new BigDecimal("1e-6"); // of a step

  /**
   * The distance of two steps.
   *
   * @param length the distance in seconds, or the difference of plain numbers
   */
  record Step(BigDecimal length, boolean seconds) implements Serializable {
    /** Whether both are the same, except for rounding to {@code unit}. */
    boolean near(Step other, BigDecimal unit) {
      return seconds == other.seconds
          && length.subtract(other.length).abs().compareTo(tolerance(other.length, unit)) <= 0;
    }

    @Override
    public String toString() {
      String number = length.round(new MathContext(6)).stripTrailingZeros().toPlainString();
      return seconds ? number + " s" : number;
    }
  }

  private final int dimension; // from 1
  private final List<String> texts = new ArrayList<>();
  private final List<BigDecimal> keys = new ArrayList<>();
  private TimeForm form; // of the first time
  private BigDecimal unit = BigDecimal.ONE; // of the last written digit

  TimeStamps(int dimension) {
    this.dimension = dimension;
  }

  /** Adds the time of the next step. */
  void add(String text) throws MalformedLineException {
    BigDecimal key = null;
    for (TimeForm known : form == null ? FORMS : List.of(form)) {
      key = known.key(text);
      if (key != null) {
        form = known;
        break;
      }
    }
    if (key == null) {
      throw new MalformedLineException(
          "dimension %d, step %d has the time \"%s\"; expected a number or a time such as 2004-08-10 18:00:00, written in the same way at all steps"
              .formatted(dimension, keys.size() + 1, text));
    }
    unit = unit.min(BigDecimal.ONE.movePointLeft(Math.max(0, key.stripTrailingZeros().scale())));
    texts.add(text);
    keys.add(key);
  }

  /** The value of one unit of the last written digit. */
  BigDecimal unit() {
    return unit;
  }

  /**
   * The time between two steps; null if there are fewer than two.
   *
   * @throws MalformedLineException if it is not constant, except for rounding in the last written
   *     digit
   */
  Step step() throws MalformedLineException {
    int n = keys.size();
    if (n < 2) {
      return null;
    }
    BigDecimal first = keys.get(0);
    BigDecimal mean =
        keys.get(n - 1).subtract(first).divide(BigDecimal.valueOf(n - 1L), MathContext.DECIMAL128);
    BigDecimal tolerance = tolerance(mean, unit);
    boolean even = mean.signum() > 0;
    BigDecimal widest = BigDecimal.ONE.negate();
    int worst = 1; // the step whose distance to the previous one differs most
    for (int t = 1; t < n; t++) {
      BigDecimal expected = first.add(mean.multiply(BigDecimal.valueOf(t)));
      even &= keys.get(t).subtract(expected).abs().compareTo(tolerance) <= 0;
      BigDecimal more = keys.get(t).subtract(keys.get(t - 1)).subtract(mean);
      int wider = more.abs().compareTo(widest);
      if (wider > 0 || wider == 0 && more.signum() > 0) { // if equal, a gap is more likely
        widest = more.abs();
        worst = t;
      }
    }
    Step step = step(mean);
    if (!even) {
      throw new MalformedLineException(
          "dimension %d: the time from step %d (%s) to step %d (%s) is %s, but on average it is %s; expected ascending, evenly spaced time stamps: resample the series or fill the gap, or, if the time between steps does not matter, write only the values and @timeStamps false"
              .formatted(
                  dimension,
                  worst,
                  texts.get(worst - 1),
                  worst + 1,
                  texts.get(worst),
                  step(keys.get(worst).subtract(keys.get(worst - 1))),
                  step));
    }
    return step;
  }

  private Step step(BigDecimal length) {
    return new Step(length, !form.text().equals(TimeForm.NUMBER));
  }

  /** The largest change of a step by rounding in the last digit. */
  private static BigDecimal tolerance(BigDecimal step, BigDecimal unit) {
    return unit.min(step.abs().movePointLeft(1)).max(step.abs().multiply(ROUNDING));
  }

  /**
   * @param other the same number of times of the first dimension
   * @throws MalformedLineException if times differ
   */
  void requireAs(TimeStamps other) throws MalformedLineException {
    for (int t = 0; t < keys.size(); t++) {
      if (keys.get(t).compareTo(other.keys.get(t)) != 0) {
        throw new MalformedLineException(
            "dimension %d has the time %s at step %d, but dimension %d has %s; expected the same times in all dimensions: resample the series"
                .formatted(dimension, texts.get(t), t + 1, other.dimension, other.texts.get(t)));
      }
    }
  }
}
