package org.sparkrnn.job;

import java.io.PrintStream;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.sparkrnn.ml.Trial;

/** Prints the best trials of a search. */
final class TrialTable {
  private static final int SHOWN = 10;

  private TrialTable() {}

  /** The last training of each trial, those with the most epochs first, then the best. */
  static void print(PrintStream out, List<Trial> trials, MainMetric metric) {
    Comparator<Trial> rising = Comparator.comparingDouble(trial -> trial.metric(metric.name()));
    List<Trial> best =
        trials.stream()
            .filter(trial -> trial.error() == null)
            .filter(
                trial ->
                    trials.stream()
                        .noneMatch(
                            other ->
                                other.error() == null
                                    && other.index() == trial.index()
                                    && other.rung() > trial.rung()))
            .sorted(
                Comparator.comparingInt(Trial::rung)
                    .reversed()
                    .thenComparing(metric.lowerIsBetter() ? rising : rising.reversed())
                    .thenComparing(Trial::index))
            .limit(SHOWN)
            .toList();
    out.printf("%5s %6s %12s %9s  settings%n", "trial", "epochs", metric.name(), "seconds");
    for (Trial trial : best) {
      out.printf(
          Locale.ROOT,
          "%5d %6d %12.4f %9.1f  %s%n",
          trial.index(),
          trial.maxEpochs(),
          trial.metric(metric.name()),
          trial.seconds(),
          trial.settings().isEmpty() ? "as given" : text(trial.settings()));
    }
    out.println();
  }

  /** Settings in the form of a command line. */
  static String text(Map<String, Object> settings) {
    return settings.entrySet().stream()
        .map(setting -> setting.getKey() + "=" + setting.getValue())
        .collect(Collectors.joining(" "));
  }
}
