package org.sparkrnn.job;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.sparkrnn.ml.RnnEstimator;
import org.sparkrnn.ml.RnnModel;

/**
 * {@code jobs/export model= output= [overwrite=]}: writes a model as ONNX, for programs that run it
 * without Spark and without this library.
 */
public final class Export {
  private static final List<String> KEYS = List.of("model", "output", "overwrite");

  private Export() {}

  /** Runs the job, and ends the process with its exit code. */
  public static void main(String[] args) {
    Job.main("export", args, Export::run);
  }

  static void run(JobArguments arguments, SparkSession spark) throws Exception {
    arguments.requireKnown(KEYS, List.of());
    Task task = Task.ofModel(spark, arguments.require("model"));
    run(task, task.work(), arguments, spark);
  }

  private static <E extends RnnEstimator<E, M>, M extends RnnModel<M, ?>> void run(
      Task task, SequenceTask<E, M> work, JobArguments arguments, SparkSession spark)
      throws Exception {
    Data data = new Data(spark, arguments);
    String output = arguments.require("output");
    data.requireWritable("output", List.of("model"));
    long start = System.nanoTime();
    M model = work.load(arguments.require("model"));
    model.exportOnnx(spark, output, data.overwrite());
    ObjectNode json = Json.MAPPER.createObjectNode().put("task", task.label());
    Json.put(json, "seconds", (System.nanoTime() - start) / 1e9);
    json.put("output", output).put("weightsSha256", model.weightsSha256());
    System.out.println(json);
  }
}
