package org.sparkrnn.job;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.sparkrnn.data.Names;
import org.sparkrnn.ml.ModelReport;
import org.sparkrnn.ml.RnnEstimator;
import org.sparkrnn.ml.RnnModel;
import org.sparkrnn.ml.RnnTrainingSummary;
import org.sparkrnn.ml.param.RnnParams;
import org.sparkrnn.train.TrainingListeners;
import org.sparkrnn.train.TrainingStoppedException;
import org.sparkrnn.train.cost.StepForecast;

/** {@code jobs/train CONF [key=value ...]}: trains a model, saves it and measures it. */
public final class Train {
  static final List<String> KEYS =
      Stream.concat(
              Stream.of(
                  "task",
                  "train",
                  "validation",
                  "test",
                  "format",
                  Data.SEPARATOR,
                  Data.DECIMAL,
                  Data.HEADER,
                  Data.STEPS,
                  "model",
                  "overwrite",
                  ConsoleProgress.KEY),
              AudioKeys.ALL.stream())
          .toList();

  private Train() {}

  /** Runs the job, and ends the process with its exit code. */
  public static void main(String[] args) {
    Job.main("train", args, Train::run);
  }

  static void run(JobArguments arguments, SparkSession spark) throws Exception {
    Task task = Task.of(arguments, KEYS);
    run(task, task.work(), arguments, spark);
  }

  static <E extends RnnEstimator<E, M>, M extends RnnModel<M, ?>> void run(
      Task task, SequenceTask<E, M> work, JobArguments arguments, SparkSession spark)
      throws Exception {
    E estimator = work.estimator();
    arguments.requireKnown(KEYS, List.of(estimator.params()));
    arguments.setParams(estimator, List.of(estimator.params()));
    work.requireTask(estimator);
    ConsoleProgress progress = new ConsoleProgress(arguments);
    Data data = new Data(spark, arguments);
    data.requireWritable(
        "model",
        List.of(
            "train", "validation", "test", "checkpointDir", "pretrainedVectors", "initialModel"));
    data.nameColumns(estimator);
    Dataset<Row> test =
        arguments.get("test") == null ? null : readLate(data, "test", work, estimator);
    Prepared<E> prepared = withHeldOut(data, arguments, work, estimator);
    estimator = prepared.estimator();
    String execution = estimator.getExecution();
    Dataset<Row> all = prepared.rows().persist();
    try (StopSignals signals = new StopSignals()) {
      estimator.setListener(TrainingListeners.both(progress, signals));
      M model = trained(estimator, all, signals).setAudio(data.audio());
      tellStep(model.summary(), progress.forecast(), estimator, spark);
      Dataset<Row> known = heldOut(all, estimator, false);
      Dataset<Row> measured = heldOut(all, estimator, true);
      if (test != null) {
        measured = work.withHistory(estimator, all, test);
      } else if (measured != null) {
        measured = work.withHistory(estimator, known, measured);
      }
      finish(
          new Result<>(
              task,
              work,
              model,
              data.droppedRows(),
              Json.MAPPER.createObjectNode(),
              report -> {
                model
                    .summary()
                    .hint(execution, spark.sparkContext().isLocal())
                    .ifPresent(report::withHint);
                progress.forecast().ifPresent(report::withForecast);
              }),
          known,
          measured,
          arguments,
          spark);
    } finally {
      all.unpersist();
    }
  }

  private static <E extends RnnEstimator<E, M>, M extends RnnModel<M, ?>> M trained(
      E estimator, Dataset<Row> rows, StopSignals signals) throws StoppedJobException {
    try {
      return estimator.fit(rows);
    } catch (TrainingStoppedException e) {
      throw new StoppedJobException(
          e.getMessage()
              + (e.checkpoints() == null
                  ? "; give checkpointDir=... so that a stopped training can be continued"
                  : "; run the same command again to continue from there"),
          signals.exitCode(),
          e);
    }
  }

  /**
   * The results of a training.
   *
   * @param more further results
   * @param moreOfReport adds further parts to the report
   */
  record Result<E extends RnnEstimator<E, M>, M extends RnnModel<M, ?>>(
      Task task,
      SequenceTask<E, M> work,
      M model,
      long droppedFromFiles,
      ObjectNode more,
      Consumer<ModelReport> moreOfReport) {
    /** All results; the measured ones are between counts and times. */
    ObjectNode json(ObjectNode measured) {
      ObjectNode json = Json.MAPPER.createObjectNode().put("task", task.label());
      json.put("sequences", model.summary().sequences());
      json.put("tokens", model.summary().epochs().get(0).sequenceSteps());
      json.setAll(measured);
      Json.putTraining(json, model.summary(), droppedFromFiles);
      json.setAll(more);
      return json.put("weightsSha256", model.weightsSha256());
    }
  }

