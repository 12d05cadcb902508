package org.sparkrnn.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The scale of a window, and the times of steps. */
class WindowScaleTest {
  private static WindowScale measured(SeriesScaling kind, int period, double... y) {
    WindowScale scale = new WindowScale(kind, period);
    scale.measure(y, 1, 0, y.length);
    return scale;
  }

  @Test
  void levelAndScaleAreThoseOfTheFormulas() {
    double[] y = {10, 20, 10, 24}; // mean 16, distances 6 4 6 8
    WindowScale season = measured(SeriesScaling.SEASON, 2, y);
    assertEquals(17, season.level());
    assertEquals(6, season.scale());
    assertEquals(10, season.base(0));
    assertEquals(24, season.base(1));
    assertEquals(10, season.base(2), "a whole season later");
    assertEquals((22 - 10) / 6.0, season.scaled(0, 22), 1e-12);
    WindowScale level = measured(SeriesScaling.LEVEL, 2, y);
    assertEquals(17, level.base(1));
    assertEquals(6, level.scale());
    WindowScale mean = measured(SeriesScaling.MEAN, 2, 10, -20, 10, -24);
    assertEquals(0, mean.level());
    assertEquals(16, mean.scale());
    assertEquals(0, mean.base(3));
    WindowScale none = measured(SeriesScaling.NONE, 2, y);
    assertEquals(5, none.scaled(1, 5));
  }

  @ParameterizedTest
  @EnumSource(SeriesScaling.class)
  void whatIsScaledComesBackAlsoOfConstantAndAllZeroAndOneRowSeries(SeriesScaling kind) {
    for (double[] y : new double[][] {{0, 0, 0}, {7, 7, 7, 7}, {-3}, {1, 2}, {1e30, -1e30}}) {
      WindowScale scale = measured(kind, 3, y);
      assertTrue(scale.scale() > 0 && Double.isFinite(scale.scale()), kind + " " + scale.scale());
      for (int h = 0; h < 5; h++) {
        for (double scaled : new double[] {-0.7, 250}) {
          assertEquals(scaled, scale.scaled(h, scale.restored(h, scaled)), 1e-9);
        }
      }
    }
  }

  @Test
  void aWindowReadsNothingOutsideIt() {
    double[] y = {99, -1, 3, 4, -2, 5, 1000};
    WindowScale part = new WindowScale(SeriesScaling.SEASON, 2);
    part.measure(y, 1, 1, 5);
    WindowScale alone = measured(SeriesScaling.SEASON, 2, 3, 4);
    WindowScale same = measured(SeriesScaling.SEASON, 2, -1, 3, 4, -2);
    assertEquals(same.level(), part.level());
    assertEquals(same.scale(), part.scale());
    assertEquals(same.base(1), part.base(1));
    assertEquals(3, alone.base(0));
    WindowScale strided = new WindowScale(SeriesScaling.SEASON, 2);
    strided.measure(new double[] {-1, 0, 3, 0, 4, 0, -2, 0}, 2, 0, 4);
    assertEquals(same.scale(), strided.scale());
    assertEquals(same.base(1), strided.base(1));
  }

  @Test
  void missingValuesAreLeftOut() {
    double none = Double.NaN;
    WindowScale gappy = measured(SeriesScaling.LEVEL, 2, 3, none, 5, 1, none);
    WindowScale whole = measured(SeriesScaling.LEVEL, 1, 3, 5, 1);
    assertEquals(whole.level(), gappy.level(), "of the last two values one is there");
    assertEquals(whole.scale(), gappy.scale());
    assertEquals(3, measured(SeriesScaling.LEVEL, 2, 1, 5, none, none).level(), "the mean");
    WindowScale season = measured(SeriesScaling.SEASON, 2, 3, 7, none, 9, none, none);
    assertEquals(3, season.base(0), "of three seasons before");
    assertEquals(9, season.base(1));
    WindowScale odd = measured(SeriesScaling.SEASON, 2, none, 7, none, 9);
    assertEquals(odd.level(), odd.base(2), "no season has it");
    WindowScale empty = measured(SeriesScaling.SEASON, 2, none, none, none);
    assertTrue(empty.empty() && !odd.empty());
    assertEquals(1, empty.scale());
    assertEquals(0, empty.base(1));
  }

