package org.sparkrnn.train.search;

import java.util.Optional;

/**
 * Asynchronous successive halving (Li et al. 2020, algorithm 2) made independent of time. All
 * trials are trained for a few epochs, rung 0; the best third of the trials on a rung continue to
 * the next rung, with three times the epochs.
 *
 * <p>In the original, a trial continues if it is among the best third of the trials that have ended
 * so far. Here trial i continues if it is among the best third, rounded up, of the trials 0 to i of
 * its rung. So the choice does not depend on time or place, and the first trial always continues.
 */
public final class Halving {
  /** The ratio between the epochs of a rung and of the previous one. */
  public static final int FACTOR = 3;

  private static final int MOST_RUNGS = 4; // less than 1/27 of the epochs shows little

  /**
   * A training to be done.
   *
   * @param trial number of the trial
   * @param rung from 0
   */
  public record Run(int trial, int rung) {}

  private final int maxEpochs;
  private final int rungs;
  private final boolean lowerIsBetter;
  private final boolean[][] begun; // [trials][rungs]
  private final Double[][] values; // [trials][rungs] null if not known yet
  private final Boolean[][] promoted; // [trials][rungs] null if not decided yet

  /**
   * @param maxEpochs epochs of the last rung
   */
  public Halving(int trials, int maxEpochs, boolean lowerIsBetter) {
    this.maxEpochs = maxEpochs;
    this.lowerIsBetter = lowerIsBetter;
    int count = 1;
    for (int epochs = maxEpochs; epochs >= FACTOR && count < MOST_RUNGS; epochs /= FACTOR) {
      count++;
    }
    rungs = count;
    begun = new boolean[trials][rungs];
    values = new Double[trials][rungs];
    promoted = new Boolean[trials][rungs];
  }

  /** The number of rungs. */
  public int rungs() {
    return rungs;
  }

  /** The largest number of epochs on a rung. */
  public int epochs(int rung) {
    return (int) Math.max(1, Math.round(maxEpochs / Math.pow(FACTOR, rungs - 1 - rung)));
  }

  /** Whether there is such a run. */
  public boolean has(Run run) {
    return run.trial() >= 0 && run.trial() < begun.length && run.rung() >= 0 && run.rung() < rungs;
  }

  /**
   * Records the result of a run.
   *
   * @param value NaN for a failed run, which is worse than all others and does not continue
   */
  public void put(Run run, double value) {
    begun[run.trial()][run.rung()] = true;
    values[run.trial()][run.rung()] = value;
  }

  /**
   * Returns a run that can begin and marks it as begun: the highest rung first, then the first
   * trial.
   */
  public Optional<Run> next() {
    for (int rung = rungs - 1; rung >= 0; rung--) {
      for (int trial = 0; trial < begun.length; trial++) {
        if (!begun[trial][rung] && Boolean.TRUE.equals(reaches(trial, rung))) {
          begun[trial][rung] = true;
          return Optional.of(new Run(trial, rung));
        }
      }
    }
    return Optional.empty();
  }

  /**
   * The best run of the highest rung that was reached; the first one if several are equally good.
   */
  public Optional<Run> best() {
    Run best = null;
    for (int rung = rungs - 1; rung >= 0 && best == null; rung--) {
      for (int trial = 0; trial < begun.length; trial++) {
        Double value = values[trial][rung];
        if (value != null
            && !value.isNaN()
            && (best == null || better(value, values[best.trial()][rung]))) {
          best = new Run(trial, rung);
        }
      }
    }
    return Optional.ofNullable(best);
  }

  private boolean better(double a, double b) {
    return Double.isNaN(b) ? !Double.isNaN(a) : lowerIsBetter ? a < b : a > b;
  }

  /** Null if it is not known yet. */
  private Boolean reaches(int trial, int rung) {
    return rung == 0 ? Boolean.TRUE : promoted(trial, rung - 1);
  }

  private Boolean promoted(int trial, int rung) {
    if (promoted[trial][rung] == null) {
      promoted[trial][rung] = decided(trial, rung);
    }
    return promoted[trial][rung];
  }

  private Boolean decided(int trial, int rung) {
    Boolean there = reaches(trial, rung);
    if (there == null || !there) {
      return there;
    }
    Double value = values[trial][rung];
    if (value == null) {
      return null;
    }
    int count = 1;
    int better = 0;
    for (int i = 0; i < trial; i++) {
      Boolean other = reaches(i, rung);
      if (other == null || other && values[i][rung] == null) {
        return null;
      }
      if (other) {
        count++;
        better += better(value, values[i][rung]) ? 0 : 1;
      }
    }
    return !value.isNaN() && better < (count + FACTOR - 1) / FACTOR;
  }
}
