package org.sparkrnn.job;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.sparkrnn.ml.BaselineTrial;
import org.sparkrnn.ml.RnnModel;
import org.sparkrnn.ml.SequenceMetrics;

/**
 * Measures a trained model on data with labels, as far as possible: failures are recorded, and
 * earlier results are kept.
 */
final class Measurement {
  private final ObjectNode json = Json.MAPPER.createObjectNode();
  private Throwable failure;
  private String missing; // the part that failed
  private TaskMetrics measuredMetrics; // of the model, or null

  /** A part of the measurement. */
  @FunctionalInterface
  private interface Part {
    void run() throws Exception;
  }

  /** Measures the model and, if that succeeds, the baselines to compare it with. */
  <M extends RnnModel<M, ?>> void run(
      SequenceTask<?, M> work, M model, Dataset<Row> train, Dataset<Row> measured) {
    attempt(
        "metrics",
        () -> {
          TaskMetrics metrics = work.evaluate(model, model.withoutMalformed(measured));
          metrics.metrics().requireMeaning();
          metrics.print(System.out);
          Json.putWarnings(json, metrics.metrics().warnings());
          Json.put(json, "loss", metrics.metrics().loss());
          metrics.put(json);
          measuredMetrics = metrics;
        });
    if (failure == null) {
      attempt(
          "baselines",
          () ->
              compare(
                  work,
                  model,
                  measuredMetrics,
                  work.baselines(
                      model, model.withoutMalformed(train), model.withoutMalformed(measured))));
    }
  }

  private <M extends RnnModel<M, ?>> void compare(
      SequenceTask<?, M> work, M model, TaskMetrics metrics, List<BaselineTrial> trials) {
    Comparison comparison = new Comparison(metrics).measure(trials);
    comparison.put(json);
    comparison.print(System.out);
    comparison
        .verdict(model.summary(), work.advice(model))
        .ifPresent(
            sentence -> {
              System.err.println(sentence);
              Json.putWarnings(json, List.of(sentence));
            });
  }

  private void attempt(String name, Part part) {
    try {
      part.run();
    } catch (Exception | VirtualMachineError e) {
      failure = e;
      missing = name;
      json.withObject("/notMeasured").put(name, Job.reason(e));
    }
  }

  /** The results of the model, or null if it could not be measured. */
  SequenceMetrics metrics() {
    return measuredMetrics == null ? null : measuredMetrics.metrics();
  }

  /**
   * The results; {@code notMeasured} has the part or the baselines that failed, with the reasons.
   */
  ObjectNode json() {
    return json;
  }

  /**
   * @param path path of the saved model, or null
   * @throws UnmeasuredException if something could not be measured
   */
  void requireComplete(String path) throws UnmeasuredException {
    if (failure != null) {
      throw new UnmeasuredException(
          path == null
              ? "training is done, but its result lacks %s: %s; no model was saved, because model= is not given"
                  .formatted(missing, Job.reason(failure))
              : "the model is saved in %s, but its metrics.json lacks %s: %s; measure it with jobs/evaluate model=%s data=..."
                  .formatted(path, missing, Job.reason(failure), path),
          failure);
    }
  }
}
