package org.sparkrnn.ml.column;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.sparkrnn.data.InvalidInputException;

/**
 * A column that a model adds.
 *
 * @param param the Param that names it, for messages
 * @param name the value of that Param
 * @param type type of the values
 * @param metadata metadata for the schema
 */
public record OutputColumn(String param, String name, DataType type, Metadata metadata) {
  /** A column without metadata. */
  public OutputColumn(String param, String name, DataType type) {
    this(param, name, type, Metadata.empty());
  }

  /**
   * Appends these columns to a schema.
   *
   * @throws InvalidInputException if one of these names is taken
   */
  public static StructType addTo(StructType schema, List<OutputColumn> added) {
    boolean caseSensitive = SQLConf.get().caseSensitiveAnalysis();
    StructType output = schema;
    for (OutputColumn column : added) {
      for (String taken : output.fieldNames()) {
        if (NamedColumn.same(taken, column.name, caseSensitive)) {
          throw new InvalidInputException(
              "%s %s already exists; give %s another name, or drop that column"
                  .formatted(column.param, taken, column.param));
        }
      }
      output = output.add(column.name, column.type, true, column.metadata);
    }
    return output;
  }

  /**
   * Maps rows to rows of a schema, partition by partition. Columns keep their metadata, such as a
   * stream's watermark or ML attributes, which the encoder of rows drops.
   */
  public static Dataset<Row> map(
      Dataset<Row> rows, MapPartitionsFunction<Row, Row> function, StructType schema) {
    Dataset<Row> mapped = unique(rows).mapPartitions(function, Encoders.row(placed(schema)));
    return restored(mapped, schema);
  }

  /**
   * The same columns with their places, from 0 on, as names. Names need not be unique, and Spark
   * would confuse columns of the same name.
   */
  public static StructType placed(StructType schema) {
    StructType placed = new StructType();
    for (int i = 0; i < schema.length(); i++) {
      StructField field = schema.fields()[i];
      placed = placed.add(Integer.toString(i), field.dataType(), field.nullable());
    }
    return placed;
  }

  /** Gives columns that are named by {@link #placed} their names and their metadata. */
  public static Dataset<Row> restored(Dataset<Row> placed, StructType schema) {
    StructField[] encoded = placed.schema().fields();
    Column[] columns = new Column[schema.length()];
    for (int i = 0; i < columns.length; i++) {
      StructField field = schema.fields()[i];
      Column same = functions.col("`" + i + "`");
      if (!encoded[i].dataType().equals(field.dataType())) { // nested fields have metadata too
        same = same.cast(field.dataType());
      }
      columns[i] = same.as(field.name(), field.metadata());
    }
    return placed.select(columns);
  }

  /** The same rows, but with unique names if several columns have the same name. */
  private static Dataset<Row> unique(Dataset<Row> rows) {
    String[] names = rows.columns();
    if (Arrays.stream(names).distinct().count() == names.length) {
      return rows;
    }
    for (int i = 0; i < names.length; i++) {
      names[i] = names[i] + " " + i;
    }
    return rows.toDF(names);
  }
}
