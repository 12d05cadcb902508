package org.sparkrnn.job;

import java.util.Locale;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.sparkrnn.nn.Evaluation;
import org.sparkrnn.train.EpochSummary;
import org.sparkrnn.train.TrainingListener;

/** Training on stderr: a live bar an epoch in a terminal, one line an epoch everywhere. */
final class ConsoleProgress implements TrainingListener, AutoCloseable {
  private final boolean terminal = System.console() != null;
  private int maxEpochs;
  private int stepsPerEpoch;
  private ProgressBar bar;

  @Override
  public void onStart(int epochs, int steps, int parameters) {
    maxEpochs = epochs;
    stepsPerEpoch = steps;
    print("training %,d parameters: up to %d epochs of %d steps", parameters, epochs, steps);
  }

  @Override
  public void onResume(String checkpoint, int epoch, int step, boolean complete) {
    if (complete) {
      print("resumed from %s: training was complete after epoch %d", checkpoint, epoch - 1);
    } else {
      print("resumed from %s at epoch %d, step %d", checkpoint, epoch, step);
    }
  }

  @Override
  public void onStep(int epoch, int step, double meanLoss) {
    if (!terminal) {
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
  public void onEpoch(EpochSummary epoch) {
    close();
    Evaluation validation = epoch.validation();
    print(
        "epoch %d/%d  loss %.4f%s  learning rate %.3g  %.1f s  %,.0f tokens/s  step %s%s",
        epoch.epoch(),
        maxEpochs,
        epoch.loss(),
        validation == null ? "" : "  validation " + measured(validation),
        epoch.learningRate(),
        epoch.seconds(),
        epoch.sequenceSteps() / epoch.seconds(),
        epoch.time(),
        epoch.skippedSteps() == 0
            ? ""
            : "  %,d steps left out, not finite".formatted(epoch.skippedSteps()));
    if (epoch.gradientFlow() != null) {
      print("%s", GradientReach.describe(epoch.gradientFlow()));
    }
  }

  /** Accuracy of labels; of reals the error, in the units that the network is trained in. */
  private static String measured(Evaluation validation) {
    boolean reals = !Double.isNaN(validation.rootMeanSquaredError());
    return String.format(
        Locale.ROOT,
        "loss %.4f %s %.4f",
        validation.meanLoss(),
        reals ? "rmse" : "accuracy",
        reals ? validation.rootMeanSquaredError() : validation.accuracy());
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }

  private static void print(String format, Object... args) {
    System.err.println(String.format(Locale.ROOT, format, args));
  }
}
