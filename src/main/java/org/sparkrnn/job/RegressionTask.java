package org.sparkrnn.job;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.ml.param.Param;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.sparkrnn.data.Names;
import org.sparkrnn.ml.BaselineTrial;
import org.sparkrnn.ml.RegressionBaseline;
import org.sparkrnn.ml.RnnEstimator;
import org.sparkrnn.ml.RollingOrigin;
import org.sparkrnn.ml.SequenceRegressor;
import org.sparkrnn.ml.SequenceRegressorModel;
import org.sparkrnn.ml.param.RegressionParams;
import org.sparkrnn.ml.param.RnnParams;

/**
 * Predicts real values. Baselines are the last known value and, with a period, the value one season
 * ago, or the mean if there is no such past.
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
    params.add(model.timeZone());
    params.add(model.seriesCol());
    params.add(model.knownCols());
    params.add(model.staticCols());
    params.add(model.quantiles());
    params.add(model.samplePaths());
    params.add(model.pathsCol());
    return params;
  }

  /** Null for a series that is its own input, because a reader needs two different columns. */
  @Override
  public String labelCol(RnnParams params) {
    return params.inputColumns().contains(params.getLabelCol()) ? null : params.getLabelCol();
  }

  @Override
  public List<String> columns(RnnParams params) {
    RegressionParams regression = (RegressionParams) params;
    if (regression.isDefined(regression.seriesCol())) {
      return regression.seriesColumns();
    }
    Set<String> columns = new LinkedHashSet<>(SequenceTask.super.columns(params));
    if (regression.isDefined(regression.timeCol())) {
      columns.add(regression.getTimeCol());
    }
    return List.copyOf(columns);
  }

  /** The targets, and the inputs that are steps of a series. */
  @Override
  public Set<String> numbers(RnnParams params) {
    Set<String> numbers = new LinkedHashSet<>(List.of(params.getLabelCol()));
    if (series((RegressionParams) params)) {
      numbers.addAll(params.inputColumns());
      numbers.addAll(((RegressionParams) params).knownColumns());
    }
    return numbers;
  }

  /** Inputs that may be a series without the necessary Params, which is reported later. */
  @Override
  public Set<String> numbersOrText(RnnParams params) {
    return Set.copyOf(params.inputColumns());
  }

  @Override
  public void requireValidation(
      SequenceRegressor estimator, Dataset<Row> training, Dataset<Row> validation) {
    estimator.requireLater(training, validation);
  }

  @Override
  public Dataset<Row> withHistory(RnnParams params, Dataset<Row> known, Dataset<Row> measured) {
    RegressionParams regression = (RegressionParams) params;
    if (!regression.isDefined(regression.seriesCol())) {
      return measured;
    }
    Column[] columns =
        columns(params).stream()
            .map(name -> functions.col(Names.quoted(name)))
            .toArray(Column[]::new);
    return known
        .select(columns)
        .withColumn(RnnEstimator.HELD_OUT, functions.lit(false))
        .unionByName(
            measured.select(columns).withColumn(RnnEstimator.HELD_OUT, functions.lit(true)));
  }

  /** The marked rows, if rows are marked: the others were used for training. */
  private static RollingOrigin origins(Dataset<Row> measured) {
    return List.of(measured.columns()).contains(RnnEstimator.HELD_OUT)
        ? RollingOrigin.ofRows(RnnEstimator.HELD_OUT)
        : RollingOrigin.last();
  }

  @Override
  public Dataset<Row> perSeries(
      SequenceRegressorModel model, Dataset<Row> data, RollingOrigin origins) {
    return model.isDefined(model.seriesCol())
        ? model.evaluateSeries(data, origins)
        : SequenceTask.super.perSeries(model, data, origins);
  }

  @Override
  public List<BaselineTrial> untrainedBaselines(
      SequenceRegressorModel model, Dataset<Row> data, RollingOrigin origins) {
    return model.isDefined(model.seriesCol()) ? model.seriesBaselines(data, origins) : List.of();
  }

  /** For a forecast, the column of the name of its series instead of the unknown value. */
  @Override
  public String outputColumn(RnnParams params) {
    RegressionParams regression = (RegressionParams) params;
    return regression.isDefined(regression.seriesCol())
        ? regression.getSeriesCol()
        : SequenceTask.super.outputColumn(params);
  }

  private static boolean series(RegressionParams params) {
    return params.isDefined(params.timeCol())
        || params.isSet(params.window())
        || params.inputColumns().contains(params.getLabelCol());
  }

  @Override
  public TaskMetrics evaluate(SequenceRegressorModel model, Dataset<Row> data) {
    return new RegressionTaskMetrics(
        model.isDefined(model.seriesCol())
            ? model.evaluate(data, origins(data))
            : model.evaluate(data));
  }

  @Override
  public TaskMetrics evaluate(
      SequenceRegressorModel model, Dataset<Row> data, RollingOrigin origins) {
    return model.isDefined(model.seriesCol())
        ? new RegressionTaskMetrics(model.evaluate(data, origins))
        : SequenceTask.super.evaluate(model, data, origins);
  }

  @Override
  public List<MainMetric> comparable(SequenceRegressor estimator) {
    if (estimator.isDefined(estimator.seriesCol())) {
      List<MainMetric> metrics = new ArrayList<>();
      for (String name : List.of("mase", "smape", "owa", "rmse", "mae")) {
        metrics.add(MainMetric.lower(name));
      }
      if (estimator.quantileLevels().length > 1) {
        metrics.add(MainMetric.lower("pinball"));
      }
      return metrics;
    }
    return List.of(MainMetric.lower("rmse"), MainMetric.lower("mae"));
  }

  @Override
  public List<BaselineTrial> baselines(
      SequenceRegressorModel model, Dataset<Row> training, Dataset<Row> measured) {
    if (model.isDefined(model.seriesCol())) {
      return model.seriesBaselines(measured, origins(measured));
    }
    return RegressionBaseline.trials(model, training, measured);
  }

  @Override
  public String advice(SequenceRegressorModel model) {
    if (series(model)) {
      return "another window, with more or fewer steps of history";
    }
    String inputs = "inputs that include past values of the target";
    return model.getStandardize() ? inputs : "standardize=true, or " + inputs;
  }
}
