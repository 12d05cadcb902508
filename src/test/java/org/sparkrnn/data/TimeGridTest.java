package org.sparkrnn.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeGridTest {
  private static final double EPOCH = 1_704_067_200; // 2024-01-01 in seconds since 1970

  private static double seconds(String date) {
    return LocalDate.parse(date).atStartOfDay().toEpochSecond(ZoneOffset.UTC);
  }

  /** The rows of a series, and after a bar the times that follow on the grid of these rows. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "2019-02-28 2019-03-28 2019-04-28 | 2019-05-28 2019-06-28",
        "2019-02-28 2019-03-31 2019-04-30 | 2019-05-31 2019-06-30",
        "2019-02-28 2019-03-30 2019-04-30 | 2019-05-30 2019-06-30",
        "2020-02-29 2020-03-29 | 2020-04-29",
        "2020-02-29 2020-03-31 | 2020-04-30",
        "2019-04-30 2019-05-30 2019-06-30 | 2019-07-30 2019-08-30",
        "2019-04-30 2019-05-31 2019-06-30 | 2019-07-31",
        "2019-01-30 2019-02-28 2019-03-30 | 2019-04-30 2019-05-30",
        "2019-01-31 2019-02-28 | 2019-03-31 2019-04-30",
        "2019-01-15 2019-02-15 | 2019-03-15",
        "2019-04-30 | 2019-05-31", // a single row at the end of a month
        "2019-04-29 | 2019-05-29"
      })
  void monthsAreOnTheDayThatAllRowsHave(String dates) {
    String[] parts = dates.split(" [|] ");
    double[] rows = Stream.of(parts[0].split(" ")).mapToDouble(TimeGridTest::seconds).toArray();
    TimeGrid grid = TimeGrid.parse("1month", false).of(rows);
    SeriesSteps series =
        new SeriesSteps("a", rows[0], new double[rows.length], 1, rows.length, rows.length)
            .onDay(grid.day());
    for (int t = 1; t < rows.length; t++) {
      assertEquals(t, grid.steps(rows[0], rows[t]));
    }
    int t = rows.length;
    for (String later : parts[1].split(" ")) {
      double time = series.time(TimeGrid.parse("1month", false), t);
      assertEquals(later, TimeGrid.date(time).toLocalDate().toString());
      assertEquals(time, series.part(t - 1, t, t, 1).time(TimeGrid.parse("1month", false), 1));
      t++;
    }
  }

  @Test
  void aRowOnAnotherDayOfTheMonthIsOffTheGrid() {
    double[] rows = {seconds("2019-02-28"), seconds("2019-03-28"), seconds("2019-04-30")};
    TimeGrid grid = TimeGrid.parse("1month", false).of(rows);
    assertTrue(grid.steps(rows[0], rows[1]) < 0 || grid.steps(rows[0], rows[2]) < 0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.25", "0.1", "0.04", "0.02", "0.01", "0.001", "0.00001", "30", "0.3"})
  void stepsBelowASecondAreFoundAtAnyTime(String step) {
    double[] rows = new double[2000];
    double smallest = Double.POSITIVE_INFINITY;
    for (int t = 0; t < rows.length; t++) {
      rows[t] = EPOCH + t * Double.parseDouble(step);
      smallest = t == 0 ? smallest : Math.min(smallest, rows[t] - rows[t - 1]);
    }
    TimeGrid grid = TimeGrid.of(smallest, rows[rows.length - 1], false);
    assertEquals(step, grid.text());
    for (int t = 1; t < rows.length; t++) {
      assertEquals(t, grid.steps(rows[0], rows[t]), step);
    }
    assertEquals(-1, grid.steps(EPOCH, EPOCH + 7.1 * Double.parseDouble(step)), step);
    assertEquals(-1, grid.steps(EPOCH, EPOCH + 7.5 * Double.parseDouble(step)), step);
  }

  @Test
  void numbersKeepTheirDigits() {
    TimeGrid grid = TimeGrid.of(6.1 - 6.0, 6.1, true);
    assertEquals("0.1", grid.text());
    assertEquals(6.3, grid.time(0, 63));
    assertEquals(0.3, grid.time(0.1, 2));
  }

  @Test
  void aMomentHasTheFractionOfItsSecond() {
    assertEquals(LocalDateTime.parse("2024-01-01T00:00:00.1"), TimeGrid.moment(EPOCH + 0.1));
    assertEquals(LocalDateTime.parse("1969-12-31T23:59:59.75"), TimeGrid.moment(-0.25));
  }

  @ParameterizedTest
  @CsvSource({
    "82800, 86400, true", // the distance is that of the day on which summer time begins
    "86400, 259200, false",
    "86400, 262800, true",
    "1month, 2674800, true",
    "1month, 2678400, false",
    "1h, 90000, false", // a row of an hourly series is no hour off
    "15min, 82800, false"
  })
  void daysAndMonthsMayBeAnHourOff(String step, double passed, boolean change) {
    assertEquals(change, TimeGrid.parse(step, false).clockChange(passed));
  }
}
