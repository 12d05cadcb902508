import java.nio.file.Path;
import java.util.List;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.sparkrnn.ml.LanguageModel;
import org.sparkrnn.ml.RnnEstimator;
import org.sparkrnn.ml.SequenceClassifier;
import org.sparkrnn.ml.SequenceRegressor;
import org.sparkrnn.ml.SequenceTagger;

/**
 * Makes a small model of each kind of task in format version 2, for a reader without Spark. It is
 * no part of the build; it runs as a single source file on the class path of the version that is to
 * make them: java MakeVersion2.java OUT, where OUT is v2.
 */
public final class MakeVersion2 {
  private static Path out;
  private static SparkSession spark;

  public static void main(String[] args) throws Exception {
    out = Path.of(args[0]);
    spark = SparkSession.builder().master("local[1]").getOrCreate();
    Dataset<Row> tagged =
        rows(
            "{\"words\":[\"the\",\"dog\",\"barks\"],\"tags\":[\"D\",\"N\",\"V\"]}",
            "{\"words\":[\"a\",\"dog\",\"sees\",\"the\",\"cat\"],\"tags\":[\"D\",\"N\",\"V\",\"D\",\"N\"]}");
    Dataset<Row> series =
        rows(
            "{\"x\":[[1.0,0.5],[2.0,0.0],[3.0,-1.0]],\"y\":2.0,\"kind\":\"up\",\"kinds\":[\"up\",\"odd\"]}",
            "{\"x\":[[4.0,0.0],[3.0,1.0]],\"y\":3.0,\"kind\":\"down\",\"kinds\":[\"even\"]}");
    Dataset<Row> text =
        rows("{\"text\":\"the dog sees the cat\"}", "{\"text\":\"the cat sees a dog\"}");
    save("tagger", small(new SequenceTagger().setInputCol("words").setLabelCol("tags")), tagged);
    save(
        "classifier",
        small(new SequenceClassifier().setInputCol("x").setLabelCol("kind").setReadout("mean"))
            .setStandardize(true),
        series);
    save(
        "labels",
        small(new SequenceClassifier().setInputCol("x").setLabelCol("kinds").setMultilabel(true)),
        series);
    save("regressor", small(new SequenceRegressor().setInputCol("x").setLabelCol("y")), series);
    save("language", small(new LanguageModel().setInputCol("text").setLevel("word")), text);
    spark.stop();
  }

  private static <E extends RnnEstimator<E, ?>> E small(E estimator) {
    return estimator
        .setHiddenSize(3)
        .setEmbeddingSize(2)
        .setMaxEpochs(1)
        .setBatchSize(2)
        .setNumShards(1)
        .setSeed(7);
  }

  private static Dataset<Row> rows(String... lines) {
    return spark.read().json(spark.createDataset(List.of(lines), Encoders.STRING()));
  }

  private static void save(String name, RnnEstimator<?, ?> estimator, Dataset<Row> data)
      throws Exception {
    ((MLWritable) estimator.fit(data)).write().save(out.resolve(name).toString());
  }
}
