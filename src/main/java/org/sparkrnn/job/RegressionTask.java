package org.sparkrnn.job;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.ml.param.Param;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.sparkrnn.ml.BaselineMetrics;
import org.sparkrnn.ml.RegressionBaseline;
import org.sparkrnn.ml.SequenceRegressor;
import org.sparkrnn.ml.SequenceRegressorModel;
import org.sparkrnn.ml.param.RegressionParams;
import org.sparkrnn.ml.param.RnnParams;

/**
 * Real values; beside them the last known value and, with a period, that of a season ago, or where
 * there is no such past the mean.
 */
final class RegressionTask implements SequenceTask<SequenceRegressor, SequenceRegressorModel> {
  @Override
  public SequenceRegressor estimator() {
    return new SequenceRegressor();
  }

  @Override
  public SequenceRegressorModel emptyModel() {
    return new SequenceRegressorModel();
  }

  @Override
  public SequenceRegressorModel load(String path) {
    return SequenceRegressorModel.load(path);
  }

  @Override
  public List<Param<?>> predictionParams(SequenceRegressorModel model) {
    return withTime(model, SequenceTask.super.predictionParams(model));
  }

  @Override
  public List<Param<?>> evaluationParams(SequenceRegressorModel model) {
    return withTime(model, SequenceTask.super.evaluationParams(model));
  }

  private static List<Param<?>> withTime(SequenceRegressorModel model, List<Param<?>> others) {
    List<Param<?>> params = new ArrayList<>(others);
    params.add(model.timeCol());
    params.add(model.timeFormat());
    return params;
  }

  /** Null for a series that is its own input, since a reader wants two columns. */
  @Override
  public String labelCol(RnnParams params) {
    return params.inputColumns().contains(params.getLabelCol()) ? null : params.getLabelCol();
  }

  @Override
  public List<String> columns(RnnParams params) {
    Set<String> columns = new LinkedHashSet<>(SequenceTask.super.columns(params));
    RegressionParams regression = (RegressionParams) params;
    if (regression.isDefined(regression.timeCol())) {
      columns.add(regression.getTimeCol());
    }
    return List.copyOf(columns);
  }

  /** The targets, and inputs that are steps of a series. */
  @Override
  public Set<String> numbers(RnnParams params) {
    Set<String> numbers = new LinkedHashSet<>(List.of(params.getLabelCol()));
    if (series((RegressionParams) params)) {
      numbers.addAll(params.inputColumns());
    }
    return numbers;
  }

  /** Inputs that may be a series whose Params are missing, which is told then. */
  @Override
  public Set<String> numbersOrText(RnnParams params) {
    return Set.copyOf(params.inputColumns());
  }

  @Override
  public void requireValidation(
      SequenceRegressor estimator, Dataset<Row> training, Dataset<Row> validation) {
    estimator.requireLater(training, validation);
  }

  private static boolean series(RegressionParams params) {
    return params.isDefined(params.timeCol())
        || params.isSet(params.window())
        || params.inputColumns().contains(params.getLabelCol());
  }

  @Override
  public TaskMetrics evaluate(SequenceRegressorModel model, Dataset<Row> data) {
    return new RegressionTaskMetrics(model.evaluate(data));
  }

  @Override
  public ObjectNode baseline(
      SequenceRegressorModel model, Dataset<Row> training, Dataset<Row> measured) {
    BaselineMetrics baseline = RegressionBaseline.measure(model, training, measured, 1);
    ObjectNode json = json(baseline);
    int period = model.getPeriod();
    if (period > 1 && baseline.name().equals("persistence")) {
      if (RegressionBaseline.hasSeason(model, training, measured, period)) {
        BaselineMetrics seasonal = RegressionBaseline.measure(model, training, measured, period);
        json.set("seasonal", json(seasonal).put("period", period));
      } else {
        System.err.printf(
            "there is no seasonal baseline: period=%d is longer than the data to train on or to measure on%n",
            period);
      }
    }
    return json;
  }

  private static ObjectNode json(BaselineMetrics metrics) {
    ObjectNode json = Json.MAPPER.createObjectNode().put("name", metrics.name());
    metrics.values().forEach((name, value) -> Json.put(json, name, value));
    return json;
  }
}
