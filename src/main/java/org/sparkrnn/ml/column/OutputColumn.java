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
 * @param name as the Param says
 * @param type of its values
 * @param metadata what else the schema says of it
 */
public record OutputColumn(String param, String name, DataType type, Metadata metadata) {
  /** A column of which the schema says its type alone. */
  public OutputColumn(String param, String name, DataType type) {
    this(param, name, type, Metadata.empty());
  }

  /**
   * A schema with these columns after its own.
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
   * Makes each row one or more of a schema, partition by partition. Columns keep what the schema
   * says of them, such as a stream's watermark or ML attributes, which the encoder of rows drops.
   */
  public static Dataset<Row> map(
      Dataset<Row> rows, MapPartitionsFunction<Row, Row> function, StructType schema) {
    String[] places = new String[schema.length()]; // names need not be unique, and Spark would
    Arrays.setAll(places, Integer::toString); // take columns of one name for one
    StructType placed = new StructType();
    for (int i = 0; i < places.length; i++) {
      StructField field = schema.fields()[i];
      placed = placed.add(places[i], field.dataType(), field.nullable());
    }
    Dataset<Row> mapped = unique(rows).mapPartitions(function, Encoders.row(placed));
    StructField[] encoded = mapped.schema().fields();
    Column[] columns = new Column[schema.length()];
    for (int i = 0; i < columns.length; i++) {
      StructField field = schema.fields()[i];
      Column same = functions.col("`" + places[i] + "`");
      if (!encoded[i].dataType().equals(field.dataType())) { // fields within have metadata too
        same = same.cast(field.dataType());
      }
      columns[i] = same.as(field.name(), field.metadata());
    }
    return mapped.select(columns);
  }

  /** The same rows; where several columns have one name, under names of their own. */
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
