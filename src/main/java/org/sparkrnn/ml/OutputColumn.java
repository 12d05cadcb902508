package org.sparkrnn.ml;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;
import org.sparkrnn.data.InvalidInputException;

/**
 * A column that a model adds.
 *
 * @param param the Param that names it, for messages
 * @param name as the Param says
 * @param type of its values
 */
record OutputColumn(String param, String name, DataType type) {
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
      output = output.add(column.name, column.type, true);
    }
    return output;
  }
}
