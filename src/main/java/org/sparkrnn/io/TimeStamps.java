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
 * read to see that they are evenly spaced, since a network knows steps and no times.
 */
final class TimeStamps {
  private static final List<TimeForm> FORMS =
      Stream.of(TimeForm.NUMBER, TimeForm.ISO, TimeForm.ISO_OFFSET, "yyyy/M/d")
          .map(TimeForm::of)
          .toList();
  private static final BigDecimal ROUNDING = new BigDecimal("1e-6"); // of a step

  /**
   * How far two steps are apart.
   *
   * @param length in seconds, or of plain numbers their difference
   */
  record Step(BigDecimal length, boolean seconds) implements Serializable {
    /** Whether both are the same, but for what {@code unit} may have rounded away. */
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
  private TimeForm form; // of the first
  private BigDecimal unit = BigDecimal.ONE; // of the last digit that is written

  TimeStamps(int dimension) {
    this.dimension = dimension;
  }

  /** Takes the time of the next step. */
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

  /** The last digit that is written counts so much. */
  BigDecimal unit() {
    return unit;
  }

  /**
   * The time between two steps; null if there are not two.
   *
   * @throws MalformedLineException if it is not the same everywhere, but for rounding in the last
   *     digit that is written
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
    int worst = 1; // the step whose distance to the one before is least like the others
    for (int t = 1; t < n; t++) {
      BigDecimal expected = first.add(mean.multiply(BigDecimal.valueOf(t)));
      even &= keys.get(t).subtract(expected).abs().compareTo(tolerance) <= 0;
      BigDecimal more = keys.get(t).subtract(keys.get(t - 1)).subtract(mean);
      int wider = more.abs().compareTo(widest);
      if (wider > 0 || wider == 0 && more.signum() > 0) { // of two alike a gap is the likelier
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

  /** What rounding in the last digit may make of a step; a tenth of it would not be rounding. */
  private static BigDecimal tolerance(BigDecimal step, BigDecimal unit) {
    return unit.min(step.abs().movePointLeft(1)).max(step.abs().multiply(ROUNDING));
  }

  /**
   * @param other of the series' first dimension, as many
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
