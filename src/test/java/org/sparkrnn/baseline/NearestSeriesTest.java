package org.sparkrnn.baseline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.sparkrnn.data.InvalidInputException;

/** Nearest series by hand, and compared with readable twins that skip nothing. */
class NearestSeriesTest {
  private static final double ANY = Double.POSITIVE_INFINITY;

  private static double squared(double[] a, double[] b, int channels, int radius) {
    return new TimeWarping(channels).squared(a, b, radius, ANY, null);
  }

  @Test
  void timeIsWarpedWithinTheWindow() {
    double[] early = {0, 1, 0, 0};
    double[] late = {0, 0, 1, 0};
    assertEquals(2, squared(early, late, 1, 0), "step by step");
    assertEquals(0, squared(early, late, 1, 1), "the peak moves by one");
    // begins with |0 - 1| and ends with |1 - 0|, whatever lies between
    assertEquals(2, squared(new double[] {0, 0, 0, 1}, new double[] {1, 0, 0, 0}, 1, 3));
    // 1 + 0 + 1, or over the corner 1 + 0 + 1
    assertEquals(2, squared(new double[] {0, 2, 4}, new double[] {1, 2, 3}, 1, 2));
    // both channels move together: (0, 1) is 1 from (0, 0) and 2 from (1, 2)
    assertEquals(3, squared(new double[] {0, 0, 1, 2}, new double[] {0, 1}, 2, 0));
  }

  @Test
  void unlikeLengthsWidenTheWindowByTheirDifference() {
    assertEquals(0, squared(new double[] {0, 1, 2}, new double[] {0, 0, 1, 2}, 1, 0));
    assertEquals(0, squared(new double[] {0, 1, 2, 2}, new double[] {0, 1, 2}, 1, 0));
    // the peak would have to move by two to the side on which the series is not longer
    double[] late = {0, 0, 0, 1, 0};
    double[] early = {0, 1, 0, 0, 0, 0};
    assertEquals(2, squared(late, early, 1, 0));
    assertEquals(2, squared(late, early, 1, 1));
    assertEquals(0, squared(late, early, 1, 2));
  }

