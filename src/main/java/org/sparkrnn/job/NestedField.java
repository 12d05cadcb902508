package org.sparkrnn.job;

import static org.apache.spark.sql.functions.col;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.sparkrnn.data.Names;

/**
 * The meaning of a name in data: a column or, if there is none, a field within a column, such as
 * {@code doc.tokens}; for an array of structs it is the array of their fields.
 *
 * @param path the column's name, then those of nested fields
 */
record NestedField(List<String> path, DataType type) {
  /** The field of a name, or null. */
  static NestedField of(StructType schema, String name) {
    for (StructField field : schema.fields()) {
      if (field.name().equals(name)) {
        return new NestedField(List.of(name), field.dataType());
      }
    }
    for (StructField field : schema.fields()) {
      boolean many = field.dataType() instanceof ArrayType;
      DataType inner = many ? ((ArrayType) field.dataType()).elementType() : field.dataType();
      if (inner instanceof StructType struct && name.startsWith(field.name() + ".")) {
        NestedField found = of(struct, name.substring(field.name().length() + 1));
        if (found != null) {
          List<String> path = new ArrayList<>(List.of(field.name()));
          path.addAll(found.path);
          return new NestedField(path, many ? DataTypes.createArrayType(found.type) : found.type);
        }
      }
    }
    return null;
  }

  /** The field as a column of this name. */
  Column column() {
    return col(path.stream().map(Names::quoted).collect(Collectors.joining(".")))
        .as(String.join(".", path));
  }
}
