package org.sparkrnn.io;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.split;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DatetimeType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.ReadMode;

/**
 * The formats with named columns, through Spark's own readers. Malformed records fail or are kept.
 */
final class TableReader {
  private TableReader() {}

  static Dataset<Row> read(
      SparkSession spark,
      String path,
      Format format,
      List<String> inputCols,
      String labelCol,
      TextCells cells,
      ReadMode mode) {
    boolean split = format == Format.CSV && cells == TextCells.TOKENS;
    Dataset<Row> data;
    try {
      boolean fails = mode == ReadMode.FAILFAST;
      DataFrameReader reader =
          spark
              .read()
              .option("mode", fails ? "FAILFAST" : "PERMISSIVE") // Spark would drop without a count
              .option("columnNameOfCorruptRecord", SequenceReader.MALFORMED);
      data =
          switch (format) {
            case JSON -> reader.json(path);
            case PARQUET -> reader.parquet(path);
            case CSV ->
                csv(reader.option("header", true), path, split ? inputCols : List.of(), fails);
            default -> throw new IllegalArgumentException(format + " is no table");
          };
    } catch (Exception e) { // Spark's AnalysisException is checked, but Spark does not declare it
      if (DataErrors.in(e) != null) {
        throw new InvalidInputException(
            "%s cannot be read as %s: %s".formatted(path, format.label(), e.getMessage()), e);
      }
      throw e;
    }
    String param = inputCols.size() == 1 ? "inputCol" : "inputCols";
    for (String inputCol : inputCols) {
      Columns.require(path, param, inputCol, data.columns());
    }
    if (labelCol != null) {
      Columns.require(path, "labelCol", labelCol, data.columns());
    }
    if (split) {
      for (String inputCol : inputCols) {
        data = tokens(data, inputCol);
      }
      if (labelCol != null && data.schema().apply(labelCol).dataType() == DataTypes.StringType) {
        data = tokens(data, labelCol);
      }
    }
    return data;
  }

  private static Dataset<Row> csv(
      DataFrameReader reader, String path, List<String> tokenCols, boolean fails) {
    StructType inferred = reader.option("inferSchema", true).csv(path).schema();
    // Tokens that happen to be numbers or dates are still tokens: 007 is not 7. Times stay as they
    // are written, for Spark would move those that its zone does not have.
    StructField[] fields =
        Arrays.stream(inferred.fields())
            .map(
                field ->
                    tokenCols.contains(field.name()) || field.dataType() instanceof DatetimeType
                        ? DataTypes.createStructField(field.name(), DataTypes.StringType, true)
                        : field)
            .toArray(StructField[]::new);
    // Without enforceSchema a file whose header differs from the first file's fails.
    StructType schema = new StructType(fields);
    return reader
        .option("enforceSchema", false)
        .schema(fails ? schema : schema.add(SequenceReader.MALFORMED, "string"))
        .csv(path);
  }

  private static Dataset<Row> tokens(Dataset<Row> data, String name) {
    Column parts = split(col(Columns.quoted(name)), TextCells.WHITE_SPACE);
    return data.withColumn(name, filter(parts, token -> token.notEqual("")));
  }
}
