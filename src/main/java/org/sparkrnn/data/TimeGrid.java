package org.sparkrnn.data;

import java.io.Serializable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Times at equal distances in numbers, in seconds since 1970, or in months, which have different
 * lengths. Times are doubles: numbers, or seconds since 1970 without a zone.
 */
public final class TimeGrid implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final Pattern FORM =
      Pattern.compile("([0-9]*\\.?[0-9]+) ?(s|min|h|d|w|month|months|year|years)?");
  private static final double DAY = 86_400;
  private static final double HOUR = 3600;
  private static final double SHORTEST_MONTH = 28 * DAY;
  private static final double MEAN_MONTH = 365.2425 / 12 * DAY;
  private static final double NEAR = 1e-6; // largest deviation from the grid, in steps
  private static final double MOST_DEVIATION = 0.25; // in steps, where times are near rounding
  private static final double EXACT = 1L << 53; // whole numbers below it are exact in a double
  private static final int LAST_DAY = 31; // of any month

  private final double step; // in numbers or seconds, or months
  private final boolean months;
  private final String text;
  private final int day; // of the month; 0 if the first time of a series decides

  private TimeGrid(double step, boolean months, String text, int day) {
    this.step = step;
    this.months = months;
    this.text = text;
    this.day = day;
  }

  /**
   * Reads a distance: a number in the unit of the times, or a number of s, min, h, d, w, month,
   * year.
   *
   * @param numbers whether times are numbers, which have no unit
   * @throws InvalidInputException if the text has another form or is not positive
   */
  public static TimeGrid parse(String text, boolean numbers) {
    Matcher form = FORM.matcher(text.strip());
    double count = form.matches() ? Double.parseDouble(form.group(1)) : 0;
    String unit = count > 0 ? form.group(2) : null;
    boolean whole = count == Math.rint(count);
    boolean calendar = unit != null && (unit.startsWith("month") || unit.startsWith("year"));
    if (!(count > 0) || unit != null && numbers || calendar && !whole) {
      throw new InvalidInputException(
          "timeStep is \"%s\"; expected %s"
              .formatted(
                  text,
                  numbers
                      ? "a positive number, because timeCol has numbers"
                      : "a positive number of seconds, or with one of s, min, h, d, w, month, year,"
                          + " as in 15min or 1month"));
    }
    double seconds =
        switch (unit == null ? "s" : unit) {
          case "min" -> 60;
          case "h" -> 3600;
          case "d" -> DAY;
          case "w" -> 7 * DAY;
          case "year", "years" -> 12;
          default -> 1;
        };
    return new TimeGrid(count * seconds, calendar, text.strip(), 0);
  }

  /**
   * The grid of a given distance; it is in months if the distance is 28 days or more.
   *
   * @param distance the smallest distance between two different times in the data
   * @param largest the largest absolute value of these times, which says how exact the distance is:
   *     it gets no more digits than that
   * @param numbers whether times are numbers
   */
  public static TimeGrid of(double distance, double largest, boolean numbers) {
    if (numbers || distance < SHORTEST_MONTH) {
      BigDecimal step = rounded(distance, 2 * Math.ulp(largest)).stripTrailingZeros();
      return new TimeGrid(step.doubleValue(), false, step.toPlainString(), 0);
    }
    long months = Math.max(1, Math.round(distance / MEAN_MONTH));
    return new TimeGrid(months, true, months + (months == 1 ? "month" : "months"), 0);
  }

  /** The positive number with the fewest digits that is near a distance. */
  private static BigDecimal rounded(double distance, double tolerance) {
    BigDecimal exact = BigDecimal.valueOf(distance);
    for (int scale = 0; scale < exact.scale(); scale++) {
      BigDecimal shorter = exact.setScale(scale, RoundingMode.HALF_EVEN);
      if (shorter.signum() > 0 && shorter.subtract(exact).abs().doubleValue() <= tolerance) {
        return shorter;
      }
    }
    return exact;
  }

  /**
   * The same grid for a series: in a grid of months, its rows say which day of the month they have.
   * This is a day from 28 to 31, or the last day of shorter months. If several fit as well, it is
   * the last one, so that rows at the ends of months stay there.
   *
   * @param times of the rows, in their order; at least one
   */
  public TimeGrid of(double[] times) {
    if (!months) {
      return this;
    }
    LocalDate start = date(times[0]).toLocalDate();
    int best = start.getDayOfMonth();
    int most = -1;
    boolean open = best == start.lengthOfMonth(); // other months may go on to a later day
    for (int candidate = LAST_DAY; open && candidate >= start.getDayOfMonth(); candidate--) {
      int fits = 0;
      for (double time : times) {
        LocalDate date = date(time).toLocalDate();
        fits += date.getDayOfMonth() == Math.min(candidate, date.lengthOfMonth()) ? 1 : 0;
      }
      if (fits > most) {
        most = fits;
        best = candidate;
      }
    }
    return new TimeGrid(step, true, text, best);
  }

  /** The day of the month on which steps are, unless it is shorter; 0 if none is given. */
  public int day() {
    return day;
  }

  /**
   * Whether steps of days or months may be off the grid because clocks changed: a distance is some
   * days and an hour more or less.
   *
   * @param passed seconds from the first row to one that is off the grid
   */
  public boolean clockChange(double passed) {
    boolean days = months || step >= DAY - HOUR;
    return days && (hourOff(passed) || !months && hourOff(step));
  }

  private static boolean hourOff(double seconds) {
    double rest = seconds % DAY;
    return rest == HOUR || rest == DAY - HOUR;
  }

  /** The distance as {@link #parse} reads it. */
  public String text() {
    return text;
  }

  /**
   * The number of steps from one time to another.
   *
   * @return -1 if {@code time} is between two steps or not after {@code start}
   */
  public int steps(double start, double time) {
    double count;
    if (months) {
      LocalDateTime from = date(start);
      LocalDateTime to = date(time);
      double passed = 12.0 * (to.getYear() - from.getYear()) + to.getMonthValue();
      count = (passed - from.getMonthValue()) / step;
      if (Math.abs(time(start, (int) Math.rint(count)) - time) > 0) {
        return -1;
      }
    } else {
      count = (time - start) / step;
    }
    double whole = Math.rint(count);
    double exact = 2 * Math.ulp(Math.max(Math.abs(start), Math.abs(time))) / step;
    double allowed = Math.max(NEAR * Math.max(1, Math.abs(count) * NEAR), exact);
    boolean near = Math.abs(count - whole) <= Math.min(allowed, MOST_DEVIATION);
    return near && whole > 0 && whole < Integer.MAX_VALUE ? (int) whole : -1;
  }

  /**
   * The time {@code steps} steps after another. In a grid of months it is the same day of the
   * month, or the last day.
   */
  public double time(double start, int steps) {
    return time(start, steps, day);
  }

  /**
   * The time {@code steps} steps after another.
   *
   * @param onDay in a grid of months, the day of the month, as {@link #day} has it; if it is 0,
   *     that of the start, where the last day of a month stands for the last day of each
   */
  public double time(double start, int steps, int onDay) {
    if (!months) {
      boolean exact = start == Math.rint(start) && step == Math.rint(step);
      double time = start + steps * step;
      return exact && Math.abs(time) < EXACT
          ? time
          : BigDecimal.valueOf(start) // the digits of the data, which sums of doubles lose
              .add(BigDecimal.valueOf(step).multiply(BigDecimal.valueOf(steps)))
              .doubleValue();
    }
    LocalDateTime from = date(start);
    LocalDateTime to = from.plusMonths((long) (steps * step));
    boolean last = from.getDayOfMonth() == from.toLocalDate().lengthOfMonth();
    int wanted = onDay > 0 ? onDay : last ? LAST_DAY : from.getDayOfMonth();
    to = to.withDayOfMonth(Math.min(wanted, to.toLocalDate().lengthOfMonth()));
    return to.toEpochSecond(ZoneOffset.UTC) + (start - Math.floor(start));
  }

  /** The local date and time of seconds since 1970, with the fraction of the second. */
  public static LocalDateTime moment(double seconds) {
    return moment(BigDecimal.valueOf(seconds));
  }

  static LocalDateTime moment(BigDecimal seconds) {
    BigDecimal exact = seconds.setScale(9, RoundingMode.HALF_EVEN);
    BigDecimal whole = exact.setScale(0, RoundingMode.FLOOR);
    int nanos = exact.subtract(whole).movePointRight(9).intValueExact();
    return LocalDateTime.ofEpochSecond(whole.longValueExact(), nanos, ZoneOffset.UTC);
  }

  /** The local date and time of seconds since 1970, without the fraction of the second. */
  public static LocalDateTime date(double seconds) {
    return LocalDateTime.ofEpochSecond((long) Math.floor(seconds), 0, ZoneOffset.UTC);
  }
}
