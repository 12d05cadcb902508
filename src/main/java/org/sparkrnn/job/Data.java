package org.sparkrnn.job;

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
import org.sparkrnn.io.Format;
import org.sparkrnn.io.SequenceReader;
import org.sparkrnn.io.TextCells;

/** What a job's arguments say of its data: formats, columns, paths, outputs. */
final class Data {
  private static final int SHOWN = 5;

  private final SparkSession spark;
  private final JobArguments arguments;
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
    Dataset<Row> data = SequenceReader.read(spark, path, format, inputCols, labelCol, cells, mode);
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
   * Fails early, before hours of work, if an output cannot be written: it exists and is not to be
   * replaced, its folder does not allow it, or it would replace what the job reads.
   *
   * @param others keys of what the job reads, and of what else it writes
   * @throws InvalidInputException then
   */
  void requireWritable(String key, List<String> others) {
    String path = arguments.get(key);
    if (path == null) {
      return;
    }
    Configuration conf = spark.sessionState().newHadoopConf();
    for (String other : others) {
      if (arguments.get(other) != null && AtomicOutput.holds(conf, path, arguments.get(other))) {
        throw new InvalidInputException(
            "%s=%s would replace %s=%s; give another %s"
                .formatted(key, path, other, arguments.get(other), key));
      }
    }
    AtomicOutput.requireWritable(conf, path, overwrite());
  }

  /**
   * Fails if data lacks a column that is needed, with a message that names where the data is.
   *
   * @throws InvalidInputException then
   */
  void requireColumns(String key, Dataset<Row> data, List<String> columns) {
    List<String> there = List.of(data.columns());
    for (String column : columns) {
      if (!there.contains(column)) {
        throw new InvalidInputException(
            "%s=%s has no column %s; its columns are %s"
                .formatted(key, arguments.get(key), column, String.join(", ", there)));
      }
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
