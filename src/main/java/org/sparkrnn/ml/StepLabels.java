package org.sparkrnn.ml;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.sparkrnn.data.InvalidInputException;

/** A column of one label a step: array&lt;string&gt;, or array&lt;int&gt; by its decimal text. */
final class StepLabels implements Serializable {
  private static final long serialVersionUID = 1L;

  private final String name;
  private final int index;

  /**
   * @param param the Param that names the column, for the message
   * @throws InvalidInputException if it is missing or of another type
   */
  StepLabels(StructType schema, String param, String name) {
    this.name = name;
    index = ColumnTypes.indexOf(schema, param, name);
    DataType type = schema.fields()[index].dataType();
    if (!(type instanceof ArrayType array
        && (array.elementType().equals(DataTypes.StringType)
            || ColumnTypes.integer(array.elementType())))) {
      throw new InvalidInputException(
          "%s %s has type %s; expected array<string> or array<int>, one label a step"
              .formatted(param, name, type.simpleString()));
    }
  }

  String name() {
    return name;
  }

  /**
   * The row's labels.
   *
   * @throws InvalidInputException if the column or an element is null
   */
  String[] strings(Row row) {
    ColumnTypes.requireValue(row, index, name, "array");
    List<?> labels = row.getList(index);
    return ColumnTypes.strings(labels, name);
  }
}
