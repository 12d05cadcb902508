package org.sparkrnn.job.sample;

import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Random;

/**
 * The hourly electric load of an invented town, with the weather on which it depends. The load has
 * a trend, a daily pattern that differs between working days and days off, heating that follows the
 * cold of the past hours, lighting after dark, and a disturbance that decays over hours. Each draw
 * is the next hour; dev follows train in time, and test follows dev.
 */
final class HourlyLoad implements Generator {
  private static final LocalDateTime START = LocalDateTime.of(2023, 1, 1, 0, 0);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

  /** MW above the load at night, by hour. */
  private static final double[] WORKING = {
    2, 1, 0, 0, 2, 8, 22, 38, 46, 48, 47, 46, 44, 43, 42, 41, 42, 46, 48, 43, 34, 24, 14, 6
  };

  private static final double[] OFF = {
    4, 2, 1, 0, 0, 2, 5, 10, 18, 26, 31, 34, 35, 31, 27, 25, 26, 30, 34, 32, 27, 20, 13, 7
  };

  private long hour;
  private boolean holiday;
  private double front; // deviation of the weather from the season in C
  private double wind = 4; // m/s
  private double cold; // K below 15 C, averaged over the past hours: houses cool slowly
  private double disturbance; // MW

  @Override
  public String ending() {
    return "csv";
  }

  @Override
  public String header() {
    return "time,load,temperature,wind,holiday\n";
  }

  @Override
  public Example next(Random random, String split, int number) {
    LocalDateTime time = START.plusHours(hour);
    int h = time.getHour();
    if (h == 0) {
      holiday = random.nextInt(30) == 0;
    }
    front = 0.985 * front + 0.7 * random.nextGaussian();
    wind = Math.max(0, wind + 0.08 * (4 - wind) + 0.8 * random.nextGaussian());
    double season = StrictMath.cos(2 * Math.PI * (time.getDayOfYear() - 20) / 365); // 1: midwinter
    double day = StrictMath.cos(2 * Math.PI * (h - 15) / 24);
    double temperature = 10 - 9 * season + (4 - 1.5 * season) * day + front;
    cold = 0.9 * cold + 0.1 * Math.max(0, 15 - temperature);
    disturbance = 0.8 * disturbance + 1.2 * random.nextGaussian();
    boolean off =
        holiday
            || time.getDayOfWeek() == DayOfWeek.SATURDAY
            || time.getDayOfWeek() == DayOfWeek.SUNDAY;
    boolean dark = Math.abs(h - 12.5) > 6 - 2 * season;
    double load =
        90
            + 0.0008 * hour
            + (off ? OFF : WORKING)[h]
            + (1.2 + 0.06 * wind) * cold
            + (dark && h >= 6 ? 5 : 0)
            + disturbance;
    hour++;
    return new Example(
        String.format(
            Locale.ROOT,
            "%s,%.1f,%.1f,%.1f,%d\n",
            TIME.format(time),
            load,
            temperature,
            wind,
            holiday ? 1 : 0));
  }
}