  @Test
  void aWindowOfZerosHasTheScaleOfTheWindowThatEndsWithTheLastOtherValue() {
    double none = Double.NaN;
    double[] y = {7e9, 1e-9, 3e-9, none, 0, 0, 0, none, 0, 0, 5, 0, 0, 0};
    for (SeriesScaling kind : SeriesScaling.values()) {
      for (int to = 1; to <= y.length; to++) {
        assertScaleOfZeros(kind, y, to);
      }
      WindowScale ascending = new WindowScale(kind, 2);
      WindowScale descending = new WindowScale(kind, 2);
      double[] found = new double[y.length + 1];
      for (int to = 1; to <= y.length; to++) {
        ascending.measure(y, 1, Math.max(0, to - 2), to);
        found[to] = ascending.scale();
      }
      for (int to = y.length; to >= 1; to--) {
        descending.measure(y, 1, Math.max(0, to - 2), to);
        assertEquals(found[to], descending.scale(), kind + " " + to);
      }
    }
  }

  /** Windows of two steps, with the sums written out. */
  private static void assertScaleOfZeros(SeriesScaling kind, double[] y, int to) {
    int from = Math.max(0, to - 2);
    WindowScale scale = new WindowScale(kind, 2);
    scale.measure(y, 1, from, to);
    boolean zeros = to - from == 2 && y[from] == 0 && y[to - 1] == 0;
    if (kind == SeriesScaling.NONE || scale.empty()) {
      assertEquals(1, scale.scale());
    } else if (zeros && to <= 10) { // after 1e-9 and 3e-9
      assertEquals(kind == SeriesScaling.MEAN ? 2e-9 : 1e-9, scale.scale(), 1e-18);
      assertEquals(0, scale.level());
      assertEquals(0, scale.base(0));
    } else if (zeros) { // after 0 and 5
      assertEquals(2.5, scale.scale());
    }
  }

  @ParameterizedTest
  @EnumSource(SeriesScaling.class)
  void oneValueHasItsOwnSize(SeriesScaling kind) {
    WindowScale scale = measured(kind, 3, -50);
    assertEquals(kind == SeriesScaling.NONE ? 1 : 50, scale.scale());
  }

  @ParameterizedTest
  @EnumSource(SeriesScaling.class)
  void valuesFarAwayAreLearnedAsNearerOnes(SeriesScaling kind) {
    WindowScale scale = measured(kind, 3, 1, 1, 1, 1);
    boolean none = kind == SeriesScaling.NONE;
    assertEquals(none ? 1e6 : WindowScale.FARTHEST, scale.scaled(0, 1e6));
    assertEquals(none ? -1e6 : -WindowScale.FARTHEST, scale.scaled(0, -1e6));
    assertTrue(Double.isNaN(scale.scaled(0, Double.NaN)));
  }

  @Test
  void zerosAfterNothingElseAndZerosOfCountsHaveTheScaleOne() {
    assertEquals(1, measured(SeriesScaling.LEVEL, 2, 0, 0, Double.NaN, 0).scale());
    double[] y = {40, 0, 0, 0};
    WindowScale counts = new WindowScale(SeriesScaling.MEAN, 1, true);
    counts.measure(y, 1, 2, 4);
    assertEquals(1, counts.scale());
    counts = counts.copy();
    counts.measure(y, 1, 1, 4);
    assertEquals(1, counts.scale());
    counts.measure(y, 1, 0, 4);
    assertEquals(10, counts.scale());
    SeriesSteps series = new SeriesSteps("a", 0, y, 1, 4, 4);
    WindowScale own = new WindowScale(SeriesScaling.MEAN, 1);
    own.measure(series, 2, 4);
    assertEquals(40, own.scale());
    SeriesSteps part = series.part(2, 4, 5, own.scale());
    own.measure(part, 0, 2);
    assertEquals(40, own.scale(), "which the part no longer has");
  }

