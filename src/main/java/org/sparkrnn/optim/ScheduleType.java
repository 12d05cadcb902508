package org.sparkrnn.optim;

import java.util.Locale;

/**
 * The schedules by name. In the formulas s is the number of the update and e = s / (updates per
 * epoch), rounded down, that of the epoch, both from 0; d = decayFactor, n = decayEpochs.
 */
public enum ScheduleType {
  /** lr(s) = lr. */
  CONSTANT {
    @Override
    Schedule decay(ScheduleOptions o, long updatesPerEpoch, int maxEpochs) {
      return s -> o.learningRate();
    }
  },
  /** lr(s) = max(min, lr d^(e / n rounded down)): PyTorch's StepLR. */
  STEP {
    @Override
    Schedule decay(ScheduleOptions o, long updatesPerEpoch, int maxEpochs) {
      return s -> o.decayed(s / updatesPerEpoch / o.decayEpochs());
    }
  },
  /** lr(s) = max(min, lr d^(e / n)); PyTorch's ExponentialLR for n = 1. */
  EXPONENTIAL {
    @Override
    Schedule decay(ScheduleOptions o, long updatesPerEpoch, int maxEpochs) {
      return s -> o.decayed((double) (s / updatesPerEpoch) / o.decayEpochs());
    }
  },
  /**
   * lr(s) = min + (lr - min) (1 + cos(pi (s - W) / (S - W))) / 2 after W warm-up updates, of S in
   * all (Loshchilov and Hutter 2017, without restarts; PyTorch's CosineAnnealingLR with T_max = S).
   */
  COSINE {
    @Override
    Schedule decay(ScheduleOptions o, long updatesPerEpoch, int maxEpochs) {
      long span = Math.max(1, updatesPerEpoch * maxEpochs - o.warmupSteps());
      return s -> {
        double done = Math.max(0, s - o.warmupSteps()) / (double) span;
        double above = o.learningRate() - o.minLearningRate();
        return o.minLearningRate() + above * (1 + Math.cos(Math.PI * done)) / 2;
      };
    }
  },
  /** Multiplied by d whenever n successive epochs did not lower the loss, down to min. */
  PLATEAU {
    @Override
    Schedule decay(ScheduleOptions o, long updatesPerEpoch, int maxEpochs) {
      return new Plateau(o.learningRate(), o.decayFactor(), o.decayEpochs(), o.minLearningRate());
    }
  };

  /** The schedule without its warm-up. */
  abstract Schedule decay(ScheduleOptions options, long updatesPerEpoch, int maxEpochs);

  /** The name that users write: constant, step, exponential, cosine, plateau. */
  public String paramValue() {
    return name().toLowerCase(Locale.ROOT);
  }
}
