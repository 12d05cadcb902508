package org.sparkrnn.train.record;

import java.util.LinkedHashMap;
import java.util.Map;
import org.sparkrnn.nn.Evaluation;
import org.sparkrnn.train.EpochSummary;
import org.sparkrnn.train.StepTime;

/** The figures of an epoch by name, as TensorBoard, CSV and JSON show them. */
public final class EpochFigures {
  private EpochFigures() {}

  /**
   * The figures, always in the same order. The part before the slash groups figures in TensorBoard.
   *
   * @return losses in nats for probabilities, times in the unit that the name says; a figure that
   *     is not known, such as the gradient norm of an epoch without an update, is NaN
   */
  public static Map<String, Double> of(EpochSummary epoch) {
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put("loss/training", epoch.loss());
    Evaluation validation = epoch.validation();
    if (validation != null) {
      figures.put("loss/validation", validation.meanLoss());
      if (Double.isNaN(validation.rootMeanSquaredError())) {
        figures.put("accuracy/validation", validation.accuracy());
      } else {
        figures.put("rmse/validation", validation.rootMeanSquaredError());
        figures.put("mae/validation", validation.meanAbsoluteError());
      }
    }
    figures.put("update/learningRate", epoch.learningRate());
    figures.put("update/gradientNorm", epoch.gradientNorm());
    figures.put("update/skippedSteps", (double) epoch.skippedSteps());
    StepTime time = epoch.time();
    figures.put("stepMs/compute", time.computeMs());
    figures.put("stepMs/wait", time.waitMs());
    figures.put("stepMs/broadcast", time.broadcastMs());
    figures.put("stepMs/aggregate", time.aggregateMs());
    figures.put("stepMs/update", time.updateMs());
    figures.put("stepMs/total", time.totalMs());
    figures.put("epoch/seconds", epoch.seconds());
    figures.put("epoch/tokensPerSecond", epoch.sequenceSteps() / epoch.seconds());
    return figures;
  }
}
