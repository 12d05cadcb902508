package org.sparkrnn.job;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Observation;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.sparkrnn.data.ReadMode;
import org.sparkrnn.io.SequenceWriter;
import org.sparkrnn.ml.RnnEstimator;
import org.sparkrnn.ml.RnnModel;

/**
 * {@code jobs/predict model= input= output= [format=]}: adds predictions to data. The output keeps
 * all input columns; for sound, these are the known columns of each file. Its format is
 * outputFormat, otherwise that of its ending, otherwise Parquet.
 */
public final class Predict {
  private static final List<String> KEYS =
      List.of(
          "model",
          "input",
          "output",
          "format",
          Data.SEPARATOR,
          Data.DECIMAL,
          Data.HEADER,
          Data.STEPS,
          AudioKeys.TRANSCRIPTS,
          AudioKeys.FILE_COL,
          "outputFormat",
          "overwrite");

  private Predict() {}

  /** Runs the job, and ends the process with its exit code. */
  public static void main(String[] args) {
    Job.main("predict", args, Predict::run);
  }

  static void run(JobArguments arguments, SparkSession spark) throws Exception {
    Task task = Task.ofModel(spark, arguments.requireModel(KEYS));
    run(task, task.work(), arguments, spark);
  }

  private static <E extends RnnEstimator<E, M>, M extends RnnModel<M, ?>> void run(
      Task task, SequenceTask<E, M> work, JobArguments arguments, SparkSession spark)
      throws Exception {
    arguments.requireKnown(KEYS, work.predictionParams(work.emptyModel()));
    Data data = new Data(spark, arguments);
    String output = arguments.require("output");
    data.requireWritable("output", List.of("model", "input"));
    M model = work.load(arguments.require("model"));
    arguments.setParams(model, work.predictionParams(model));
    long start = System.nanoTime();
    Dataset<Row> input = data.read("input", work, model, null, ReadMode.FAILFAST);
    Observation observed = new Observation();
    Dataset<Row> predicted =
        model
            .transform(input)
            .observe(
                observed,
                count(lit(1)).as("sequences"),
                coalesce(sum(model.steps(input)), lit(0L)).as("tokens"),
                coalesce(sum(model.unknownSteps(input)), lit(0L)).as("unknownTokens"));
    String inputCol = model.inputColumns().get(0);
    boolean sound = data.audio() != null; // frames are large and not columns of the user
    SequenceWriter.write(
        sound ? predicted.drop(inputCol) : predicted,
        output,
        data.outputFormat("output"),
        sound ? model.getPredictionCol() : work.outputColumn(model),
        model.getPredictionCol(),
        data.overwrite());
    double seconds = (System.nanoTime() - start) / 1e9;

    Map<String, Object> counts = observed.getAsJava();
    long tokens = ((Number) counts.get("tokens")).longValue();
    ObjectNode json = Json.MAPPER.createObjectNode().put("task", task.label());
    json.put("sequences", ((Number) counts.get("sequences")).longValue());
    json.put("tokens", tokens);
    Json.put(json, "seconds", seconds);
    Json.put(json, "tokensPerSecond", tokens / seconds);
    json.put("output", output);
    List<String> warnings =
        model.warnings(tokens, ((Number) counts.get("unknownTokens")).longValue());
    Json.putWarnings(json, warnings);
    warnings.forEach(warning -> System.err.println("predict: " + warning));
    json.put("weightsSha256", model.weightsSha256());
    System.out.println(json);
  }
}
