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
 * A task, for the jobs; each task has one class and one constant of {@link Task}. Train calls
 * {@link #estimator}, {@link #evaluate} and {@link #baselines}, in this order; evaluate and predict
 * call {@link #wrote}, then {@link #load}.
 *
 * @param <E> the task's estimator
 * @param <M> the task's model
 */
interface SequenceTask<E extends RnnEstimator<E, M>, M extends RnnModel<M, ?>> {
  /** A new estimator, whose Params are keys of the train job. */
  E estimator();

  /**
   * @throws org.sparkrnn.data.InvalidInputException if the estimator's Params are those of another
   *     task
   */
  default void requireTask(E estimator) {}

  /** A new model without content, whose column Params are keys of the other jobs. */
  M emptyModel();

  /**
   * Reads a saved model.
   *
   * @throws org.sparkrnn.data.InvalidInputException if there is no valid model
   */
  M load(String path);

  /** Whether this task's estimator made the saved model whose metadata this is. */
  default boolean wrote(JsonNode metadata) {
    return metadata.path("class").asText().equals(emptyModel().getClass().getName());
  }

  /** The Params of a trained model that may be set for prediction. */
  default List<Param<?>> predictionParams(M model) {
    return List.of(model.inputCol(), model.inputCols(), model.predictionCol());
  }

  /** The Params of a trained model that may be set for evaluation. */
  default List<Param<?>> evaluationParams(M model) {
    return List.of(model.inputCol(), model.inputCols(), model.labelCol(), model.mode());
  }

  /** The column of labels or targets; null for a task that has none. */
  default String labelCol(RnnParams params) {
    return params.getLabelCol();
  }

  /** All columns of labels or targets, for tasks that may have several, in order. */
  default List<String> labelCols(RnnParams params) {
    return labelCol(params) == null ? List.of() : List.of(labelCol(params));
  }

  /** All columns that training reads except the validation indicator. */
  default List<String> columns(RnnParams params) {
    List<String> columns = new ArrayList<>(params.inputColumns());
    columns.addAll(labelCols(params));
    return columns;
  }

  /** Columns with one number per row; in CSV files all other columns are text. */
  default Set<String> numbers(RnnParams params) {
    return Set.of();
  }

  /** Columns that are numbers or text, which most of the first rows decide. */
  default Set<String> numbersOrText(RnnParams params) {
    return Set.of();
  }

  /**
   * @throws org.sparkrnn.data.InvalidInputException if rows for validation cannot be given
   *     separately
   */
  default void requireValidation(E estimator, Dataset<Row> training, Dataset<Row> validation) {}

  /**
   * The rows on which a model is measured, given earlier known rows; for many series they include
   * the earlier rows, and the column {@link RnnEstimator#HELD_OUT} marks those to measure.
   *
   * @param known the rows of training
   * @param measured the rows to measure
   */
  default Dataset<Row> withHistory(RnnParams params, Dataset<Row> known, Dataset<Row> measured) {
    return measured;
  }

  /**
   * One row of metrics per series of the data.
   *
   * @throws InvalidInputException if the model is not for many series
   */
  default Dataset<Row> perSeries(M model, Dataset<Row> data, RollingOrigin origins) {
    throw new InvalidInputException(
        "perSeries only works with models that forecast many series; leave it out, or train with seriesCol");
  }

  /** Baselines that need no training data, with which a saved model is compared; usually empty. */
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
   * @throws InvalidInputException if the model is not for many series
   */
  default TaskMetrics evaluate(M model, Dataset<Row> data, RollingOrigin origins) {
    throw new InvalidInputException(
        "folds is %d, but several forecasts of each series are for models that forecast many series; leave folds out, or train with seriesCol"
            .formatted(origins.folds()));
  }

  /**
   * The metrics by which models can be compared, the usual one first; they can also be compared by
   * the loss.
   */
  List<MainMetric> comparable(E estimator);

  /**
   * Baselines of the model, each fitted to {@code training} and measured on the same data as the
   * model.
   *
   * @param model model that names the columns
   */
  List<BaselineTrial> baselines(M model, Dataset<Row> training, Dataset<Row> measured);

  /** A further change, as a phrase, that may help a model that is no better than its baselines. */
  String advice(M model);
}
