package org.sparkrnn.baseline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.sparkrnn.ml.evaluation.ForecastCounts;

/** Simple forecasts of one series, and the measures by which they are compared. */
class SeriesForecastsTest {
  private static final double[] SEASONAL = new double[60];

  static {
    for (int t = 0; t < SEASONAL.length; t++) {
      SEASONAL[t] = (100 + t) * (t % 4 == 0 ? 1.5 : t % 4 == 1 ? 0.5 : 1);
    }
  }

  @Test
  void rulesGiveWhatTheySay() {
    double[] y = {1, 5, 2, 7};
    assertArrayEquals(new double[] {7, 7, 7}, SeriesForecasts.last(y, 3));
    assertArrayEquals(new double[] {2, 7, 2}, SeriesForecasts.seasonal(y, 3, 2));
    assertArrayEquals(new double[] {7, 7}, SeriesForecasts.seasonal(y, 2, 5), "no whole season");
    assertArrayEquals(new double[] {9, 11}, SeriesForecasts.drift(y, 2));
    assertArrayEquals(new double[] {3}, SeriesForecasts.drift(new double[] {3}, 1));
  }

  @Test
  void smoothingFollowsLevelTrendAndSeason() {
    double[] forecast = SeriesForecasts.smoothing(SEASONAL, 4, 4);
    double[] expected = {160 * 1.5, 161 * 0.5, 162, 163};
    for (int h = 0; h < 4; h++) {
      assertEquals(expected[h], forecast[h], 0.05 * expected[h], "step " + h);
    }
    double[] constant = {4, 4, 4, 4, 4};
    assertArrayEquals(new double[] {4, 4}, SeriesForecasts.smoothing(constant, 2, 1), 1e-12);
    assertArrayEquals(new double[] {9}, SeriesForecasts.smoothing(new double[] {9}, 1, 7), 1e-12);
    assertArrayEquals(new double[] {0}, SeriesForecasts.smoothing(new double[3], 1, 1), 1e-12);
  }

  @Test
  void naive2DividesASeasonOutOnlyWhereThereIsOne() {
    double[] forecast = SeriesForecasts.naive2(SEASONAL, 4, 4);
    double last = 159; // without a season
    double[] index = {1.5, 0.5, 1, 1};
    for (int h = 0; h < 4; h++) {
      assertEquals(last * index[h], forecast[h], 0.02 * last, "step " + h);
    }
    SplittableRandom random = new SplittableRandom(1);
    double[] noise = random.doubles(60).map(value -> value + 1).toArray();
    assertArrayEquals(SeriesForecasts.last(noise, 3), SeriesForecasts.naive2(noise, 3, 4));
    double[] negative = SEASONAL.clone();
    negative[7] = 0;
    assertArrayEquals(SeriesForecasts.last(negative, 3), SeriesForecasts.naive2(negative, 3, 4));
    double[] constant = {5, 5, 5, 5, 5, 5, 5, 5, 5};
    assertArrayEquals(new double[] {5, 5}, SeriesForecasts.naive2(constant, 2, 2));
  }

  @Test
  void measuresAreThoseOfTheCompetition() {
    ForecastCounts counts = new ForecastCounts();
    // scale: mean of |3-1| and |5-2| = 2.5
    counts.add(new double[] {1, 2, 3, 5}, new double[] {4, 6}, new double[] {6, 6}, 2);
    assertEquals(1, counts.mae());
    assertEquals(Math.sqrt(2), counts.rmse(), 1e-12);
    assertEquals((200 * 2.0 / 10) / 2, counts.smape(), 1e-12);
    assertEquals(1 / 2.5, counts.mase(), 1e-12);
    ForecastCounts zero = new ForecastCounts();
    zero.add(new double[] {0, 0, 0}, new double[] {0}, new double[] {0}, 1);
    assertEquals(0, zero.smape());
    assertTrue(Double.isNaN(zero.mase()), "it has no scale");
    assertTrue(Double.isNaN(counts.owa(zero)));
    assertEquals(1, counts.owa(counts), 1e-12);
    counts.merge(zero);
    assertEquals(1 / 2.5, counts.mase(), 1e-12, "a series without a scale does not count");
    assertEquals(2, counts.forecasts);
  }
}
