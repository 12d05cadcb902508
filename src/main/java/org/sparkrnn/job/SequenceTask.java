package org.sparkrnn.job;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.spark.ml.param.Param;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.io.TextSplitting;
import org.sparkrnn.ml.BaselineTrial;
import org.sparkrnn.ml.RnnEstimator;
import org.sparkrnn.ml.RnnModel;
import org.sparkrnn.ml.RollingOrigin;
import org.sparkrnn.ml.param.RnnParams;

/**
 * What the jobs must know of a task; one class and one constant of {@link Task} each. Train calls
 * {@link #estimator}, {@link #evaluate} and {@link #baselines}, in this order; evaluate and predict
 * call {@link #wrote}, then {@link #load}.
 *
 * @param <E> its estimator
 * @param <M> its model
 */
interface SequenceTask<E extends RnnEstimator<E, M>, M extends RnnModel<M, ?>> {
  /** A new estimator, whose Params are keys of the train job. */
  E estimator();

  /**
   * @throws org.sparkrnn.data.InvalidInputException if the estimator's Params make it one of
   *     another task
   */
  default void requireTask(E estimator) {}

  /** A new model without content, whose column Params are keys of the other jobs. */
  M emptyModel();

  /**
   * Reads a saved model.
   *
   * @throws org.sparkrnn.data.InvalidInputException if there is no sound one
   */
  M load(String path);

  /** Whether this task's estimator made the saved model whose metadata this is. */
  default boolean wrote(JsonNode metadata) {
    return metadata.path("class").asText().equals(emptyModel().getClass().getName());
  }

  /** The Params of a trained model that may be set to predict. */
  default List<Param<?>> predictionParams(M model) {
    return List.of(model.inputCol(), model.inputCols(), model.predictionCol());
  }

  /** The Params of a trained model that may be set to evaluate it. */
  default List<Param<?>> evaluationParams(M model) {
    return List.of(model.inputCol(), model.inputCols(), model.labelCol(), model.mode());
  }

  /** The column of labels or targets; null for a task that has none. */
  default String labelCol(RnnParams params) {
    return params.getLabelCol();
  }

  /** All columns of labels or targets, of a task that may have several; the first first. */
  default List<String> labelCols(RnnParams params) {
    return labelCol(params) == null ? List.of() : List.of(labelCol(params));
  }

  /** All columns that training reads, but the validation indicator. */
  default List<String> columns(RnnParams params) {
    List<String> columns = new ArrayList<>(params.inputColumns());
    columns.addAll(labelCols(params));
    return columns;
  }

  /** Columns of numbers, one a row; without them a CSV file holds text alone. */
  default Set<String> numbers(RnnParams params) {
    return Set.of();
  }

  /** Columns that are numbers or text, as most of the first rows say. */
  default Set<String> numbersOrText(RnnParams params) {
    return Set.of();
  }

  /**
   * @throws org.sparkrnn.data.InvalidInputException if rows to validate on cannot stand beside
   *     those to train on
   */
  default void requireValidation(E estimator, Dataset<Row> training, Dataset<Row> validation) {}

  /**
   * What a model is measured on where others rows are known before: of series, the rows that come
   * before those to measure on too.
   *
   * @param known the rows that were trained on
   * @param measured the others
   */
  default Dataset<Row> withHistory(RnnParams params, Dataset<Row> known, Dataset<Row> measured) {
    return measured;
  }

  /**
   * A row of metrics for each series of the data.
   *
   * @throws InvalidInputException if the model is none of many series
   */
  default Dataset<Row> perSeries(M model, Dataset<Row> data, RollingOrigin origins) {
    throw new InvalidInputException(
        "perSeries only works with models that forecast many series; leave it out, or train with seriesCol");
  }

  /** Baselines that need no training data, beside which a saved model is measured; mostly none. */
  default List<BaselineTrial> untrainedBaselines(
      M model, Dataset<Row> data, RollingOrigin origins) {
    return List.of();
  }

  /** The input column that outputs keep. */
  default String outputColumn(RnnParams params) {
    return params.inputColumns().get(0);
  }

  /** How lines of text and cells of CSV are read. */
  default TextSplitting textCells() {
    return TextSplitting.WHOLE;
  }

  /** Measures a model on data with labels. */
  TaskMetrics evaluate(M model, Dataset<Row> data);

  /**
   * Measures a model of many series from several origins.
   *
   * @throws InvalidInputException if the model is none of many series
   */
  default TaskMetrics evaluate(M model, Dataset<Row> data, RollingOrigin origins) {
    throw new InvalidInputException(
        "folds is %d, but several forecasts of each series are for models that forecast many series; leave folds out, or train with seriesCol"
            .formatted(origins.folds()));
  }

  /** By what its models can be compared, the usual metric first; and by the loss. */
  List<MainMetric> comparable(E estimator);

  /**
   * Simple things to compare the model with, each fitted to {@code training} and measured on the
   * data that the model was measured on.
   *
   * @param model names the columns
   */
  List<BaselineTrial> baselines(M model, Dataset<Row> training, Dataset<Row> measured);

  /** What else may help a model that is no better than these, as a phrase. */
  String advice(M model);
}
