package org.sparkrnn.job;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.sparkrnn.ml.BaselineMetrics;
import org.sparkrnn.ml.RnnTrainingSummary;
import org.sparkrnn.nn.GradientFlow;
import org.sparkrnn.train.StepTime;

/** The JSON object that a job prints last. */
final class Json {
  static final ObjectMapper MAPPER = new ObjectMapper();
  private static final MathContext DIGITS = new MathContext(6);

  private Json() {}

  /** Adds a number with six digits; null if it is not finite, because JSON has no such numbers. */
  static void put(ObjectNode json, String name, double value) {
    json.put(name, digits(value)); // boxed, so that Jackson can write null
  }

  private static Double digits(double value) {
    return Double.isFinite(value)
        ? Double.valueOf(new BigDecimal(value).round(DIGITS).doubleValue())
        : null;
  }

  /** All results of an evaluation that are numbers, the loss first. */
  static Map<String, Double> numbers(TaskMetrics metrics) {
    ObjectNode json = MAPPER.createObjectNode();
    put(json, "loss", metrics.metrics().loss());
    metrics.put(json);
    Map<String, Double> numbers = new LinkedHashMap<>();
    json.fields()
        .forEachRemaining(
            metric -> {
              if (!metric.getValue().isContainerNode()) { // such as figures by type
                numbers.put(metric.getKey(), metric.getValue().asDouble(Double.NaN));
              }
            });
    return numbers;
  }

  /** Adds warnings about the figures, if there are any. */
  static void putWarnings(ObjectNode json, List<String> warnings) {
    if (!warnings.isEmpty()) {
      ArrayNode array = json.withArray("warnings");
      warnings.forEach(array::add);
    }
  }

  /** A baseline's name and metrics. */
  static ObjectNode baseline(BaselineMetrics metrics) {
    ObjectNode json = MAPPER.createObjectNode().put("name", metrics.name());
    metrics.settings().forEach((name, value) -> putSetting(json, name, value));
    metrics.values().forEach((name, value) -> put(json, name, value));
    if (!metrics.notes().isEmpty()) {
      metrics.notes().forEach(json.putArray("notes")::add);
    }
    return json;
  }

  private static void putSetting(ObjectNode json, String name, double value) {
    if (value == Math.rint(value) && !name.equals("warpingWindow")) {
      json.put(name, (long) value); // such as an order or a period
    } else {
      put(json, name, value);
    }
  }

  /**
   * Adds epochs, steps, numbers of skipped rows and steps, seconds, tokensPerSecond, stepMs and, if
   * there are any, resumedFrom and gradientFlow.
   */
  static void putTraining(ObjectNode json, RnnTrainingSummary summary, long droppedFromFiles) {
    json.put("epochs", summary.epochs().size());
    json.put("bestEpoch", summary.bestEpoch());
    json.put("steps", summary.steps());
    json.put("skippedSteps", summary.skippedSteps());
    json.put("droppedRows", summary.droppedRows() + droppedFromFiles);
    put(json, "seconds", summary.seconds());
    put(json, "tokensPerSecond", summary.tokensPerSecond());
    putStepTime(json, summary.stepTime());
    putChosen(json, summary.chosen());
    putWarnings(json, summary.warnings());
    if (summary.resumedFrom() != null) {
      json.put("resumedFrom", summary.resumedFrom());
    }
    summary.gradientFlow().ifPresent(flow -> putGradientFlow(json, flow));
  }

  /** Adds stepMs: the parts of a mean step and their sum. */
  static void putStepTime(ObjectNode json, StepTime time) {
    ObjectNode stepMs = json.putObject("stepMs");
    put(stepMs, "compute", time.computeMs());
    put(stepMs, "wait", time.waitMs());
    put(stepMs, "broadcast", time.broadcastMs());
    put(stepMs, "aggregate", time.aggregateMs());
    put(stepMs, "update", time.updateMs());
    put(stepMs, "total", time.totalMs());
  }

  private static void putChosen(ObjectNode json, Map<String, Object> chosen) {
    if (!chosen.isEmpty()) {
      json.set("chosen", MAPPER.valueToTree(new TreeMap<>(chosen)));
    }
  }

  /** Adds one array per layer, from the lowest up, of the mean norms at k = 0, 1, .. K. */
  private static void putGradientFlow(ObjectNode json, GradientFlow flow) {
    ArrayNode layers = json.putArray("gradientFlow");
    for (double[] means : flow.means()) {
      ArrayNode layer = layers.addArray();
      for (double mean : means) {
        layer.add(digits(mean));
      }
    }
  }
}
