package org.sparkrnn.job;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.xxhash64;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.sparkrnn.ml.SequenceTagger;
import org.sparkrnn.ml.SequenceTaggerModel;
import org.sparkrnn.ml.TaggingBaseline;
import org.sparkrnn.ml.TaggingMetrics;

/** {@code jobs/train CONF [key=value ...]}: trains a model, measures it, saves it. */
public final class Train {
  private static final List<String> KEYS =
      List.of("task", "train", "validation", "test", "format", "model", "overwrite");
  private static final String HELD_OUT = "held out for validation";
  private static final long HASHES = 1_000_000;

  private Train() {}

  public static void main(String[] args) {
    Job.main("train", args, Train::run);
  }

  static void run(JobArguments arguments, SparkSession spark) throws Exception {
    SequenceTagger tagger = new SequenceTagger();
    arguments.requireKnown(KEYS, tagger.params());
    Task task = Task.of(arguments.require("task"));
    arguments.setParams(tagger, tagger.params());
    Data data = new Data(spark, arguments);
    data.requireFree("model");
    Dataset<Row> test =
        arguments.get("test") == null
            ? null
            : data.read("test", tagger.getInputCol(), tagger.getLabelCol());
    Dataset<Row> all = withHeldOut(data, arguments, tagger).persist();
    try (ConsoleProgress progress = new ConsoleProgress()) {
      SequenceTaggerModel model = tagger.setListener(progress).fit(all);
      ObjectNode json = Json.MAPPER.createObjectNode().put("task", task.label());
      json.put("sequences", model.summary().sequences());
      json.put("tokens", model.summary().epochs().get(0).sequenceSteps());
      Dataset<Row> measured = test != null ? test : heldOut(all, tagger, true);
      if (measured != null) {
        measure(json, model, heldOut(all, tagger, false), measured);
      }
      Json.putTraining(json, model.summary());
      model
          .summary()
          .hint(tagger.trainingOptions().execution(), spark.sparkContext().isLocal())
          .ifPresent(System.err::println);
      json.put("weightsSha256", model.weightsSha256());
      if (arguments.get("model") != null) {
        save(model.setMetrics(json.toString()), arguments.get("model"), data.overwrite());
      }
      System.out.println(json);
    } finally {
      all.unpersist();
    }
  }

  /** The training rows, with a column that marks those for validation if there are such. */
  private static Dataset<Row> withHeldOut(
      Data data, JobArguments arguments, SequenceTagger tagger) {
    Dataset<Row> train = data.read("train", tagger.getInputCol(), tagger.getLabelCol());
    boolean fraction = tagger.getValidationFraction() > 0;
    if (tagger.isDefined(tagger.validationIndicatorCol())
        || arguments.get("validation") == null && !fraction) {
      return train;
    }
    tagger.setValidationIndicatorCol(HELD_OUT);
    Dataset<Row> columns = pair(train, tagger);
    if (arguments.get("validation") == null) { // by content: partitions do not matter
      return columns.withColumn(
          HELD_OUT,
          pmod(xxhash64(lit(tagger.getSeed()), col("`" + tagger.getInputCol() + "`")), lit(HASHES))
              .lt(tagger.getValidationFraction() * HASHES));
    }
    Dataset<Row> validation = data.read("validation", tagger.getInputCol(), tagger.getLabelCol());
    return columns
        .withColumn(HELD_OUT, lit(false))
        .unionByName(pair(validation, tagger).withColumn(HELD_OUT, lit(true)));
  }

  private static Dataset<Row> pair(Dataset<Row> rows, SequenceTagger tagger) {
    return rows.select(
        col("`" + tagger.getInputCol() + "`"), col("`" + tagger.getLabelCol() + "`"));
  }

  /** The rows held out, or the others; null where none are held out. */
  private static Dataset<Row> heldOut(Dataset<Row> all, SequenceTagger tagger, boolean held) {
    if (!tagger.isDefined(tagger.validationIndicatorCol())) {
      return held ? null : all;
    }
    var marked = col("`" + tagger.getValidationIndicatorCol() + "`");
    return all.filter(held ? marked : not(marked));
  }

  private static void measure(
      ObjectNode json, SequenceTaggerModel model, Dataset<Row> train, Dataset<Row> measured) {
    TaggingMetrics metrics = model.evaluate(measured);
    TaggingReport.print(System.out, metrics);
    Json.put(json, "loss", metrics.loss());
    TaggingReport.putMetrics(json, metrics);
    json.set(
        "baseline",
        TaggingReport.baseline(Json.MAPPER, TaggingBaseline.fit(train, model).evaluate(measured)));
  }

  private static void save(SequenceTaggerModel model, String path, boolean overwrite)
      throws IOException {
    var writer = model.write();
    (overwrite ? writer.overwrite() : writer).save(path);
    System.err.println("model saved to " + path);
  }
}
