package org.sparkrnn.job;

import java.io.IOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.io.AtomicOutput;
import org.sparkrnn.io.Format;
import org.sparkrnn.io.SequenceReader;
import org.sparkrnn.io.TextCells;

/** What a job's arguments say of its data: formats, columns, paths, outputs. */
final class Data {
  private final SparkSession spark;
  private final JobArguments arguments;

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
    String path = arguments.require(key);
    Configuration conf = spark.sessionState().newHadoopConf();
    Format format = Format.of(arguments.get("format"), path, conf);
    return SequenceReader.read(spark, path, format, inputCols, labelCol, cells);
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
