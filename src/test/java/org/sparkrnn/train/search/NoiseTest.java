package org.sparkrnn.train.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class NoiseTest {
  private static final double[] ALIKE = {1, 1, 1, 1, 1};

  @Test
  void theErrorOfAMeanOverFoldsCountsThatTheyShareRows() {
    double[] differences = {0.1, 0.0, 0.2, 0.1, 0.1};
    double deviation = Math.sqrt(0.02 / 4);
    assertEquals(
        deviation * Math.sqrt(1 / 5.0 + 1 / 4.0), Noise.ofFolds(differences, ALIKE), 1e-12);
    assertEquals(0, Noise.ofFolds(new double[] {0.1, 0.1, 0.1}, new double[] {4, 5, 4}), 1e-12);
  }

  @Test
  void foldsCountAsTheyWeigh() {
    double[] weights = {2, 2, 1};
    assertEquals((2 * 1 + 2 * 2 + 4) / 5.0, Noise.mean(new double[] {1, 2, 4}, weights), 1e-12);
    double variance = (2 * 1 + 2 * 0 + 4) / 5.0 * 3 / 2; // about a mean of 2
    assertEquals(
        Math.sqrt(variance * (1 / 3.0 + 1 / 2.0)),
        Noise.ofFolds(new double[] {1, 2, 4}, weights),
        1e-12);
  }

  /** The share of correct answers has this standard error. */
  @Test
  void aShareOfRowsHasTheErrorOfItsBinomial() {
    SplittableRandom random = new SplittableRandom(1);
    int rows = 50;
    double[] shares = new double[4000];
    Arrays.setAll(shares, i -> random.doubles(rows).filter(x -> x < 0.8).count() / (double) rows);
    double variance = Arrays.stream(shares).map(s -> (s - 0.8) * (s - 0.8)).average().orElseThrow();
    assertEquals(Math.sqrt(variance), Noise.ofTargets(0.8, false, rows), 0.002);
  }

  @Test
  void anErrorIsKnownToAPartOfItself() {
    assertEquals(0.5, Noise.ofTargets(5, true, 100), 1e-12);
    assertEquals(0.05, Noise.ofTargets(0.5, true, 100), 1e-12, "below 1 too");
    assertEquals(0.3, Noise.ofTargets(-3, false, 100), 1e-12, "no share");
    assertTrue(Noise.ofTargets(5, true, 10_000) < Noise.ofTargets(5, true, 100));
  }
}