  private static double seconds(String date) {
    return 86_400.0 * LocalDate.parse(date).toEpochDay();
  }

  @ParameterizedTest
  @CsvSource({
    "2024-01-31, 2024-02-29, 1",
    "2024-01-31, 2024-03-31, 2",
    "2024-02-29, 2024-03-31, 1",
    "2024-01-15, 2025-01-15, 12",
    "2024-01-15, 2024-02-16, -1",
    "2024-02-15, 2024-01-15, -1"
  })
  void monthsAreSteps(String from, String to, int steps) {
    TimeGrid grid = TimeGrid.parse("1month", false);
    assertEquals(steps, grid.steps(seconds(from), seconds(to)));
    if (steps > 0) {
      assertEquals(seconds(to), grid.time(seconds(from), steps));
    }
  }

  @ParameterizedTest
  @CsvSource({"60, 60", "15min, 900", "2h, 7200", "1d, 86400", "1 w, 604800"})
  void aDistanceIsRead(String text, double seconds) {
    TimeGrid grid = TimeGrid.parse(text, false);
    assertEquals(3, grid.steps(1000, 1000 + 3 * seconds));
    assertEquals(-1, grid.steps(1000, 1000 + 2.5 * seconds));
    assertEquals(1000 + 7 * seconds, grid.time(1000, 7));
    assertEquals(text.strip(), grid.text());
  }

  @Test
  void aDistanceIsFoundAndReadAgain() {
    assertEquals("3600", TimeGrid.of(3600, 2e9, false).text());
    assertEquals("1month", TimeGrid.of(28 * 86_400, 2e9, false).text());
    assertEquals("3months", TimeGrid.of(90 * 86_400, 2e9, false).text());
    assertEquals("12months", TimeGrid.of(365 * 86_400, 2e9, false).text());
    assertEquals("31000000", TimeGrid.of(31_000_000, 31e6, true).text());
    for (String text : new String[] {"3months", "0.5", "2592000.25"}) {
      TimeGrid grid = TimeGrid.parse(text, false);
      assertEquals(text, grid.text());
    }
    assertEquals(
        seconds("2024-04-30"), TimeGrid.of(90 * 86_400, 2e9, false).time(seconds("2024-01-31"), 1));
    assertEquals(ZoneOffset.UTC.getId(), "Z");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "-1h", "h", "1 fortnight", "1.5month"})
  void anotherDistanceIsRefused(String text) {
    String message =
        assertThrows(InvalidInputException.class, () -> TimeGrid.parse(text, false)).getMessage();
    assertTrue(message.startsWith("timeStep is \"" + text + "\"; expected"), message);
    assertThrows(InvalidInputException.class, () -> TimeGrid.parse("1h", true));
  }

  @Test
  void calendarFeaturesArePointsOnCircles() {
    float[] point = new float[2];
    Calendar.HOUR.write(TimeGrid.date(6 * 3600), point, 0);
    assertEquals(0, point[0], 1e-6);
    assertEquals(1, point[1], 1e-6);
    Calendar.WEEKDAY.write(TimeGrid.date(seconds("2024-01-01")), point, 0); // a Monday
    assertEquals(1, point[0], 1e-6);
    Calendar.YEARDAY.write(TimeGrid.date(seconds("2024-07-02")), point, 0);
    assertEquals(-1, point[0], 1e-3);
    Calendar.MONTHDAY.write(TimeGrid.date(seconds("2024-06-16")), point, 0);
    assertEquals(-1, point[0], 1e-6);
    String message =
        assertThrows(InvalidInputException.class, () -> Calendar.parse("hour,moon")).getMessage();
    assertTrue(message.contains("'moon' is unknown"), message);
  }
}
