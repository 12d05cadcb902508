package org.sparkrnn.job;

import java.util.Locale;
import org.sparkrnn.nn.Evaluation;
import org.sparkrnn.train.EpochSummary;

/** Describes an epoch in one line. */
final class EpochLine {
  private static final int MINUTE = 60; // seconds
  private static final int HOUR = 60 * MINUTE;

  private EpochLine() {}

  /**
   * Losses, validation and whether it is the best so far, speed, and the remaining time.
   *
   * @param left seconds of all remaining epochs; training may stop early
   */
  static String of(EpochSummary epoch, int maxEpochs, int bestEpoch, double left) {
    StringBuilder line = new StringBuilder();
    add(line, "epoch %d/%d  loss %.4f", epoch.epoch(), maxEpochs, epoch.loss());
    if (epoch.validation() != null) {
      add(line, "  validation %s", measured(epoch.validation()));
      add(line, bestEpoch == epoch.epoch() ? " (best so far)" : " (best is epoch %d)", bestEpoch);
    }
    add(
        line,
        "  learning rate %.3g  %s  %,.0f tokens/s",
        epoch.learningRate(),
        duration(epoch.seconds()),
        epoch.sequenceSteps() / epoch.seconds());
    if (epoch.epoch() < maxEpochs) {
      add(line, "  at most %s left", duration(left));
    }
    if (epoch.skippedSteps() > 0) {
      add(line, "  %,d steps that were not finite were left out", epoch.skippedSteps());
    }
    return line.toString();
  }

  /** The accuracy for labels, or the error for real numbers, in the units of the network. */
  private static String measured(Evaluation validation) {
    boolean reals = !Double.isNaN(validation.rootMeanSquaredError());
    return String.format(
        Locale.ROOT,
        "loss %.4f %s %.4f",
        validation.meanLoss(),
        reals ? "rmse" : "accuracy",
        reals ? validation.rootMeanSquaredError() : validation.accuracy());
  }

  /** Formats a duration: 4.2 s, 40 s, 3 min 20 s, 2 h 5 min. */
  static String duration(double seconds) {
    long whole = Math.round(seconds);
    if (seconds < 9.95) {
      return String.format(Locale.ROOT, "%.1f s", seconds);
    }
    if (whole < MINUTE) {
      return whole + " s";
    }
    return whole < HOUR
        ? "%d min %d s".formatted(whole / MINUTE, whole % MINUTE)
        : "%d h %d min".formatted(whole / HOUR, whole % HOUR / MINUTE);
  }

  private static void add(StringBuilder line, String format, Object... args) {
    line.append(String.format(Locale.ROOT, format, args));
  }
}
