package org.sparkrnn.job;

import java.io.IOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.FilterFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.ReadMode;
import org.sparkrnn.io.AtomicOutput;
import org.sparkrnn.io.FileLayouts;
import org.sparkrnn.io.Format;
import org.sparkrnn.io.SequenceReader;
import org.sparkrnn.io.TextCells;

/** What a job's arguments say of its data: formats, columns, paths, outputs. */
final class Data {
  private static final int SHOWN = 5;

  private final SparkSession spark;
  private final JobArguments arguments;
  private final FileLayouts layouts = new FileLayouts();
  private long droppedRows;

  Data(SparkSession spark, JobArguments arguments) {
    this.spark = spark;
    this.arguments = arguments;
  }

  /**
   * Reads the data whose path stands under a key.
   *
   * @param labelCol or null where labels are not needed
   */
  Dataset<Row> read(String key, List<String> inputCols, String labelCol, TextCells cells) {
    return read(key, inputCols, labelCol, cells, ReadMode.FAILFAST);
  }

  /**
   * The same, where malformed rows of the files may be dropped; they are counted and the first ones
   * shown.
   */
  Dataset<Row> read(
      String key, List<String> inputCols, String labelCol, TextCells cells, ReadMode mode) {
    String path = arguments.require(key);
    Configuration conf = spark.sessionState().newHadoopConf();
    Format format = Format.of(arguments.get("format"), path, conf);
    Dataset<Row> data =
        SequenceReader.read(spark, path, format, inputCols, labelCol, cells, mode, layouts);
    int why = List.of(data.columns()).indexOf(SequenceReader.MALFORMED);
    return why < 0 ? data : withoutMalformed(data, why, key + "=" + path);
  }

  private Dataset<Row> withoutMalformed(Dataset<Row> data, int why, String where) {
    JavaRDD<String> malformed =
        data.toJavaRDD().filter(row -> !row.isNullAt(why)).map(row -> row.getString(why));
    long count = malformed.count();
    droppedRows += count;
    if (count > 0) {
      System.err.printf(
          "%s: %d malformed rows are dropped (mode=dropmalformed), the first of them:%n",
          where, count);
      malformed.take(SHOWN).forEach(row -> System.err.println("  " + row.strip()));
    }
    FilterFunction<Row> sound = row -> row.isNullAt(why);
    return data.filter(sound).drop(SequenceReader.MALFORMED);
  }

  /** Malformed rows of all files read. */
  long droppedRows() {
    return droppedRows;
  }

  /**
   * Fails early, before hours of work, if an output exists and is not to be replaced.
   *
   * @throws InvalidInputException then
   */
  void requireFree(String key) throws IOException {
    String path = arguments.get(key);
    if (path != null) {
      AtomicOutput.requireFree(spark.sessionState().newHadoopConf(), path, overwrite());
    }
  }

  /** The format of the output whose path stands under a key. */
  Format outputFormat(String key) {
    return Format.forOutput(arguments.get("outputFormat"), arguments.require(key));
  }

  boolean overwrite() {
    return arguments.flag("overwrite");
  }
}
