package org.sparkrnn.data;

import java.io.Serializable;
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
  private static final double SHORTEST_MONTH = 28 * DAY;
  private static final double MEAN_MONTH = 365.2425 / 12 * DAY;
  private static final double NEAR = 1e-6; // largest deviation from the grid, in steps

  private final double step; // in numbers or seconds, or months
  private final boolean months;
  private final String text;

  private TimeGrid(double step, boolean months, String text) {
    this.step = step;
    this.months = months;
    this.text = text;
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
    return new TimeGrid(count * seconds, calendar, text.strip());
  }

  /**
   * The grid of a given distance; it is in months if the distance is 28 days or more.
   *
   * @param distance the smallest distance between two times in the data
   * @param numbers whether times are numbers
   */
  public static TimeGrid of(double distance, boolean numbers) {
    if (numbers || distance < SHORTEST_MONTH) {
      boolean whole = distance == Math.rint(distance) && distance < 1e15;
      String text = whole ? Long.toString((long) distance) : Double.toString(distance);
      return new TimeGrid(distance, false, text);
    }
    long months = Math.max(1, Math.round(distance / MEAN_MONTH));
    return new TimeGrid(months, true, months + (months == 1 ? "month" : "months"));
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
    boolean near = Math.abs(count - whole) <= NEAR * Math.max(1, Math.abs(count) * NEAR);
    return near && whole > 0 && whole < Integer.MAX_VALUE ? (int) whole : -1;
  }

  /**
   * The time {@code steps} steps after another. In a grid of months it is the same day of the
   * month, or the last day.
   */
  public double time(double start, int steps) {
    if (!months) {
      return start + steps * step;
    }
    LocalDateTime from = date(start);
    LocalDateTime to = from.plusMonths((long) (steps * step));
    boolean last = from.getDayOfMonth() == from.toLocalDate().lengthOfMonth();
    if (last && from.getDayOfMonth() < 31 && from.getDayOfMonth() > 27) { // ends of months
      to = to.withDayOfMonth(to.toLocalDate().lengthOfMonth());
    }
    return to.toEpochSecond(ZoneOffset.UTC) + (start - Math.floor(start));
  }

  /** The local date and time of seconds since 1970. */
  public static LocalDateTime date(double seconds) {
    return LocalDateTime.ofEpochSecond((long) Math.floor(seconds), 0, ZoneOffset.UTC);
  }
}
