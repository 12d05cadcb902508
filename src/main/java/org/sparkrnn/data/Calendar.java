package org.sparkrnn.data;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Calendar features of a time, as points on a circle: cos and sin of 2 pi phase. */
public enum Calendar {
  /** The time of day. */
  HOUR {
    @Override
    double phase(LocalDateTime time) {
      return time.toLocalTime().toSecondOfDay() / 86_400.0;
    }
  },
  /** The day of the week. */
  WEEKDAY {
    @Override
    double phase(LocalDateTime time) {
      return (time.getDayOfWeek().getValue() - 1) / 7.0;
    }
  },
  /** The day of the month. */
  MONTHDAY {
    @Override
    double phase(LocalDateTime time) {
      return (time.getDayOfMonth() - 1.0) / time.toLocalDate().lengthOfMonth();
    }
  },
  /** The day of the year. */
  YEARDAY {
    @Override
    double phase(LocalDateTime time) {
      return (time.getDayOfYear() - 1.0) / time.toLocalDate().lengthOfYear();
    }
  };

  /** Numbers per feature. */
  public static final int WIDTH = 2;

  abstract double phase(LocalDateTime time);

  /** The name in Params: hour, weekday, monthday, yearday. */
  public String paramValue() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Reads names joined by commas; an empty text is an empty list.
   *
   * @throws InvalidInputException if one of them is unknown
   */
  public static List<Calendar> parse(String text) {
    List<Calendar> all = new ArrayList<>();
    for (String part : text.isBlank() ? new String[0] : text.split(",", -1)) {
      all.add(
          Arrays.stream(values())
              .filter(feature -> feature.paramValue().equals(part.strip()))
              .findAny()
              .orElseThrow(
                  () ->
                      new InvalidInputException(
                          "calendar is '%s', but '%s' is unknown; expected one or more of %s, separated by commas"
                              .formatted(
                                  text,
                                  part.strip(),
                                  Arrays.stream(values()).map(Calendar::paramValue).toList()))));
    }
    return all;
  }

  /** Writes cos and sin at {@code at} and {@code at + 1}. */
  void write(LocalDateTime time, float[] to, int at) {
    double angle = 2 * Math.PI * phase(time);
    to[at] = (float) Math.cos(angle);
    to[at + 1] = (float) Math.sin(angle);
  }
}
