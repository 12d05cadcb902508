package org.sparkrnn.optim;

import org.sparkrnn.Defaults;

/**
 * A schedule with its constants; each schedule uses those that it needs. Bounds are checked by the
 * Params that give the values.
 *
 * @param type the schedule
 * @param learningRate at its start, after the warm-up
 * @param warmupSteps number of updates in which the learning rate rises to that of the schedule; 0
 *     for none
 * @param decayFactor the factor by which step, exponential and plateau multiply the learning rate
 * @param decayEpochs the number of epochs after which they multiply it
 * @param minLearningRate the learning rate at which decay ends
 */
public record ScheduleOptions(
    ScheduleType type,
    double learningRate,
    int warmupSteps,
    double decayFactor,
    int decayEpochs,
    double minLearningRate) {

  /** A schedule without warm-up that, if it decays, halves the learning rate every other epoch. */
  public static ScheduleOptions of(ScheduleType type, double learningRate) {
    return new ScheduleOptions(
        type,
        learningRate,
        Defaults.WARMUP_STEPS,
        Defaults.DECAY_FACTOR,
        Defaults.DECAY_EPOCHS,
        Defaults.MIN_LEARNING_RATE);
  }

  /** The same with a warm-up of this number of updates. */
  public ScheduleOptions withWarmup(int steps) {
    return new ScheduleOptions(
        type, learningRate, steps, decayFactor, decayEpochs, minLearningRate);
  }

  /** The same with another decay. */
  public ScheduleOptions withDecay(double factor, int epochs) {
    return new ScheduleOptions(type, learningRate, warmupSteps, factor, epochs, minLearningRate);
  }

  /** The same with another final learning rate. */
  public ScheduleOptions withMinLearningRate(double min) {
    return new ScheduleOptions(type, learningRate, warmupSteps, decayFactor, decayEpochs, min);
  }

  /** The learning rate after this number of decays, which need not be whole. */
  double decayed(double times) {
    return Math.max(minLearningRate, learningRate * Math.pow(decayFactor, times));
  }

  /**
   * The schedule itself.
   *
   * @param updatesPerEpoch the number of updates of the weights per epoch
   * @param maxEpochs the largest number of epochs
   */
  public Schedule create(long updatesPerEpoch, int maxEpochs) {
    Schedule decay = type.decay(this, updatesPerEpoch, maxEpochs);
    return warmupSteps == 0 ? decay : new Warmup(decay, warmupSteps);
  }
}
