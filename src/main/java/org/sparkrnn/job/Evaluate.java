package org.sparkrnn.job;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.apache.spark.ml.param.Param;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.sparkrnn.ml.SequenceTaggerModel;
import org.sparkrnn.ml.TaggingMetrics;

/** {@code jobs/evaluate model= data= [format=]}: measures a saved model on labelled data. */
public final class Evaluate {
  private static final List<String> KEYS = List.of("model", "data", "format");

  private Evaluate() {}

  public static void main(String[] args) {
    Job.main("evaluate", args, Evaluate::run);
  }

  static void run(JobArguments arguments, SparkSession spark) {
    arguments.requireKnown(KEYS, columns(new SequenceTaggerModel()));
    SequenceTaggerModel model = SequenceTaggerModel.load(arguments.require("model"));
    arguments.setParams(model, columns(model));
    long start = System.nanoTime();
    Dataset<Row> data =
        new Data(spark, arguments).read("data", model.getInputCol(), model.getLabelCol());
    TaggingMetrics metrics = model.evaluate(data);
    double seconds = (System.nanoTime() - start) / 1e9;
    TaggingReport.print(System.out, metrics);

    ObjectNode json = Json.MAPPER.createObjectNode().put("task", Task.TAGGER.label());
    json.put("sequences", metrics.sequences());
    json.put("tokens", metrics.steps());
    Json.put(json, "loss", metrics.loss());
    TaggingReport.putMetrics(json, metrics);
    Json.put(json, "seconds", seconds);
    Json.put(json, "tokensPerSecond", metrics.steps() / seconds);
    json.put("weightsSha256", model.weightsSha256());
    System.out.println(json);
  }

  /** The Params that are still free once a model is trained. */
  private static Param<?>[] columns(SequenceTaggerModel model) {
    return new Param<?>[] {model.inputCol(), model.labelCol()};
  }
}
