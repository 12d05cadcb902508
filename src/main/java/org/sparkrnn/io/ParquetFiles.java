package org.sparkrnn.io;

import java.util.List;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.sparkrnn.data.InvalidInputException;

/** Parquet through Spark's own reader, of the files that all formats read. */
final class ParquetFiles {
  private ParquetFiles() {}

  /**
   * Reads files.
   *
   * @param path what the user named, for messages and, if it is a directory, for columns that the
   *     names of directories below it hold: {@code label=yes/}
   */
  static Dataset<Row> read(SparkSession spark, String path, List<FileStatus> files) {
    String[] paths = files.stream().map(file -> literal(file.getPath())).toArray(String[]::new);
    try {
      DataFrameReader reader = spark.read().option("recursiveFileLookup", "true");
      return reader.parquet(paths);
    } catch (Exception e) { // Spark's AnalysisException is checked, but Spark does not declare it
      Throwable blamed = DataErrors.in(e);
      if (blamed != null) {
        throw new InvalidInputException(
            "%s cannot be read as parquet: %s".formatted(path, blamed.getMessage()), e);
      }
      throw e;
    }
  }

  /** A path that Spark takes for this very name and no pattern of names. */
  private static String literal(Path path) {
    return path.toString().replaceAll("[\\[\\]{}*?\\\\]", "\\\\$0");
  }
}
