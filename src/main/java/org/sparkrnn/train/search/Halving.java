package org.sparkrnn.train.search;

import java.util.Optional;

/**
 * Asynchronous successive halving (Li et al. 2020, algorithm 2) made independent of time. All
 * trials are trained for a few epochs, rung 0; of those that have reached a rung, the best third go
 * on to the next, of three times the epochs.
 *
 * <p>There, whoever is among the best third of those that happen to be done goes on. Here trial i
 * goes on if it is among the best third, rounded up, of the trials 0 to i of its rung. So who goes
 * on does not depend on what runs where and when, and the first trial always does.
 */
public final class Halving {
  /** How many times the epochs of a rung those of the next one are. */
  public static final int FACTOR = 3;

  private static final int MOST_RUNGS = 4; // fewer epochs than 1/27 tell little

  /**
   * A training to be done.
   *
   * @param trial its number
   * @param rung from 0
   */
  public record Run(int trial, int rung) {}

  private final int maxEpochs;
  private final int rungs;
  private final boolean lowerIsBetter;
  private final boolean[][] begun; // [trials][rungs]
  private final Double[][] values; // [trials][rungs] null where not known yet
  private final Boolean[][] promoted; // [trials][rungs] null where not decided yet

  /**
   * @param maxEpochs of the last rung
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

  /** How many rungs there are. */
  public int rungs() {
    return rungs;
  }

  /** For how many epochs a rung trains, at most. */
  public int epochs(int rung) {
    return (int) Math.max(1, Math.round(maxEpochs / Math.pow(FACTOR, rungs - 1 - rung)));
  }

  /** Whether there is such a run. */
  public boolean has(Run run) {
    return run.trial() >= 0 && run.trial() < begun.length && run.rung() >= 0 && run.rung() < rungs;
  }

  /**
   * Takes note of what a run has given.
   *
   * @param value NaN of a run that failed: it is worse than all others and goes no further
   */
  public void put(Run run, double value) {
    begun[run.trial()][run.rung()] = true;
    values[run.trial()][run.rung()] = value;
  }

  /** What can be begun now, which is begun then: the highest rung first, then the first trial. */
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

  /** The best run of the highest rung that any has reached; of equally good ones the first. */
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

  /** Null where it is not known yet. */
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
