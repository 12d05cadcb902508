package org.sparkrnn.job;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.sparkrnn.nn.Evaluation;
import org.sparkrnn.train.EpochSummary;
import org.sparkrnn.train.cost.StepCost;
import org.sparkrnn.train.cost.StepForecast;

/** The progress of a training as JSON objects, for programs that start jobs. */
final class ProgressJson {
  private ProgressJson() {}

  private static ObjectNode event(String name) {
    return Json.MAPPER.createObjectNode().put("event", name);
  }

  static ObjectNode start(int epochs, int steps, int parameters) {
    return event("start")
        .put("maxEpochs", epochs)
        .put("stepsPerEpoch", steps)
        .put("parameters", parameters);
  }

  static ObjectNode resume(String checkpoint, int epoch, int step, boolean complete) {
    return event("resume")
        .put("checkpoint", checkpoint)
        .put("epoch", epoch)
        .put("step", step)
        .put("complete", complete);
  }

  /** The milliseconds of a step by the number of executors; first those of this cluster. */
  static ObjectNode forecast(StepForecast forecast) {
    ObjectNode json = event("forecast").put("executors", forecast.here().executors());
    Json.put(json, "aloneMs", 1e3 * forecast.alone());
    ObjectNode stepMs = json.putObject("stepMs");
    for (StepCost step : forecast.all()) {
      Json.put(stepMs, String.valueOf(step.executors()), 1e3 * step.total());
    }
    return json;
  }

  /**
   * @param left seconds of all remaining epochs at most
   */
  static ObjectNode epoch(EpochSummary epoch, int maxEpochs, int bestEpoch, double left) {
    ObjectNode json = event("epoch").put("epoch", epoch.epoch()).put("maxEpochs", maxEpochs);
    Json.put(json, "loss", epoch.loss());
    Evaluation validation = epoch.validation();
    if (validation != null) {
      ObjectNode found = json.putObject("validation");
      Json.put(found, "loss", validation.meanLoss());
      if (Double.isNaN(validation.rootMeanSquaredError())) {
        Json.put(found, "accuracy", validation.accuracy());
      } else {
        Json.put(found, "rmse", validation.rootMeanSquaredError());
        Json.put(found, "mae", validation.meanAbsoluteError());
      }
      json.put("bestEpoch", bestEpoch);
    }
    Json.put(json, "learningRate", epoch.learningRate());
    Json.put(json, "gradientNorm", epoch.gradientNorm());
    json.put("skippedSteps", epoch.skippedSteps());
    Json.put(json, "seconds", epoch.seconds());
    Json.put(json, "tokensPerSecond", epoch.sequenceSteps() / epoch.seconds());
    Json.put(json, "remainingSeconds", left);
    Json.putStepTime(json, epoch.time());
    return json;
  }
}
