package org.sparkrnn.testkit;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.streaming.DataStreamWriter;
import org.apache.spark.sql.streaming.Trigger;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.sparkrnn.ml.RunningSequences;
import org.sparkrnn.ml.SequenceTaggerModel;

/**
 * Sequences whose rows come in several files, and a user's program: a streaming query that tags
 * them, one file per micro-batch, and ends when there are no more.
 */
public final class RunningStream {
  /** The setting of a session whose queries keep states of sequences. */
  public static final String PROVIDER = "spark.sql.streaming.stateStore.providerClass";

  /** Its value. */
  public static final String ROCKS_DB =
      "org.apache.spark.sql.execution.streaming.state.RocksDBStateStoreProvider";

  private static final StructType ROWS =
      new StructType()
          .add("name", DataTypes.StringType)
          .add("place", DataTypes.LongType)
          .add("tokens", ToyData.STRINGS)
          .add("file", DataTypes.IntegerType);

  private RunningStream() {}

  /**
   * Sequences that are cut into parts of 0 to 4 steps, each in one of {@code files} files, in their
   * order; parts of a sequence in one file are not in their order.
   *
   * @return name, place, tokens, file
   */
  public static Dataset<Row> parts(int sequences, int parts, int files, long seed) {
    Random random = new Random(seed);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < sequences; i++) {
      int[] file = random.ints(parts, 0, files).sorted().toArray();
      for (int k = 0; k < parts; k++) {
        String[] tokens = new String[random.nextInt(5)];
        Arrays.setAll(tokens, t -> "abc".charAt(random.nextInt(3)) + "");
        rows.add(RowFactory.create("s" + i, 10L * k + random.nextInt(9), tokens, file[k]));
      }
    }
    Collections.shuffle(rows, random);
    return LocalSpark.session().createDataFrame(rows, ROWS);
  }

  /** The tokens of such parts, those of each sequence in one row: name, tokens. */
  public static Dataset<Row> whole(Dataset<Row> parts) {
    return whole(parts, "tokens");
  }

  /** Columns of such parts, those of each sequence in one row: the name, then the columns. */
  public static Dataset<Row> whole(Dataset<Row> parts, String... columns) {
    String all = String.join(", ", columns);
    String[] joined = new String[columns.length + 1];
    joined[0] = "name";
    for (int i = 0; i < columns.length; i++) {
      joined[i + 1] = "flatten(parts.%s) as %s".formatted(columns[i], columns[i]);
    }
    return parts
        .groupBy("name")
        .agg(
            functions
                .expr("sort_array(collect_list(struct(place, %s)))".formatted(all))
                .as("parts"))
        .selectExpr(joined);
  }

  /** Adds the parts of one file to a folder. */
  public static void write(Dataset<Row> parts, int file, Path folder) {
    parts
        .where(functions.col("file").equalTo(file))
        .drop("file")
        .coalesce(1)
        .write()
        .mode("append")
        .json(folder.toString());
  }

  /** The query that tags the parts in a folder, one file per micro-batch. */
  public static DataStreamWriter<Row> query(
      SparkSession spark, RunningSequences tagger, Path input, Path output, Path checkpoint) {
    Dataset<Row> rows =
        spark
            .readStream()
            .schema("name string, place long, tokens array<string>")
            .option("maxFilesPerTrigger", 1)
            .json(input.toString());
    return tagger
        .transform(rows)
        .writeStream()
        .format("parquet")
        .option("path", output.toString())
        .option("checkpointLocation", checkpoint.toString())
        .trigger(Trigger.AvailableNow());
  }

  /**
   * Runs the query.
   *
   * @param args the model, the folder of JSON files, the folder of Parquet files to write, and the
   *     checkpoint of the query
   */
  public static void main(String[] args) throws Exception {
    try (SparkSession spark =
        SparkSession.builder()
            .config(PROVIDER, ROCKS_DB)
            .config("spark.sql.shuffle.partitions", 2)
            .getOrCreate()) {
      RunningSequences tagger =
          new RunningSequences(SequenceTaggerModel.load(args[0]), "name", "place");
      query(spark, tagger, Path.of(args[1]), Path.of(args[2]), Path.of(args[3]))
          .start()
          .awaitTermination();
    }
  }
}
