package org.sparkrnn.train;

import java.util.ArrayList;
import java.util.List;
import org.sparkrnn.nn.Evaluation;
import org.sparkrnn.nn.GradientFlow;
import org.sparkrnn.train.checkpoint.Checkpoint;

/**
 * One pass over the training data.
 *
 * @param epoch from 1
 * @param loss mean training loss per target, in nats for probabilities, while the weights changed
 * @param gradientNorm mean over the updates of the norm of the mean gradient, before clipping
 * @param learningRate the learning rate of the last update of the epoch
 * @param validation the validation of the weights after this epoch, or null without validation data
 * @param gradientFlow the gradient flow of the weights after this epoch, or null if it was not
 *     requested
 * @param sequenceSteps the number of steps of all training sequences
 * @param seconds wall-clock time, including validation and gradient flow
 * @param time how the time of training steps was spent
 * @param skippedSteps the number of mini-batches that were left out because a loss or gradient was
 *     not finite
 */
public record EpochSummary(
    int epoch,
    double loss,
    double gradientNorm,
    double learningRate,
    Evaluation validation,
    GradientFlow gradientFlow,
    long sequenceSteps,
    double seconds,
    StepTime time,
    int skippedSteps) {

  /** Writes this under a name for each epoch. */
  void save(Checkpoint to) {
    String name = name(epoch);
    to.put(name + "loss", loss);
    to.put(name + "gradientNorm", gradientNorm);
    to.put(name + "learningRate", learningRate);
    if (validation != null) {
      to.put(name + "validation", validation.state());
    }
    if (gradientFlow != null) {
      to.put(name + "flow.layers", gradientFlow.numLayers());
      to.put(name + "flow.maxDistance", gradientFlow.maxDistance());
      to.put(name + "flow.counts", gradientFlow.counts());
      for (int l = 0; l < gradientFlow.numLayers(); l++) {
        to.put(name + "flow.sums." + l, gradientFlow.sums(l));
      }
    }
    to.put(name + "sequenceSteps", sequenceSteps);
    to.put(name + "seconds", seconds);
    to.put(name + "time", time.state());
    to.put(name + "skippedSteps", skippedSteps);
  }

  /** Reads what {@link #save} wrote. */
  static EpochSummary read(Checkpoint from, int epoch) {
    String name = name(epoch);
    return new EpochSummary(
        epoch,
        from.real(name + "loss"),
        from.real(name + "gradientNorm"),
        from.real(name + "learningRate"),
        from.has(name + "validation")
            ? Evaluation.ofState(from.reals(name + "validation", Evaluation.STATE_SIZE))
            : null,
        from.has(name + "flow.layers") ? flow(from, name + "flow.") : null,
        from.integer(name + "sequenceSteps"),
        from.real(name + "seconds"),
        StepTime.ofState(from.integers(name + "time", StepTime.STATE_SIZE)),
        from.integer(name + "skippedSteps", 0, Integer.MAX_VALUE));
  }

  private static GradientFlow flow(Checkpoint from, String name) {
    int distances = from.integer(name + "maxDistance", 0, Integer.MAX_VALUE - 1) + 1;
    List<double[]> sums = new ArrayList<>();
    int layers = from.integer(name + "layers", 1, Integer.MAX_VALUE);
    for (int l = 0; l < layers; l++) {
      sums.add(from.reals(name + "sums." + l, distances));
    }
    return new GradientFlow(
        sums.toArray(double[][]::new), from.integers(name + "counts", distances));
  }

  private static String name(int epoch) {
    return "epoch." + epoch + ".";
  }
}