  /** Computes all cells of the band from the equation. */
  private static double plain(double[] a, double[] b, int channels, int radius) {
    int n = a.length / channels;
    int m = b.length / channels;
    double[][] D = new double[n + 1][m + 1];
    for (double[] row : D) {
      Arrays.fill(row, ANY);
    }
    D[0][0] = 0;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < m; j++) {
        int off = j - i;
        if (off >= -radius - Math.max(0, n - m) && off <= radius + Math.max(0, m - n)) {
          double cost = 0;
          for (int c = 0; c < channels; c++) {
            double d = a[i * channels + c] - b[j * channels + c];
            cost += d * d;
          }
          D[i + 1][j + 1] = cost + Math.min(D[i][j], Math.min(D[i][j + 1], D[i + 1][j]));
        }
      }
    }
    return D[n][m];
  }

  private static double[] random(SplittableRandom random, int longest, int channels) {
    double[] x = new double[channels * (1 + random.nextInt(longest))];
    Arrays.setAll(x, k -> random.nextInt(5)); // so that distances are often equal
    return x;
  }

  @Test
  void cellsLeftOutChangeNothing() {
    SplittableRandom random = new SplittableRandom(1);
    TimeWarping[] kept = {null, new TimeWarping(1), new TimeWarping(2), new TimeWarping(3)};
    for (int round = 0; round < 5000; round++) {
      int channels = 1 + round % 3;
      double[] a = random(random, 14, channels);
      double[] b = random(random, 14, channels);
      int radius = random.nextInt(6);
      double expected = plain(a, b, channels, radius);
      String where = Arrays.toString(a) + Arrays.toString(b) + channels + " " + radius;
      TimeWarping warping = kept[channels];
      assertEquals(expected, warping.squared(a, b, radius, ANY, null), where);
      assertEquals(expected, warping.squared(a, b, radius, expected, null), where);
      double found = warping.squared(a, b, radius, expected + random.nextInt(4), null);
      assertEquals(expected, found, where);
      assertEquals(ANY, warping.squared(a, b, radius, expected - 1, null), where);
      if (a.length == b.length) {
        double[] lower = Envelope.of(b, channels, radius, -1);
        double[] upper = Envelope.of(b, channels, radius, 1);
        double[] rest = new double[a.length / channels + 1];
        Envelope.rest(a, lower, upper, channels, rest);
        assertTrue(rest[0] <= expected, where);
        assertEquals(rest[0], Envelope.bound(a, lower, upper), where);
        assertEquals(expected, warping.squared(a, b, radius, expected, rest), where);
        assertEquals(ANY, warping.squared(a, b, radius, expected - 1, rest), where);
      }
    }
  }

  @Test
  void envelopesAreTheExtremesNearby() {
    double[] x = {3, 1, 4, 1, 5, 9, 2, 6};
    assertArrayEquals(new double[] {3, 4, 4, 5, 9, 9, 9, 6}, Envelope.of(x, 1, 1, 1));
    assertArrayEquals(new double[] {1, 1, 1, 1, 1, 2, 2, 2}, Envelope.of(x, 1, 1, -1));
    assertArrayEquals(new double[] {4, 1, 5, 9, 5, 9, 5, 9}, Envelope.of(x, 2, 1, 1));
    assertArrayEquals(x, Envelope.of(x, 1, 0, 1));
    double[] nine = {9, 9, 9, 9, 9, 9, 9, 9};
    assertArrayEquals(nine, Envelope.of(x, 1, 100, 1));
  }

  private static SeriesSet set(SplittableRandom random, int rows, int channels, int classes) {
    List<double[]> series = new ArrayList<>();
    List<String> labels = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      series.add(random(random, i % 2 == 0 ? 1 : 25, channels));
      if (i % 2 == 0) {
        series.set(i, Arrays.copyOf(random(random, 1, channels), 20 * channels));
        for (int k = channels; k < series.get(i).length; k++) {
          series.get(i)[k] = random.nextInt(4);
        }
      }
      labels.add("c" + random.nextInt(classes));
    }
    return new SeriesSet(channels, series, labels);
  }

  private static int radius(double share, double[] a, double[] b, int channels) {
    return (int) Math.round(share * Math.max(a.length, b.length) / channels);
  }

  private static int nearest(SeriesSet set, double[] a, double share, int without) {
    int best = -1;
    double nearest = ANY;
    for (int j = 0; j < set.size(); j++) {
      double[] b = set.x[j];
      double distance = plain(a, b, set.channels(), radius(share, a, b, set.channels()));
      if (j != without && distance < nearest) {
        best = j;
        nearest = distance;
      }
    }
    return best;
  }

  @Test
  void boundsChangeNothing() {
    SplittableRandom random = new SplittableRandom(2);
    for (int channels = 1; channels <= 3; channels++) {
      SeriesSet set = set(random, 40, channels, 3);
      for (double share : new double[] {0, 0.05, 0.1, 0.3, 0.99}) {
        NearestSeries model = NearestSeries.warped(set, share);
        for (int i = 0; i < 60; i++) {
          double[] query = random(random, 25, channels);
          assertEquals(nearest(set, set.scaled(query), share, -1), model.nearest(query));
        }
      }
    }
  }

  @Test
  void theWindowIsTheOneWithTheFewestErrorsWithoutOne() {
    SplittableRandom random = new SplittableRandom(3);
    for (int round = 0; round < 12; round++) {
      SeriesSet set = set(random, 30, 1 + round % 2, 2 + round % 3);
      int fewest = Integer.MAX_VALUE;
      double best = 0;
      for (int percent = 0; percent <= 20; percent++) {
        int errors = 0;
        for (int i = 0; i < set.size(); i++) {
          errors += set.y[nearest(set, set.x[i], percent / 100.0, i)].equals(set.y[i]) ? 0 : 1;
        }
        if (errors < fewest) {
          fewest = errors;
          best = percent / 100.0;
        }
      }
      assertEquals(best, WindowSearch.learn(set), "round " + round);
    }
  }

  /** Two classes whose peaks move by 3 of 30 steps: one up, one down. */
  @Test
  void aWindowIsLearnedWhereShapesMove() {
    List<double[]> series = new ArrayList<>();
    List<String> labels = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      double[] x = new double[30];
      x[10 + 3 * (i / 2 % 4)] = i % 2 == 0 ? 1 : -1;
      x[11 + 3 * (i / 2 % 4)] = i % 2 == 0 ? 1 : -1;
      x[29] = i / 4; // misleads a comparison step by step
      series.add(x);
      labels.add(i % 2 == 0 ? "up" : "down");
    }
    SeriesSet set = new SeriesSet(1, series, labels);
    double window = WindowSearch.learn(set);
    assertTrue(window > 0, "window " + window);
    double[] moved = new double[30];
    moved[14] = -1;
    moved[15] = -1;
    assertEquals("down", NearestSeries.warped(set, window).classify(moved));
  }

  @Test
  void longSeriesAreLearnedFromAtEvenDistances() {
    List<double[]> series = new ArrayList<>();
    List<String> labels = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      series.add(new double[3000]);
      labels.add("c" + i);
    }
    SeriesSet set = new SeriesSet(1, series, labels);
    int some = WindowSearch.affordable(set);
    assertTrue(some > 40 && some < 100, "of 100: " + some);
    assertArrayEquals(new String[] {"c0", "c25", "c50", "c75"}, set.evenly(4).y);
    assertEquals(100, set.evenly(1000).size());
  }

  @Test
  void euclideanIsOfSeriesBroughtToOneLength() {
    assertArrayEquals(new double[] {0, 1, 2}, NearestSeries.stretch(new double[] {0, 2}, 1, 3));
    assertArrayEquals(
        new double[] {0, 10, 2, 30},
        NearestSeries.stretch(new double[] {0, 10, 1, 20, 2, 30}, 2, 2));
    assertArrayEquals(new double[] {7, 7}, NearestSeries.stretch(new double[] {7}, 1, 2));
    assertArrayEquals(new double[] {7}, NearestSeries.stretch(new double[] {7, 8}, 1, 1));
    NearestSeries model =
        NearestSeries.euclidean(
            new SeriesSet(
                1, List.of(new double[] {0, 1, 2}, new double[] {2, 1}), List.of("up", "down")));
    assertEquals("up", model.classify(new double[] {0, 2}));
    assertEquals("down", model.classify(new double[] {3, 2, 1, 0}));
    assertEquals("down", model.classify(new double[] {1, 1}), "2 from up, 1.25 from down");
    SeriesSet equal =
        new SeriesSet(1, List.of(new double[] {1}, new double[] {1}), List.of("B", "A"));
    assertEquals("B", NearestSeries.euclidean(equal).classify(new double[] {1}));
    assertEquals("B", NearestSeries.warped(equal, 0).classify(new double[] {1}));
  }

  @Test
  void channelsCountAlikeWhateverTheirUnit() {
    List<double[]> series = List.of(new double[] {0, 0}, new double[] {1000, 1});
    SeriesSet set = new SeriesSet(2, series, List.of("A", "B"));
    // deviations 500 and 1/2: from A (0.8, 1.8), from B (1.2, 0.2) in half deviations
    assertEquals("B", NearestSeries.euclidean(set).classify(new double[] {400, 0.9}));
    assertEquals("B", NearestSeries.warped(set, 0).classify(new double[] {400, 0.9}));
    SeriesSet constant = new SeriesSet(2, List.of(new double[] {5, 1, 5, 2}), List.of("A"));
    assertEquals("A", NearestSeries.warped(constant, 0).classify(new double[] {5, 1}));
  }

  @Test
  void seriesWithoutAStepGetTheMostFrequentClass() {
    SeriesSet set =
        new SeriesSet(
            1,
            List.of(new double[] {1}, new double[0], new double[0], new double[] {2}),
            List.of("C", "B", "B", "A"));
    assertEquals(2, set.size());
    for (NearestSeries model :
        List.of(NearestSeries.euclidean(set), NearestSeries.warped(set, 0.1))) {
      assertEquals("B", model.classify(new double[0]));
      assertEquals("A", model.classify(new double[] {2, 2}));
    }
    String said =
        assertThrows(
                InvalidInputException.class,
                () -> new SeriesSet(1, List.of(new double[0]), List.of("A")))
            .getMessage();
    assertTrue(said.contains("nothing to compare with"), said);
  }

  @Test
  void numbersBeyondAllBoundsAreLikeTheFirst() {
    SeriesSet set =
        new SeriesSet(1, List.of(new double[] {-1e300}, new double[] {-2e300}), List.of("B", "A"));
    assertEquals("B", NearestSeries.warped(set, 0.1).classify(new double[] {1e300}));
    assertEquals("B", NearestSeries.euclidean(set).classify(new double[] {1e300}));
  }
}
