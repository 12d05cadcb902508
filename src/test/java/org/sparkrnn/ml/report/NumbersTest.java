package org.sparkrnn.ml.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 | 0 | 0",
        "290.00001 | 290 | 290",
        "99.996 | 100 | 100",
        "-0.123456 | -0.1235 | -0.1235",
        "1234.56 | 1,234.6 | 1,234.6",
        "250000 | 250,000 | 250k",
        "1500000 | 1,500,000 | 1.5M",
        "123456789012 | 123,456,789,012 | 1.23e11",
        "0.00025 | 0.00025 | 2.5e-4",
        "-0.00025 | -0.00025 | -2.5e-4",
        "1e-300 | 1E-300 | 1e-300",
        "1e30 | 1E+30 | 1e30",
        "NaN | – | –",
        "-Infinity | – | –"
      })
  void asPeopleReadThem(double value, String text, String tick) {
    assertEquals(text, Numbers.text(value));
    assertEquals(tick, Numbers.tick(value));
  }

  /** An axis of less than a power of ten has ticks too. */
  @Test
  void aLogarithmicAxisHasTicksHoweverShortItIs() {
    for (double[] ends :
        new double[][] {{2, 4}, {0.35, 0.36}, {1, 1}, {0.5, 9}, {1e-9, 1e9}, {95, 105}}) {
      Range range = new Range(true);
      range.add(ends[0]);
      range.add(ends[1]);
      List<Double> ticks = range.ticks(5);
      assertTrue(!ticks.isEmpty() && ticks.size() <= 10, ticks.toString());
      for (double tick : ticks) {
        double share = range.share(tick);
        assertTrue(share > -1e-9 && share < 1 + 1e-9, tick + " of " + ends[0] + " to " + ends[1]);
      }
    }
  }
}
