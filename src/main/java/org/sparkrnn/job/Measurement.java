package org.sparkrnn.job;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.sparkrnn.ml.RnnModel;

/**
 * What a trained model is worth on data with labels, as far as that can be measured: what fails is
 * written down, and what was found before it is kept.
 */
final class Measurement {
  private final ObjectNode json = Json.MAPPER.createObjectNode();
  private Throwable failure;

  /** A part of the measurement. */
  @FunctionalInterface
  private interface Part {
    void run() throws Exception;
  }

  /** Measures the model and, if that succeeds, the baseline to compare it with. */
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
        });
    if (failure == null) {
      attempt(
          "baseline",
          () -> {
            ObjectNode baseline =
                work.baseline(
                    model, model.withoutMalformed(train), model.withoutMalformed(measured));
            if (baseline != null) {
              json.set("baseline", baseline);
            }
          });
    }
  }

  private void attempt(String name, Part part) {
    try {
      part.run();
    } catch (Exception | VirtualMachineError e) {
      failure = e;
      json.putObject("notMeasured").put(name, Job.reason(e));
    }
  }

  /** What was found; {@code notMeasured} names the part that failed, and why. */
  ObjectNode json() {
    return json;
  }

  /**
   * @param path where the model is saved, or null
   * @throws UnmeasuredException if something could not be measured
   */
  void requireComplete(String path) throws UnmeasuredException {
    if (failure != null) {
      String missing = json.get("notMeasured").fieldNames().next();
      throw new UnmeasuredException(
          path == null
              ? "training is done, but its result lacks %s: %s; no model was saved, for model= is not given"
                  .formatted(missing, Job.reason(failure))
              : "the model is saved in %s, but its metrics.json lacks %s: %s; jobs/evaluate model=%s data=... measures it"
                  .formatted(path, missing, Job.reason(failure), path),
          failure);
    }
  }
}
