package org.sparkrnn.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.sparkrnn.ml.BaselineMetrics;
import org.sparkrnn.ml.BaselineTrial;
import org.sparkrnn.ml.OmittedBaselineException;
import org.sparkrnn.ml.RnnTrainingSummary;

/**
 * Compares a model with its baselines: measures these one after the other and finds the best. A
 * baseline that fails or is left out is reported with the cause and does not affect the others.
 */
final class Comparison {
  private final MainMetric main;
  private final ObjectNode model; // the model's metrics
  private final List<ObjectNode> baselines = new ArrayList<>(); // the strongest first
  private final ObjectNode notMeasured = Json.MAPPER.createObjectNode(); // name -> cause

  /**
   * @param metrics the model's metrics
   */
  Comparison(TaskMetrics metrics) {
    main = metrics.mainMetric();
    model = Json.MAPPER.createObjectNode();
    metrics.put(model);
  }

  /** Measures all baselines. */
  Comparison measure(List<BaselineTrial> trials) {
    for (BaselineTrial trial : trials) {
      try {
        Optional<BaselineMetrics> metrics = trial.measure();
        metrics.ifPresent(found -> baselines.add(Json.baseline(found)));
      } catch (Exception | VirtualMachineError e) {
        boolean omitted = e instanceof OmittedBaselineException;
        String cause = omitted ? e.getMessage() : Job.reason(e);
        notMeasured.put(trial.name(), cause);
        System.err.printf("baseline %s was not measured: %s%n", trial.name(), cause);
        if (!omitted && cause.equals(e.toString())) {
          e.printStackTrace(); // an unexpected failure
        }
      }
    }
    Comparator<ObjectNode> rising = Comparator.comparingDouble(this::value);
    baselines.sort(main.lowerIsBetter() ? rising : rising.reversed());
    return this;
  }

  /** The main metric; the worst value if it is not known. */
  private double value(JsonNode metrics) {
    double worst = main.lowerIsBetter() ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
    return metrics.path(main.name()).asDouble(worst);
  }

  /**
   * Adds {@code baseline}, which is the strongest, {@code baselines} if there are several, and
   * failures.
   */
  void put(ObjectNode json) {
    if (!baselines.isEmpty()) {
      json.set("baseline", baselines.get(0));
    }
    if (baselines.size() > 1) {
      ArrayNode all = json.putArray("baselines");
      baselines.forEach(all::add);
    }
    if (!notMeasured.isEmpty()) {
      json.withObject("/notMeasured").setAll(notMeasured);
    }
  }

  /** Prints one row for the model, then one per baseline, the strongest first. */
  void print(PrintStream out) {
    if (baselines.isEmpty()) {
      return;
    }
    List<String> names = new ArrayList<>();
    model.fieldNames().forEachRemaining(names::add);
    names.remove("targets"); // these were shown already
    names.remove(main.name());
    names.add(0, main.name());
    out.printf("%-18s", "");
    names.forEach(name -> out.printf(" %15s", name));
    out.println();
    printRow(out, "model", model, names);
    for (ObjectNode baseline : baselines) {
      printRow(out, baseline.get("name").asText(), baseline, names);
    }
    out.println();
  }

  private static void printRow(
      PrintStream out, String name, JsonNode metrics, List<String> columns) {
    out.printf("%-18s", name);
    for (String column : columns) {
      JsonNode value = metrics.path(column);
      out.printf(Locale.ROOT, " %15s", value.isNumber() ? "%.4f".formatted(value.asDouble()) : "-");
    }
    out.println();
  }

  /**
   * A verdict on a model that is not better than the strongest baseline; otherwise empty.
   *
   * @param advice changes that may help models of the task
   */
  Optional<String> verdict(RnnTrainingSummary summary, String advice) {
    if (baselines.isEmpty() || !model.path(main.name()).isNumber()) {
      return Optional.empty();
    }
    ObjectNode best = baselines.get(0);
    boolean perfect = value(model) == main.perfect();
    if (!best.path(main.name()).isNumber() || perfect || main.better(value(model), value(best))) {
      return Optional.empty();
    }
    return Optional.of(
        String.format(
            Locale.ROOT,
            "the model is not better than the baseline %s: the %s of the model is %s, that of the baseline is %s; try %s, then %s",
            best.get("name").asText(),
            main.name(),
            model.get(main.name()),
            best.get(main.name()),
            training(summary),
            advice));
  }

  /** The change that the course of the training suggests. */
  static String training(RnnTrainingSummary summary) {
    int epochs = summary.epochs().size();
    boolean validated = summary.epochs().get(epochs - 1).validation() != null;
    if (!validated) {
      return "more epochs (maxEpochs is %d, which gave %,d updates), and validationFraction=0.1 with earlyStoppingPatience to see when they are enough"
          .formatted(epochs, summary.steps());
    }
    return summary.bestEpoch() == epochs
        ? "more epochs (maxEpochs, with a larger earlyStoppingPatience), because the validation was still best after the last of %d"
            .formatted(epochs)
        : "a smaller network (hiddenSize) or more dropout (outputDropout), because the validation became worse after epoch %d of %d"
            .formatted(summary.bestEpoch(), epochs);
  }
}
