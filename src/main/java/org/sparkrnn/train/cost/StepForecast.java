package org.sparkrnn.train.cost;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What the cost model says about a training after its first steps.
 *
 * @param firstStep the first of the steps that were measured, from 1
 * @param lastStep the last of them
 * @param here the step with the executors of this training
 * @param others the step with other numbers of executors like these, on machines of their own
 * @param alone the seconds of a step with one executor without Spark
 */
public record StepForecast(
    int firstStep, int lastStep, StepCost here, List<StepCost> others, double alone) {

  /** How many times as fast as one executor without Spark a step is. */
  public double speedUp(StepCost step) {
    return alone / step.total();
  }

  /** The step with the executors of this training, then all others. */
  public List<StepCost> all() {
    return Stream.concat(Stream.of(here), others.stream()).toList();
  }

  /** All of it on one line, in milliseconds. */
  @Override
  public String toString() {
    StringBuilder line =
        new StringBuilder(
            String.format(
                Locale.ROOT,
                "predicted from steps %d to %d: %.1f ms per step on this cluster of %d %s (arithmetic %.1f, job %.1f, weights %.1f, gradients %.1f, update %.1f)",
                firstStep,
                lastStep,
                1e3 * here.total(),
                here.executors(),
                here.executors() == 1 ? "executor" : "executors",
                1e3 * here.arithmetic(),
                1e3 * here.job(),
                1e3 * here.out(),
                1e3 * here.back(),
                1e3 * here.update()));
    for (StepCost other : others) {
      line.append(
          String.format(Locale.ROOT, "; %d: %.1f ms", other.executors(), 1e3 * other.total()));
    }
    return line.append(
            String.format(Locale.ROOT, "; one executor without Spark: %.1f ms", 1e3 * alone))
        .toString();
  }
}