  /** Saves the model before measuring it, so that a failure then does not lose the training. */
  static <E extends RnnEstimator<E, M>, M extends RnnModel<M, ?>> void finish(
      Result<E, M> result,
      Dataset<Row> train,
      Dataset<Row> measured,
      JobArguments arguments,
      SparkSession spark)
      throws Exception {
    M model = result.model();
    String path = arguments.get("model");
    if (path != null) {
      model.setMetrics(result.json(Json.MAPPER.createObjectNode()).toString());
      save(model, path, arguments.flag("overwrite"));
    }
    Measurement measurement = new Measurement();
    if (measured != null) {
      measurement.run(result.work(), model, train, measured);
    } else {
      System.err.println(
          "the quality of the model is not known yet, because all rows were used for training; give test=, or measure the model with jobs/evaluate");
    }
    ObjectNode json = result.json(measurement.json());
    System.out.println(json);
    if (path != null) {
      model.setMetrics(json.toString()).saveMetrics(spark, path);
      report(result, measurement, arguments).save(spark, path);
    }
    measurement.requireComplete(path);
  }

  private static ModelReport report(
      Result<?, ?> result, Measurement measurement, JobArguments arguments) {
    ModelReport report =
        ModelReport.of(result.model()).named(arguments.get("model"), result.task().label());
    if (measurement.metrics() != null) {
      report.withEvaluation(
          arguments.get("test", "the validation part of the data"), measurement.metrics());
    }
    result.moreOfReport().accept(report);
    return report;
  }

  private static void tellStep(
      RnnTrainingSummary summary,
      Optional<StepForecast> forecast,
      RnnEstimator<?, ?> estimator,
      SparkSession spark) {
    String predicted =
        forecast
            .map(told -> "; the prediction was %.1f ms".formatted(1e3 * told.here().total()))
            .orElse("");
    System.err.println("a step took " + summary.stepTime() + predicted);
    summary
        .hint(estimator.getExecution(), spark.sparkContext().isLocal())
        .ifPresent(System.err::println);
  }

  /** Reads data that is needed only after training, so that its errors are found before. */
  static Dataset<Row> readLate(
      Data data, String key, SequenceTask<?, ?> work, RnnEstimator<?, ?> estimator) {
    Dataset<Row> late = read(data, key, work, estimator);
    data.requireColumns(key, late, work.columns(estimator));
    return late;
  }

  private static Dataset<Row> read(
      Data data, String key, SequenceTask<?, ?> work, RnnParams params) {
    return data.read(key, work, params, work.labelCol(params), params.readMode());
  }

  /**
   * An estimator with all settings chosen, and rows, in which a column may mark those for
   * validation.
   */
  record Prepared<E>(E estimator, Dataset<Row> rows) {}

  /** The training rows, with a column that marks those for validation if there are any. */
  static <E extends RnnEstimator<E, M>, M extends RnnModel<M, ?>> Prepared<E> withHeldOut(
      Data data, JobArguments arguments, SequenceTask<E, M> work, E estimator) {
    Dataset<Row> train = read(data, "train", work, estimator);
    if (estimator.isDefined(estimator.validationIndicatorCol())) {
      return new Prepared<>(estimator.withChosenSettings(train), train);
    }
    if (arguments.get("validation") == null) {
      E chosen = estimator.withChosenSettings(train);
      if (chosen.getValidationFraction() == 0) {
        return new Prepared<>(chosen, train);
      }
      chosen.setValidationIndicatorCol(RnnEstimator.HELD_OUT);
      return new Prepared<>(
          chosen, chosen.withHeldOut(selected(train, work, chosen), RnnEstimator.HELD_OUT));
    }
    estimator.setValidationIndicatorCol(RnnEstimator.HELD_OUT);
    Dataset<Row> training = selected(train, work, estimator);
    Dataset<Row> validation =
        selected(readLate(data, "validation", work, estimator), work, estimator);
    work.requireValidation(estimator, training, validation);
    Dataset<Row> all =
        training
            .withColumn(RnnEstimator.HELD_OUT, lit(false))
            .unionByName(validation.withColumn(RnnEstimator.HELD_OUT, lit(true)));
    return new Prepared<>(estimator.withChosenSettings(all), all);
  }

  /** Selects the columns that training reads, with a clear message for a missing one. */
  private static Dataset<Row> selected(
      Dataset<Row> rows, SequenceTask<?, ?> work, RnnEstimator<?, ?> estimator) {
    RnnEstimator<?, ?> plain = estimator.copy(ParamMap.empty());
    plain.clear(plain.validationIndicatorCol());
    plain.transformSchema(rows.schema());
    return rows.select(
        work.columns(estimator).stream()
            .map(name -> NestedField.of(rows.schema(), name).column())
            .toArray(Column[]::new));
  }

  /** The rows held out, or the others; null if none are held out. */
  static Dataset<Row> heldOut(Dataset<Row> all, RnnParams params, boolean held) {
    if (!params.isDefined(params.validationIndicatorCol())) {
      return held ? null : all;
    }
    Column marked = col(Names.quoted(params.getValidationIndicatorCol()));
    return all.filter(held ? marked : not(marked));
  }

  private static void save(RnnModel<?, ?> model, String path, boolean overwrite)
      throws IOException {
    MLWriter writer = model.write();
    (overwrite ? writer.overwrite() : writer).save(path);
    System.err.println("model saved to " + path);
  }
}
