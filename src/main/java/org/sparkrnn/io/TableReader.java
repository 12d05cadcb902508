package org.sparkrnn.io;

import static org.apache.spark.sql.functions.col;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.Names;
import org.sparkrnn.data.ReadMode;

/** The formats with named columns: comma-separated values, JSON and Parquet. */
final class TableReader {
  private final SparkSession spark;
  private final String path;
  private final List<FileStatus> files;
  private final List<String> inputCols;
  private final String labelCol; // or null
  private final ReadOptions options;

  TableReader(
      SparkSession spark,
      String path,
      List<FileStatus> files,
      List<String> inputCols,
      String labelCol,
      ReadOptions options) {
    this.spark = spark;
    this.path = path;
    this.files = files;
    this.inputCols = inputCols;
    this.labelCol = labelCol;
    this.options = options;
  }

  Dataset<Row> csv() {
    char separator = options.csv().separator();
    Configuration conf = spark.sparkContext().hadoopConfiguration();
    CsvHeader header;
    try {
      header = CsvHeader.find(conf, path, files, options.csv());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + path + ": " + e.getMessage(), e);
    }
    List<String> folders = FolderColumns.used(files, used());
    FolderColumns.requireElsewhere(new Path(header.file()), folders, header.columns());
    CsvSteps steps = CsvSteps.of(header, options.csv(), path, inputCols.get(0), labelCol);
    for (String inputCol : steps == null ? inputCols : List.<String>of()) {
      if (!folders.contains(inputCol)) {
        header.require(path, inputParam(), inputCol, separator, taken());
      }
    }
    if (labelCol != null && !folders.contains(labelCol)) {
      header.require(path, "labelCol", labelCol, separator, taken());
    }
    CsvFormat.Cell[] cells = new CsvFormat.Cell[header.columns().size()];
    for (int i = 0; i < cells.length; i++) {
      cells[i] = cell(header, i);
    }
    Set<String> lists = new HashSet<>();
    for (int i = 0; i < cells.length; i++) {
      String name = header.columns().get(i);
      if (inputCols.contains(name) && header.holdsLists(i)) {
        lists.add(name);
      }
    }
    CsvFormat format =
        new CsvFormat(header, cells, options.csv(), lists, options.uses().required(), steps);
    List<List<FileSlice>> slices = InputFiles.slices(spark, files);
    return SequenceReader.rows(
        spark,
        CsvCuts.atRecords(spark, slices, (byte) separator),
        FolderFormat.of(format, folders),
        options.mode());
  }

  /** The columns that the job reads; for doc.tokens also doc. */
  private Set<String> used() {
    ColumnUses uses = options.uses();
    Set<String> used = new HashSet<>(inputCols);
    if (labelCol != null) {
      used.add(labelCol);
    }
    List.of(uses.numbers(), uses.numbersOrText(), uses.flags(), uses.required())
        .forEach(used::addAll);
    List.copyOf(used).stream()
        .filter(name -> name.indexOf('.') > 0)
        .forEach(name -> used.add(name.substring(0, name.indexOf('.'))));
    return used;
  }

  private CsvFormat.Cell cell(CsvHeader header, int column) {
    String name = header.columns().get(column);
    ColumnUses uses = options.uses();
    if (uses.numbers().contains(name)
        || uses.numbersOrText().contains(name)
            && header.holdsNumbers(column, options.csv().decimal())) {
      return CsvFormat.Cell.NUMBER;
    }
    if (uses.flags().contains(name)) {
      return CsvFormat.Cell.FLAG;
    }
    boolean split = inputCols.contains(name) || name.equals(labelCol);
    return split && options.cells() == TextSplitting.TOKENS
        ? CsvFormat.Cell.TOKENS
        : CsvFormat.Cell.TEXT;
  }

  Dataset<Row> json() {
    ColumnUses uses = options.uses();
    Set<String> numbers = uses.numbers();
    List<List<FileSlice>> slices = InputFiles.slices(spark, files);
    Set<String> used = new HashSet<>(numbers);
    used.addAll(uses.required());
    used.addAll(inputCols);
    if (labelCol != null) {
      used.add(labelCol);
    }
    Dataset<Row> lines =
        SequenceReader.rows(spark, slices, new WholeLineGrammar("line"), ReadMode.DROPMALFORMED);
    StructType schema;
    try {
      schema = JsonFormat.schema(lines.toJavaRDD(), used, numbers);
    } catch (Exception e) { // Spark throws checked exceptions without declaring them
      throw InvalidInputException.orElse(e);
    }
    if (schema.isEmpty()) {
      return noObject(slices);
    }
    requireDistinct(schema);
    List<String> folders = FolderColumns.used(files, used());
    FolderColumns.requireElsewhere(files.get(0).getPath(), folders, List.of(schema.fieldNames()));
    RowFormat format = FolderFormat.of(new JsonFormat(schema, used, uses.required()), folders);
    return nested(SequenceReader.rows(spark, slices, format, options.mode()));
  }

  /**
   * Explains why files have no object: the first line that is not an object, or that there is no
   * line.
   */
  private Dataset<Row> noObject(List<List<FileSlice>> slices) {
    try {
      SequenceReader.rows(
              spark,
              slices,
              new JsonFormat(new StructType(), Set.of(), Set.of()),
              ReadMode.FAILFAST)
          .toJavaRDD()
          .count();
    } catch (Exception e) { // Spark throws checked exceptions without declaring them
      throw InvalidInputException.orElse(e);
    }
    throw new InvalidInputException(
        path + " contains no JSON object with columns; expected one object per line");
  }

  Dataset<Row> parquet() {
    return nested(ParquetFiles.read(spark, path, files, used()));
  }

  private void requireDistinct(StructType schema) {
    boolean cased = spark.sessionState().conf().caseSensitiveAnalysis();
    String twice = Columns.twice(List.of(schema.fieldNames()), cased);
    if (twice != null) {
      throw new InvalidInputException(
          "%s: two columns are named %s; rename one of them".formatted(path, twice));
    }
  }

  /** Checks that the columns exist; fields within other columns become columns too. */
  private Dataset<Row> nested(Dataset<Row> data) {
    Dataset<Row> all = data;
    for (String inputCol : inputCols) {
      all = withNested(all, inputParam(), inputCol);
    }
    return labelCol == null ? all : withNested(all, "labelCol", labelCol);
  }

  private Dataset<Row> withNested(Dataset<Row> data, String param, String name) {
    String[] parts = name.split("\\.", -1);
    if (Arrays.asList(data.columns()).contains(name) || !isNested(data.schema(), parts)) {
      if (!Arrays.asList(data.columns()).contains(name)) {
        throw Columns.missing(path, param, name, data.columns(), free(data.schema()));
      }
      return data;
    }
    Column column = col(Names.quoted(parts[0]));
    for (int i = 1; i < parts.length; i++) {
      column = column.getField(parts[i]);
    }
    return data.withColumn(name, column);
  }

  /** The named columns, whether they exist or not. */
  private Set<String> taken() {
    Set<String> taken = new HashSet<>(inputCols);
    if (labelCol != null) {
      taken.add(labelCol);
    }
    taken.addAll(options.uses().required());
    return taken;
  }

  /** Columns without a use, and the fields of structs among them. */
  private List<String> free(StructType schema) {
    List<String> free = new ArrayList<>();
    for (StructField field : schema.fields()) {
      DataType type = field.dataType();
      DataType inner = type instanceof ArrayType many ? many.elementType() : type;
      if (inner instanceof StructType struct) {
        Arrays.stream(struct.fieldNames()).forEach(name -> free.add(field.name() + "." + name));
      } else {
        free.add(field.name());
      }
    }
    free.removeAll(taken());
    return free;
  }

  private static boolean isNested(StructType schema, String[] parts) {
    DataType type = schema;
    for (String part : parts) {
      DataType around = type instanceof ArrayType many ? many.elementType() : type;
      if (!(around instanceof StructType struct) || !List.of(struct.fieldNames()).contains(part)) {
        return false;
      }
      type = struct.apply(part).dataType();
    }
    return parts.length > 1;
  }

  private String inputParam() {
    if (options.audio() != null) { // a table of sounds
      return "fileCol";
    }
    return inputCols.size() == 1 ? "inputCol" : "inputCols";
  }
}
