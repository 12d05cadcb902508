package org.sparkrnn.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeWarpTest {
  @ParameterizedTest
  @CsvSource({"2, 0.3", "3, 0.3", "40, 0.3", "40, 1.9", "1000, 0.05"})
  void timeRunsFromTheFirstStepToTheLast(int steps, double strength) {
    for (int sequence = 0; sequence < 20; sequence++) {
      double[] at = new double[steps];
      new TimeWarp(strength, 7).positions(sequence, steps, at);
      assertEquals(0, at[0]);
      assertEquals(steps - 1, at[steps - 1], 1e-9);
      for (int t = 1; t < steps; t++) {
        double speed = at[t] - at[t - 1];
        assertTrue(speed >= Math.exp(-2 * strength) - 1e-9, "speed " + speed);
        assertTrue(speed <= Math.exp(2 * strength) + 1e-9, "speed " + speed);
        assertTrue(at[t] <= steps - 1);
      }
    }
  }

  @Test
  void noStrengthLeavesTimeAsItIs() {
    double[] at = new double[9];
    new TimeWarp(0, 7).positions(3, 9, at);
    assertArrayEquals(new double[] {0, 1, 2, 3, 4, 5, 6, 7, 8}, at, 1e-12);
  }

  /** A straight line in time becomes the warped time itself. */
  @Test
  void valuesBetweenStepsAreInterpolated() {
    int[] lengths = {5, 12, 0, 1, 12};
    PackedBatch batch = new PackedBatch();
    batch.pack(lines(lengths));
    TimeWarp warp = new TimeWarp(0.8, 11);
    batch.warp(warp);
    float[] x = batch.column(ColumnSpec.FEATURES).floats();
    for (int b = 0; b < lengths.length; b++) {
      int sequence = batch.position(b);
      double[] at = new double[Math.max(1, lengths[sequence])];
      warp.positions(sequence, at.length, at);
      for (int t = 0; t < lengths[sequence]; t++) {
        assertEquals(at[t], x[batch.row(b, t) * 2], 1e-5);
        assertEquals(100 - 3 * at[t], x[batch.row(b, t) * 2 + 1], 1e-4);
      }
    }
  }

  @Test
  void sequencesAndEpochsAreWarpedDifferently() {
    double[] one = new double[20];
    double[] other = new double[20];
    new TimeWarp(0.3, 1).positions(0, 20, one);
    new TimeWarp(0.3, 1).positions(1, 20, other);
    assertFalse(Arrays.equals(one, other));
    new TimeWarp(0.3, 2).positions(0, 20, other);
    assertFalse(Arrays.equals(one, other));
    new TimeWarp(0.3, 1).positions(0, 20, other);
    assertArrayEquals(one, other);
  }

  /** A sequence of each length, whose features are t and 100 - 3t. */
  private static SequenceBlock lines(int[] lengths) {
    List<EncodedSequence> sequences =
        Arrays.stream(lengths)
            .mapToObj(
                length -> {
                  float[] values = new float[2 * length];
                  for (int t = 0; t < length; t++) {
                    values[2 * t] = t;
                    values[2 * t + 1] = 100 - 3 * t;
                  }
                  return new EncodedSequence(
                      length, null, Column.features(2, values), Targets.label(0));
                })
            .toList();
    return SequenceBlock.of(sequences, 0);
  }
}
