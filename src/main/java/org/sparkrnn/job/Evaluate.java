package org.sparkrnn.job;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.sparkrnn.io.SequenceWriter;
import org.sparkrnn.ml.RnnEstimator;
import org.sparkrnn.ml.RnnModel;
import org.sparkrnn.ml.SequenceMetrics;

/**
 * {@code jobs/evaluate model= data= [format=] [perSeries=]}: measures a saved model on labelled
 * data. For many series, {@code perSeries} is the path to which the metrics of each series are
 * written.
 */
public final class Evaluate {
  private static final String PER_SERIES = "perSeries";

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
    TaskMetrics metrics = work.evaluate(model, data);
    SequenceMetrics found = metrics.metrics();
    found.requireMeaning();
    double seconds = (System.nanoTime() - start) / 1e9;
    metrics.print(System.out);
    if (arguments.get(PER_SERIES) != null) {
      SequenceWriter.write(
          work.perSeries(model, data),
          arguments.get(PER_SERIES),
          files.outputFormat(PER_SERIES),
          work.outputColumn(model),
          work.outputColumn(model),
          files.overwrite());
    }

    ObjectNode json = Json.MAPPER.createObjectNode().put("task", task.label());
    json.put("sequences", found.sequences());
    json.put("tokens", found.steps());
    Json.put(json, "loss", found.loss());
    metrics.put(json);
    Json.putWarnings(json, found.warnings());
    Json.put(json, "seconds", seconds);
    Json.put(json, "tokensPerSecond", found.steps() / seconds);
    json.put("weightsSha256", model.weightsSha256());
    System.out.println(json);
  }
}
