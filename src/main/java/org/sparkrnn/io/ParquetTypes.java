package org.sparkrnn.io;

import java.util.List;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.NullType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** The wider of two types of a column in files that are read together. */
final class ParquetTypes {
  private static final List<DataType> WHOLE =
      List.of(DataTypes.ByteType, DataTypes.ShortType, DataTypes.IntegerType, DataTypes.LongType);

  private ParquetTypes() {}

  /** The type that can hold the values of both; null if there is none. */
  static DataType wider(DataType a, DataType b) {
    if (a.equals(b) || b instanceof NullType) {
      return a;
    }
    if (a instanceof NullType) {
      return b;
    }
    if (WHOLE.contains(a) && WHOLE.contains(b)) {
      return WHOLE.get(Math.max(WHOLE.indexOf(a), WHOLE.indexOf(b)));
    }
    if (a instanceof NumericType && b instanceof NumericType) {
      return DataTypes.DoubleType;
    }
    if (a instanceof ArrayType first && b instanceof ArrayType second) {
      DataType element = wider(first.elementType(), second.elementType());
      return element == null ? null : DataTypes.createArrayType(element);
    }
    return a instanceof StructType first && b instanceof StructType second
        ? wider(first, second)
        : null;
  }

  private static StructType wider(StructType a, StructType b) {
    StructType both = new StructType();
    if (!List.of(a.fieldNames()).equals(List.of(b.fieldNames()))) {
      return null;
    }
    for (StructField field : a.fields()) {
      DataType type = wider(field.dataType(), b.apply(field.name()).dataType());
      if (type == null) {
        return null;
      }
      both = both.add(field.name(), type);
    }
    return both;
  }
}
