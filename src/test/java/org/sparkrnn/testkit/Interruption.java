package org.sparkrnn.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.sparkrnn.train.EpochSummary;
import org.sparkrnn.train.TrainingListener;

/** Ends a training again and again after some mini-batches, like a failure of the driver. */
public final class Interruption implements TrainingListener {
  /** The place at which a training was resumed. */
  public record Resumed(String checkpoint, int epoch, int step, boolean complete) {}

  private static final class Interrupted extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private final List<Resumed> resumed = new ArrayList<>();
  private final int period;
  private int steps;
  private int interruptions;

  /**
   * @param period number of mini-batches between two interruptions
   */
  public Interruption(int period) {
    this.period = period;
  }

  /**
   * Trains until it is done.
   *
   * @param fit trains, with this listener
   */
  public <T> T untilDone(Function<TrainingListener, T> fit) {
    while (true) {
      steps = 0;
      try {
        return fit.apply(this);
      } catch (Interrupted e) {
        interruptions++;
      }
    }
  }

  /** Every resume, in order. */
  public List<Resumed> resumed() {
    return resumed;
  }

  public int interruptions() {
    return interruptions;
  }

  @Override
  public void onResume(String checkpoint, int epoch, int step, boolean complete) {
    resumed.add(new Resumed(checkpoint, epoch, step, complete));
  }

  @Override
  public void onStep(int epoch, int step, double meanLoss) {
    if (++steps == period) {
      throw new Interrupted();
    }
  }

  /**
   * The figures of an epoch that do not depend on the clock and so must be the same after any
   * interruption.
   */
  public static List<Object> lasting(EpochSummary epoch) {
    List<Object> lasting =
        new ArrayList<>(
            List.of(
                epoch.epoch(),
                epoch.loss(),
                epoch.gradientNorm(),
                epoch.learningRate(),
                epoch.sequenceSteps(),
                epoch.time().steps(),
                epoch.skippedSteps()));
    if (epoch.validation() != null) {
      for (double sum : epoch.validation().state()) {
        lasting.add(sum);
      }
    }
    if (epoch.gradientFlow() != null) {
      for (double[] layer : epoch.gradientFlow().means()) {
        for (double mean : layer) {
          lasting.add(mean);
        }
      }
    }
    return lasting;
  }
}
