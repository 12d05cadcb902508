package org.sparkrnn.ml;

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
record OutputColumn(String param, String name, DataType type, Metadata metadata) {
  OutputColumn(String param, String name, DataType type) {
    this(param, name, type, Metadata.empty());
  }

  /**
   * A schema with these columns after its own.
   *
   * @throws InvalidInputException if one of these names is taken
   */
  static StructType addTo(StructType schema, List<OutputColumn> added) {
    boolean caseSensitive = SQLConf.get().caseSensitiveAnalysis();
    StructType output = schema;
    for (OutputColumn column : added) {
      for (String taken : output.fieldNames()) {
        if (NamedColumn.same(taken, column.name, caseSensitive)) {
          throw new InvalidInputException(
              "%s %s exists already; give %s another name, or drop that column"
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
  static Dataset<Row> map(
      Dataset<Row> rows, MapPartitionsFunction<Row, Row> function, StructType schema) {
    Dataset<Row> mapped = rows.mapPartitions(function, Encoders.row(schema));
    String[] places = new String[schema.length()]; // names need not be unique
    Arrays.setAll(places, Integer::toString);
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
    return mapped.toDF(places).select(columns);
  }
}
