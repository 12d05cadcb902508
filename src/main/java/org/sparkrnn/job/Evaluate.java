package org.sparkrnn.job;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.io.SequenceWriter;
import org.sparkrnn.ml.RnnEstimator;
import org.sparkrnn.ml.RnnModel;
import org.sparkrnn.ml.RollingOrigin;
import org.sparkrnn.ml.SequenceMetrics;
import org.sparkrnn.ml.SequenceRegressorModel;

/**
 * {@code jobs/evaluate model= data= [format=] [folds=] [step=] [perSeries=]}: measures a saved
 * model on labelled data. For many series, {@code folds} is the number of forecasts of each series,
 * which are {@code step} steps apart, and {@code perSeries} is the path to which the metrics of
 * each series are written.
 */
public final class Evaluate {
  private static final String PER_SERIES = "perSeries";
  private static final String FOLDS = "folds";
  private static final String STEP = "step";

  private static final List<String> KEYS =
      List.of(
          "model",
          "data",
          "format",
          Data.SEPARATOR,
          Data.DECIMAL,
          Data.HEADER,
          Data.STEPS,
          AudioKeys.TRANSCRIPTS,
          AudioKeys.FILE_COL,
          PER_SERIES,
          FOLDS,
          STEP,
          "overwrite");

  private Evaluate() {}

  /** Runs the job, and ends the process with its exit code. */
  public static void main(String[] args) {
    Job.main("evaluate", args, Evaluate::run);
  }

  static void run(JobArguments arguments, SparkSession spark) throws Exception {
    Task task = Task.ofModel(spark, arguments.requireModel(KEYS));
    run(task, task.work(), arguments, spark);
  }

  private static <E extends RnnEstimator<E, M>, M extends RnnModel<M, ?>> void run(
      Task task, SequenceTask<E, M> work, JobArguments arguments, SparkSession spark)
      throws Exception {
    arguments.requireKnown(KEYS, work.evaluationParams(work.emptyModel()));
    M model = work.load(arguments.require("model"));
    arguments.setParams(model, work.evaluationParams(model));
    long start = System.nanoTime();
    Data files = new Data(spark, arguments);
    files.requireWritable(PER_SERIES, List.of("model", "data"));
    Dataset<Row> data = files.read("data", work, model, work.labelCol(model), model.readMode());
    RollingOrigin origins = origins(arguments, model);
    TaskMetrics metrics =
        origins == null ? work.evaluate(model, data) : work.evaluate(model, data, origins);
    RollingOrigin measured = origins == null ? RollingOrigin.last() : origins;
    SequenceMetrics found = metrics.metrics();
    found.requireMeaning();
    double seconds = (System.nanoTime() - start) / 1e9;
    metrics.print(System.out);
    Comparison comparison =
        new Comparison(metrics).measure(work.untrainedBaselines(model, data, measured));
    comparison.print(System.out);
    if (arguments.get(PER_SERIES) != null) {
      SequenceWriter.write(
          work.perSeries(model, data, measured),
          arguments.get(PER_SERIES),
          files.outputFormat(PER_SERIES),
          work.outputColumn(model),
          work.outputColumn(model),
          files.overwrite());
    }

    ObjectNode json = Json.MAPPER.createObjectNode().put("task", task.label());
    json.put("sequences", found.sequences());
    json.put("tokens", found.steps());
    json.put("droppedRows", found.droppedRows() + files.droppedRows());
    Json.put(json, "loss", found.loss());
    metrics.put(json);
    comparison.put(json);
    Json.putWarnings(json, found.warnings());
    Json.put(json, "seconds", seconds);
    Json.put(json, "tokensPerSecond", found.steps() / seconds);
    json.put("weightsSha256", model.weightsSha256());
    System.out.println(json);
  }

  /** The origins of forecasts; null if there is one forecast per series or there are no series. */
  private static RollingOrigin origins(JobArguments arguments, RnnModel<?, ?> model) {
    if (arguments.get(FOLDS) == null) {
      if (arguments.get(STEP) != null) {
        throw new InvalidInputException(
            "step is %s, but folds is not set, so that there is one forecast of each series; set folds, or leave step out"
                .formatted(arguments.get(STEP)));
      }
      return null;
    }
    int horizon = model instanceof SequenceRegressorModel regressor ? regressor.getHorizon() : 1;
    return RollingOrigin.of(arguments.whole(FOLDS, 1), arguments.whole(STEP, horizon));
  }
}
