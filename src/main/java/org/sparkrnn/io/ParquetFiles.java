package org.sparkrnn.io;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.Names;

/**
 * Reads Parquet with Spark's own reader, but selects files like other formats. Unused columns do
 * not matter: if Spark cannot read one, or two files have it with incompatible types, it is left
 * out. A used column has the widest of its types in all files.
 */
final class ParquetFiles {
  private static final Logger LOG = LoggerFactory.getLogger(ParquetFiles.class);

  private final SparkSession spark;
  private final String path; // the user's path, for messages
  private final List<FileStatus> files;
  private final Set<String> used;
  private final Map<String, String> leftOut = new TreeMap<>(); // reasons by column

  private ParquetFiles(SparkSession spark, String path, List<FileStatus> files, Set<String> used) {
    this.spark = spark;
    this.path = path;
    this.files = files;
    this.used = used;
  }

  /**
   * Reads files; columns in the names of directories ({@code label=yes/}) are text.
   *
   * @param path the user's path, for messages
   * @param used the columns to read, if they exist
   */
  static Dataset<Row> read(
      SparkSession spark, String path, List<FileStatus> files, Set<String> used) {
    return new ParquetFiles(spark, path, files, used).read();
  }

  private Dataset<Row> read() {
    List<ParquetSchema> schemas = schemas();
    Set<String> folders = folders(schemas);
    StructType common = common(schemas, folders);
    leftOut.forEach(
        (name, why) -> LOG.warn("{}: the column {} is ignored: it {}", path, name, why));
    requireDistinct(path, common);
    Map<StructType, List<String>> groups = new LinkedHashMap<>(); // files by schema
    for (ParquetSchema each : schemas) {
      StructType read = new StructType();
      for (StructField field : common.fields()) {
        if (each.schema().getFieldIndex(field.name()).isDefined()) {
          read = read.add(each.schema().apply(field.name()));
        }
      }
      groups.computeIfAbsent(read, schema -> new ArrayList<>()).add(literal(each.file()));
    }
    Dataset<Row> all = null;
    for (Map.Entry<StructType, List<String>> group : groups.entrySet()) {
      Dataset<Row> rows = read(group.getKey(), group.getValue(), folders);
      if (!group.getKey().equals(common)) {
        rows = as(rows, common, folders);
      }
      all = all == null ? rows : all.union(rows);
    }
    return all;
  }

  private List<ParquetSchema> schemas() {
    Configuration conf = spark.sessionState().newHadoopConf();
    SQLConf sql = spark.sessionState().conf();
    record Read(ParquetSchema schema, InvalidInputException problem) {}
    List<Read> all =
        files.parallelStream() // the first problem is always the same
            .map(
                file -> {
                  try {
                    return new Read(ParquetSchema.of(conf, sql, file), null);
                  } catch (InvalidInputException e) {
                    return new Read(null, e);
                  }
                })
            .toList();
    List<ParquetSchema> schemas = new ArrayList<>();
    for (Read read : all) {
      if (read.problem != null) {
        throw read.problem;
      }
      schemas.add(read.schema);
    }
    return schemas;
  }

  /** The columns in the folders of all files. */
  private Set<String> folders(List<ParquetSchema> schemas) {
    List<String> read = FolderColumns.used(files, used);
    for (ParquetSchema each : schemas) {
      FolderColumns.requireElsewhere(each.file(), read, List.of(each.schema().fieldNames()));
    }
    Set<Path> bases = new LinkedHashSet<>();
    Set<Set<String>> columns = new LinkedHashSet<>();
    for (FileStatus file : files) {
      bases.add(FolderColumns.base(file.getPath()));
      columns.add(FolderColumns.of(file.getPath()).keySet());
    }
    if (bases.size() == 1 && columns.size() == 1) {
      return columns.iterator().next();
    }
    if (!read.isEmpty()) {
      throw new InvalidInputException(
          "%s: the column %s is in the names of folders that are not side by side, such as in %s; give a folder that contains only folders %s=..."
              .formatted(path, read.get(0), files.get(0).getPath(), read.get(0)));
    }
    return Set.of();
  }

