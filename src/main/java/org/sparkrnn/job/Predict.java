package org.sparkrnn.job;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.sum;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.apache.spark.ml.param.Param;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Observation;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.sparkrnn.io.SequenceWriter;
import org.sparkrnn.ml.SequenceTaggerModel;

/**
 * {@code jobs/predict model= input= output= [format=]}: adds predictions to data. The output keeps
 * every input column; its own ending decides its format, Parquet where it has none, unless
 * outputFormat says.
 */
public final class Predict {
  private static final List<String> KEYS =
      List.of("model", "input", "output", "format", "outputFormat", "overwrite");

  private Predict() {}

  public static void main(String[] args) {
    Job.main("predict", args, Predict::run);
  }

  static void run(JobArguments arguments, SparkSession spark) throws Exception {
    arguments.requireKnown(KEYS, columns(new SequenceTaggerModel()));
    Data data = new Data(spark, arguments);
    String output = arguments.require("output");
    data.requireFree("output");
    SequenceTaggerModel model = SequenceTaggerModel.load(arguments.require("model"));
    arguments.setParams(model, columns(model));
    long start = System.nanoTime();
    Dataset<Row> input = data.read("input", model.getInputCol(), null);
    Observation observed = new Observation();
    Dataset<Row> tagged =
        model
            .transform(input)
            .observe(
                observed,
                count(lit(1)).as("sequences"),
                coalesce(sum(size(col("`" + model.getPredictionCol() + "`"))), lit(0L))
                    .as("tokens"));
    SequenceWriter.write(
        tagged,
        output,
        data.outputFormat("output"),
        model.getInputCol(),
        model.getPredictionCol(),
        data.overwrite());
    double seconds = (System.nanoTime() - start) / 1e9;

    Map<String, Object> counts = observed.getAsJava();
    long tokens = ((Number) counts.get("tokens")).longValue();
    ObjectNode json = Json.MAPPER.createObjectNode().put("task", Task.TAGGER.label());
    json.put("sequences", ((Number) counts.get("sequences")).longValue());
    json.put("tokens", tokens);
    Json.put(json, "seconds", seconds);
    Json.put(json, "tokensPerSecond", tokens / seconds);
    json.put("output", output);
    json.put("weightsSha256", model.weightsSha256());
    System.out.println(json);
  }

  /** The Params that are still free once a model is trained. */
  private static Param<?>[] columns(SequenceTaggerModel model) {
    return new Param<?>[] {model.inputCol(), model.predictionCol()};
  }
}
