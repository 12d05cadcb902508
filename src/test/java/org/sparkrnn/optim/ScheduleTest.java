package org.sparkrnn.optim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ScheduleTest {
  private static final double RATE = 0.8;

  private static ScheduleOptions of(ScheduleType type) {
    return ScheduleOptions.of(type, RATE);
  }

  /** The rates of all updates, without calls at the ends of epochs. */
  private static double[] rates(ScheduleOptions options, int updatesPerEpoch, int epochs) {
    Schedule schedule = options.create(updatesPerEpoch, epochs);
    return LongStream.range(0, (long) updatesPerEpoch * epochs)
        .mapToDouble(schedule::learningRate)
        .toArray();
  }

  @Test
  void aConstantRateIsTheSameToTheBit() {
    for (double rate : rates(of(ScheduleType.CONSTANT), 3, 4)) {
      assertEquals(RATE, rate);
    }
  }

  @Test
  void stepFallsEveryFewEpochsAndNotBelowItsEnd() {
    assertArrayEquals(
        new double[] {0.8, 0.8, 0.8, 0.8, 0.4, 0.4, 0.4, 0.4, 0.3, 0.3},
        rates(of(ScheduleType.STEP).withDecay(0.5, 2).withMinLearningRate(0.3), 2, 5),
        1e-15);
  }

  @Test
  void exponentialFallsAfterEveryEpoch() {
    assertArrayEquals(
        new double[] {0.8, 0.8, 0.08, 0.08, 0.05, 0.05},
        rates(of(ScheduleType.EXPONENTIAL).withDecay(0.1, 1).withMinLearningRate(0.05), 2, 3),
        1e-15);
    // halved every two epochs
    assertArrayEquals(
        new double[] {0.8, 0.8 * Math.sqrt(0.5), 0.4},
        rates(of(ScheduleType.EXPONENTIAL).withDecay(0.5, 2), 1, 3),
        1e-15);
  }

  @Test
  void cosineFallsFromTheRateToItsEnd() {
    double[] rates = rates(of(ScheduleType.COSINE).withMinLearningRate(0.2), 2, 3);
    for (int s = 0; s < 6; s++) {
      assertEquals(0.2 + 0.6 * (1 + Math.cos(Math.PI * s / 6)) / 2, rates[s], 1e-15);
    }
    assertEquals(0.5, rates[3], 1e-15);
    // the next step would reach it
    assertEquals(
        0.2, of(ScheduleType.COSINE).withMinLearningRate(0.2).create(2, 3).learningRate(6), 1e-15);
  }

  @Test
  void warmupRisesLinearlyToAnySchedule() {
    assertArrayEquals(
        new double[] {0.2, 0.4, 0.6, 0.8, 0.8},
        rates(of(ScheduleType.CONSTANT).withWarmup(4), 5, 1),
        1e-15);
    assertArrayEquals(
        new double[] {0.2, 0.4, 0.3, 0.4, 0.2},
        rates(of(ScheduleType.STEP).withDecay(0.5, 1).withWarmup(4), 2, 3, 5),
        1e-15);
    // the cosine starts when the rate is reached
    assertArrayEquals(
        new double[] {0.4, 0.8, 0.8, 0.4},
        rates(of(ScheduleType.COSINE).withWarmup(2), 4, 1),
        1e-15);
  }

  private static double[] rates(ScheduleOptions options, int perEpoch, int epochs, int first) {
    return java.util.Arrays.copyOf(rates(options, perEpoch, epochs), first);
  }

  @Test
  void aWarmupLongerThanTrainingJustEndsEarly() {
    assertArrayEquals(
        new double[] {0.1, 0.2}, rates(of(ScheduleType.COSINE).withWarmup(8), 2, 1), 1e-15);
  }

  @Test
  void plateauFallsAfterEpochsWithoutALowerLoss() {
    ScheduleOptions options =
        of(ScheduleType.PLATEAU).withDecay(0.5, 2).withMinLearningRate(0.3).withWarmup(1);
    Schedule schedule = options.create(2, 20);
    assertEquals(RATE, schedule.learningRate(0));
    double[] losses = {2, 1, 1, 0.99995, 0.9, 0.95, 0.89, 0.9, 0.89, 0.9, 0.9};
    double[] rates = {0.8, 0.8, 0.8, 0.4, 0.4, 0.4, 0.4, 0.4, 0.3, 0.3, 0.3};
    for (int epoch = 0; epoch < losses.length; epoch++) {
      schedule.onEpoch(losses[epoch]);
      assertEquals(rates[epoch], schedule.learningRate(2 * epoch + 2), 1e-15, "epoch " + epoch);
      Schedule resumed = options.create(2, 20); // from a checkpoint after every epoch
      resumed.restore(schedule.state());
      schedule = resumed;
    }
  }

  @Test
  void onlyAPlateauRemembers() {
    for (ScheduleType type : ScheduleType.values()) {
      Schedule schedule = of(type).withWarmup(3).create(2, 5);
      schedule.onEpoch(1);
      assertEquals(type == ScheduleType.PLATEAU ? 3 : 0, schedule.state().length);
    }
  }
}
