package org.sparkrnn.ml;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.Metadata;
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
    StructType output = schema;
    for (OutputColumn column : added) {
      if (Arrays.asList(output.fieldNames()).contains(column.name)) {
        throw new InvalidInputException(
            "%s %s exists already; give %s another name, or drop that column"
                .formatted(column.param, column.name, column.param));
      }
      output = output.add(column.name, column.type, true, column.metadata);
    }
    return output;
  }

  /** The rows with what the schema says of these columns, which the encoder of rows leaves out. */
  static Dataset<Row> describe(Dataset<Row> rows, List<OutputColumn> added) {
    Dataset<Row> described = rows;
    for (OutputColumn column : added) {
      if (!column.metadata.equals(Metadata.empty())) {
        Column same = functions.col("`" + column.name.replace("`", "``") + "`"); // may have dots
        described = described.withColumn(column.name, same.as(column.name, column.metadata));
      }
    }
    return described;
  }
}
