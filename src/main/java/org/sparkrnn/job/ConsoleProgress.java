package org.sparkrnn.job;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.Console;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.Names;
import org.sparkrnn.train.EpochSummary;
import org.sparkrnn.train.TrainingListener;
import org.sparkrnn.train.cost.StepForecast;

/**
 * Shows a training on stderr: one line per epoch, in a terminal also a live bar within each epoch,
 * or one JSON object per line for programs.
 */
final class ConsoleProgress implements TrainingListener, AutoCloseable {
  /** The job's key that chooses the form. */
  static final String KEY = "progress";

  private static final List<String> FORMS = List.of("auto", "lines", "json", "none");

  private final String form;
  private final boolean bars;
  private int maxEpochs;
  private int stepsPerEpoch;
  private double seconds; // of the epochs of this run
  private int epochs; // of this run
  private ProgressBar bar;
  private StepForecast forecast;

  /**
   * @throws InvalidInputException if {@code progress} is not auto, lines, json or none
   */
  ConsoleProgress(JobArguments arguments) {
    this(arguments.get(KEY, "auto"), terminal());
  }

  /**
   * @param terminal whether the output is a terminal
   */
  ConsoleProgress(String form, boolean terminal) {
    if (!FORMS.contains(form)) {
      throw new InvalidInputException(
          "%s is %s; expected one of %s; did you mean %s?"
              .formatted(
                  KEY, form, String.join(", ", FORMS), Names.nearest(form, FORMS).orElse("lines")));
    }
    this.form = form;
    bars = terminal && form.equals("auto");
  }

  /**
   * Whether there is a terminal. From JDK 22 on a console may exist without one, which it can tell.
   */
  private static boolean terminal() {
    Console console = System.console();
    if (console == null) {
      return false;
    }
    try {
      return (Boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (ReflectiveOperationException e) {
      return true; // an older JDK
    }
  }

  @Override
  public void onStart(int epochs, int steps, int parameters) {
    maxEpochs = epochs;
    stepsPerEpoch = steps;
    tell(
        ProgressJson.start(epochs, steps, parameters),
        "training %,d parameters for up to %d epochs of %d steps",
        parameters,
        epochs,
        steps);
  }

  @Override
  public void onResume(String checkpoint, int epoch, int step, boolean complete) {
    ObjectNode json = ProgressJson.resume(checkpoint, epoch, step, complete);
    if (complete) {
      tell(json, "resumed from %s: training was complete after epoch %d", checkpoint, epoch - 1);
    } else {
      tell(json, "resumed from %s at epoch %d, step %d", checkpoint, epoch, step);
    }
  }

  @Override
  public void onStep(int epoch, int step, double meanLoss) {
    if (!bars) {
      return;
    }
    if (bar == null) {
      bar =
          new ProgressBarBuilder()
              .setTaskName("epoch %d/%d".formatted(epoch, maxEpochs))
              .setInitialMax(stepsPerEpoch)
              .setStyle(ProgressBarStyle.ASCII)
              .clearDisplayOnFinish()
              .build();
    }
    bar.stepTo(step);
    bar.setExtraMessage("loss %.4f".formatted(meanLoss));
  }

  @Override
  public void onForecast(StepForecast told) {
    close(); // the next step opens it again
    forecast = told;
    tell(ProgressJson.forecast(told), "%s", told);
  }

  /** The forecast of this training, if there was one. */
  Optional<StepForecast> forecast() {
    return Optional.ofNullable(forecast);
  }

  @Override
  public void onEpoch(EpochSummary epoch, int bestEpoch) {
    close();
    epochs++;
    seconds += epoch.seconds();
    double left = (maxEpochs - epoch.epoch()) * seconds / epochs;
    tell(
        ProgressJson.epoch(epoch, maxEpochs, bestEpoch, left),
        "%s",
        EpochLine.of(epoch, maxEpochs, bestEpoch, left));
    if (epoch.gradientFlow() != null && !form.equals("json")) {
      tell(null, "%s", GradientReach.describe(epoch.gradientFlow()));
    }
  }

  @Override
  public void onEnd() {
    close();
  }

  /** Removes the bar. */
  @Override
  public void close() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }

  private void tell(ObjectNode json, String format, Object... args) {
    switch (form) {
      case "json" -> System.err.println(json);
      case "none" -> {
        // as the user wishes
      }
      default -> System.err.println(String.format(Locale.ROOT, format, args));
    }
  }
}