  /** The columns of all files; used ones must be in every file or in none. */
  private StructType common(List<ParquetSchema> schemas, Set<String> folders) {
    Map<String, StructField> fields = new LinkedHashMap<>();
    Map<String, ParquetSchema> first = new LinkedHashMap<>();
    for (ParquetSchema each : schemas) {
      requireDistinct(each.file().toString(), each.schema());
      requireReadable(each);
      for (StructField field : each.schema().fields()) {
        String name = field.name();
        StructField before = fields.putIfAbsent(name, field);
        first.putIfAbsent(name, each);
        DataType both =
            before == null
                ? field.dataType()
                : ParquetTypes.wider(before.dataType(), field.dataType());
        if (both == null) {
          requireUnused(name, before.dataType(), first.get(name), field.dataType(), each);
        } else if (!both.equals(fields.get(name).dataType())) {
          fields.put(name, new StructField(name, both, true, field.metadata()));
        }
      }
    }
    for (ParquetSchema each : schemas) {
      for (String name : used) {
        if (fields.containsKey(name) && each.schema().getFieldIndex(name).isEmpty()) {
          throw new InvalidInputException(
              "%s has no column %s, but %s has one; files that are read together must have the same columns"
                  .formatted(each.file(), name, first.get(name).file()));
        }
      }
    }
    fields.keySet().removeAll(leftOut.keySet());
    fields.keySet().removeAll(folders);
    return new StructType(fields.values().toArray(StructField[]::new));
  }

  private void requireDistinct(String where, StructType schema) {
    boolean cased = spark.sessionState().conf().caseSensitiveAnalysis();
    String twice = Columns.twice(List.of(schema.fieldNames()), cased);
    if (twice != null) {
      throw new InvalidInputException(
          "%s: two columns are named %s; rename one of them".formatted(where, twice));
    }
  }

  private void requireReadable(ParquetSchema file) {
    file.unreadable()
        .forEach(
            (name, why) -> {
              if (used.contains(name)) {
                throw new InvalidInputException(
                    "the column %s of %s %s".formatted(name, file.file(), why));
              }
              leftOut.putIfAbsent(name, why);
            });
  }

  private void requireUnused(
      String name, DataType a, ParquetSchema first, DataType b, ParquetSchema second) {
    String types =
        "has type %s in %s, but %s in %s"
            .formatted(a.simpleString(), first.file(), b.simpleString(), second.file());
    if (used.contains(name)) {
      throw new InvalidInputException(
          "the column %s %s; write it with one type in all files".formatted(name, types));
    }
    leftOut.putIfAbsent(name, types);
  }

  private Dataset<Row> read(StructType columns, List<String> paths, Set<String> folders) {
    DataFrameReader reader = spark.read();
    StructType schema = columns;
    if (folders.isEmpty()) {
      reader = reader.option("recursiveFileLookup", "true");
    } else {
      reader = reader.option("basePath", FolderColumns.base(files.get(0).getPath()).toString());
      for (String folder : folders) {
        schema = schema.add(folder, DataTypes.StringType);
      }
    }
    try {
      return reader.schema(schema).parquet(paths.toArray(String[]::new));
    } catch (Exception e) { // Spark's AnalysisException is checked, but Spark does not declare it
      Throwable blamed = DataErrors.in(e);
      if (blamed != null) {
        throw new InvalidInputException(
            "%s cannot be read as parquet: %s".formatted(path, blamed.getMessage()), e);
      }
      throw e;
    }
  }

  /** The rows with columns converted to other types; null for columns that a file does not have. */
  private static Dataset<Row> as(Dataset<Row> rows, StructType wanted, Set<String> folders) {
    List<String> there = List.of(rows.columns());
    Stream<Column> columns =
        Stream.of(wanted.fields())
            .map(
                field ->
                    (there.contains(field.name()) ? col(Names.quoted(field.name())) : lit(null))
                        .cast(field.dataType())
                        .as(field.name(), field.metadata()));
    Stream<Column> ofFolders = folders.stream().map(name -> col(Names.quoted(name)));
    return rows.select(Stream.concat(columns, ofFolders).toArray(Column[]::new));
  }

  /** A path that Spark reads literally and not as a pattern. */
  private static String literal(Path path) {
    return path.toString().replaceAll("[\\[\\]{}*?\\\\]", "\\\\$0");
  }
}
