package org.sparkrnn.testkit;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.Trigger;
import org.sparkrnn.ml.SequenceTaggerModel;

/**
 * A user's program: a streaming query that adds a tagger's predictions to the JSON files of a
 * folder, one file per micro-batch, and ends when there are no more.
 */
public final class PredictingStream {
  private PredictingStream() {}

  /**
   * Runs the query.
   *
   * @param args the model, the folder of JSON files, the folder of Parquet files to write, and the
   *     checkpoint of the query
   */
  public static void main(String[] args) throws Exception {
    try (SparkSession spark = SparkSession.builder().getOrCreate()) {
      SequenceTaggerModel model = SequenceTaggerModel.load(args[0]);
      Dataset<Row> rows =
          spark
              .readStream()
              .schema("id long, tokens array<string>")
              .option("maxFilesPerTrigger", 1)
              .json(args[1]);
      model
          .transform(rows)
          .writeStream()
          .format("parquet")
          .option("path", args[2])
          .option("checkpointLocation", args[3])
          .trigger(Trigger.AvailableNow())
          .start()
          .awaitTermination();
    }
  }
}
