package org.sparkrnn.data;

import java.io.Serializable;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Times at equal distances: of numbers, of seconds since 1970, or of months, which are of unequal
 * length. Times are doubles: numbers as they are, or seconds since 1970 without a zone.
 */
public final class TimeGrid implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final Pattern FORM =
      Pattern.compile("([0-9]*\\.?[0-9]+) ?(s|min|h|d|w|month|months|year|years)?");
  private static final double DAY = 86_400;
  private static final double SHORTEST_MONTH = 28 * DAY;
  private static final double MEAN_MONTH = 365.2425 / 12 * DAY;
  private static final double NEAR = 1e-6; // of a step, by which a time may miss it

  private final double step; // in numbers or seconds, or months
  private final boolean months;
  private final String text;

  private TimeGrid(double step, boolean months, String text) {
    this.step = step;
    this.months = months;
    this.text = text;
  }

  /**
   * Reads a distance: a number in the unit of the times, or one of s, min, h, d, w, month, year.
   *
   * @param numbers whether times are numbers, which have no other unit
   * @throws InvalidInputException if it is of another form, or not positive
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
   * The grid whose neighbours are so far from each other: of months where that is 28 days or more.
   *
   * @param distance between two times, the smallest that occurs
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

  /** As {@link #parse} reads it. */
  public String text() {
    return text;
  }

  /**
   * How many steps a time is after another.
   *
   * @return -1 if it is between two steps, or not after it
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

  /** The time {@code steps} steps after another; of months the same day, or the last there is. */
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

  /** The local date and time of a time in seconds. */
  public static LocalDateTime date(double seconds) {
    return LocalDateTime.ofEpochSecond((long) Math.floor(seconds), 0, ZoneOffset.UTC);
  }
}
