package org.sparkrnn.io;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.sparkrnn.data.InvalidInputException;

/** Parquet through Spark's own reader, of the files that all formats read. */
final class ParquetFiles {
  private ParquetFiles() {}

  /**
   * Reads files, with the columns that the names of their directories hold ({@code label=yes/}) as
   * text.
   *
   * @param path what the user named, for messages
   */
  static Dataset<Row> read(SparkSession spark, String path, List<FileStatus> files) {
    String[] paths = files.stream().map(file -> literal(file.getPath())).toArray(String[]::new);
    Set<String> keys = new LinkedHashSet<>();
    Set<Path> bases = new LinkedHashSet<>();
    files.forEach(file -> bases.add(base(file.getPath().getParent(), keys)));
    boolean partitioned = !keys.isEmpty() && bases.size() == 1;
    try {
      if (!partitioned) {
        return spark.read().option("recursiveFileLookup", "true").parquet(paths);
      }
      DataFrameReader reader = spark.read().option("basePath", bases.iterator().next().toString());
      StructType schema = new StructType();
      for (StructField field : reader.parquet(paths).schema().fields()) {
        schema =
            keys.contains(field.name())
                ? schema.add(field.name(), DataTypes.StringType)
                : schema.add(field);
      }
      return reader.schema(schema).parquet(paths);
    } catch (Exception e) { // Spark's AnalysisException is checked, but Spark does not declare it
      Throwable blamed = DataErrors.in(e);
      if (blamed != null) {
        throw new InvalidInputException(
            "%s cannot be read as parquet: %s".formatted(path, blamed.getMessage()), e);
      }
      throw e;
    }
  }

  /** The directory above those named key=value, whose keys are added. */
  private static Path base(Path directory, Set<String> keys) {
    Path base = directory;
    for (int equals; (equals = base.getName().indexOf('=')) > 0; base = base.getParent()) {
      keys.add(base.getName().substring(0, equals));
    }
    return base;
  }

  /** A path that Spark takes for this very name and no pattern of names. */
  private static String literal(Path path) {
    return path.toString().replaceAll("[\\[\\]{}*?\\\\]", "\\\\$0");
  }
}
