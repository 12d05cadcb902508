package org.sparkrnn.ml;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.sparkrnn.train.search.Noise;

/**
 * Which trial wins, and why, in words. The trials on the highest rung that any trial has reached
 * are compared. The given settings win unless another trial is better by more than chance explains
 * (see {@link Noise}), because the best of many trials is partly the luckiest.
 *
 * @param winner the last training of the trial that wins
 * @param reason a sentence for people
 */
record TuningVerdict(Trial winner, String reason) {
  /** With few rows there are ties, which the rounding of metrics must not decide. */
  private static final double ROUNDING = 1e-3;

  /**
   * The metric by which trials are compared.
   *
   * @param metric its name
   * @param lowerIsBetter whether it is an error or a loss
   * @param targets the number of targets on which it is measured, for each fold; a single number
   *     without folds
   */
  record Scale(String metric, boolean lowerIsBetter, double[] targets) {
    double value(Trial trial) {
      return trial.metric(metric);
    }

    /** By how much a trial is better than another one. */
    private double gain(Trial from, Trial to) {
      return lowerIsBetter ? value(from) - value(to) : value(to) - value(from);
    }

    private double noise(Trial given, Trial other) {
      if (given.folds().isEmpty()) {
        return Noise.ofTargets(value(given), lowerIsBetter, (long) targets[0]);
      }
      double[] differences = new double[targets.length];
      for (int k = 0; k < targets.length; k++) {
        differences[k] = other.folds().get(k).get(metric) - given.folds().get(k).get(metric);
      }
      return Noise.ofFolds(differences, targets);
    }

    private boolean clearlyBetter(Trial given, Trial other) {
      return gain(given, other) > noise(given, other) * (1 + ROUNDING);
    }
  }

  /** The verdict on all trials that have ended; empty if none could be trained. */
  static Optional<TuningVerdict> of(List<Trial> trials, Scale scale) {
    List<Trial> sound = trials.stream().filter(trial -> trial.error() == null).toList();
    int rung = sound.stream().mapToInt(Trial::rung).max().orElse(0);
    Comparator<Trial> rising = Comparator.comparingDouble(scale::value);
    List<Trial> best =
        sound.stream()
            .filter(trial -> trial.rung() == rung)
            .sorted(
                (scale.lowerIsBetter() ? rising : rising.reversed()).thenComparing(Trial::index))
            .toList();
    if (best.isEmpty()) {
      return Optional.empty();
    }
    Trial first = best.get(0);
    Optional<Trial> given = best.stream().filter(trial -> trial.index() == 0).findFirst();
    if (given.isEmpty()) {
      return Optional.of(
          new TuningVerdict(
              first,
              "trial %d is the best after %d epochs; the given settings were not trained that long"
                  .formatted(first.index(), first.maxEpochs())));
    }
    return Optional.of(against(given.get(), best, scale));
  }

  private static TuningVerdict against(Trial given, List<Trial> best, Scale scale) {
    Optional<Trial> better =
        best.stream().filter(trial -> scale.clearlyBetter(given, trial)).findFirst();
    Trial first = best.get(0);
    if (better.isPresent()) {
      return new TuningVerdict(
          better.get(),
          "trial %d wins: its %s is %s, that of the given settings is %s; differences up to %s can be due to chance"
              .formatted(
                  better.get().index(),
                  scale.metric(),
                  digits(scale.value(better.get())),
                  digits(scale.value(given)),
                  digits(scale.noise(given, better.get()))));
    } else if (scale.gain(given, first) > 0) {
      return new TuningVerdict(
          given,
          "the given settings stay: their %s is %s, that of trial %d is %s, but differences up to %s can be due to chance"
              .formatted(
                  scale.metric(),
                  digits(scale.value(given)),
                  first.index(),
                  digits(scale.value(first)),
                  digits(scale.noise(given, first))));
    }
    return new TuningVerdict(given, "the given settings stay: no trial was better");
  }

  private static String digits(double value) {
    return String.format(Locale.ROOT, "%.4f", value);
  }
}
