package org.sparkrnn.job;

import static org.apache.spark.sql.functions.col;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.NumericType;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.Names;

/**
 * Gives columns the same type in all data of a run: if one file has only whole numbers and another
 * has fractions, both have numbers, and no whole number is a token.
 */
final class CommonTypes {
  private static final DataType LARGE = DataTypes.createDecimalType(DecimalType.MAX_PRECISION(), 0);

  private CommonTypes() {}

  /**
   * @param data data by its names in messages
   * @param columns the columns to read, if they exist
   * @throws InvalidInputException if a column has incompatible types
   */
  static Map<String, Dataset<Row>> of(Map<String, Dataset<Row>> data, List<String> columns) {
    Map<String, Dataset<Row>> same = new LinkedHashMap<>(data);
    for (String column : columns) {
      String first = null;
      DataType common = null;
      for (Map.Entry<String, Dataset<Row>> each : data.entrySet()) {
        DataType type = type(each.getValue(), column);
        if (type != null) {
          DataType both = common == null ? type : merged(common, type);
          if (both == null) {
            throw new InvalidInputException(
                "%s has type %s in %s, but %s in %s; give it the same type in all data of the run"
                    .formatted(
                        column, common.simpleString(), first, type.simpleString(), each.getKey()));
          }
          common = both;
          first = first == null ? each.getKey() : first;
        }
      }
      DataType wanted = common;
      same.replaceAll((name, rows) -> as(rows, column, wanted));
    }
    return same;
  }

  private static DataType type(Dataset<Row> rows, String column) {
    return List.of(rows.columns()).contains(column) ? rows.schema().apply(column).dataType() : null;
  }

  private static Dataset<Row> as(Dataset<Row> rows, String column, DataType wanted) {
    DataType type = type(rows, column);
    return type == null || DataType.equalsStructurally(type, wanted, true)
        ? rows
        : rows.withColumn(column, col(Names.quoted(column)).cast(wanted));
  }

  /** The type that can hold values of both, or null. */
  private static DataType merged(DataType a, DataType b) {
    if (DataType.equalsStructurally(a, b, true)) {
      return a;
    }
    if (a instanceof ArrayType left && b instanceof ArrayType right) {
      DataType element = merged(left.elementType(), right.elementType());
      return element == null ? null : DataTypes.createArrayType(element);
    }
    if (a instanceof NumericType && b instanceof NumericType) {
      boolean both = whole(a) && whole(b);
      boolean large = a instanceof DecimalType || b instanceof DecimalType;
      return !both ? DataTypes.DoubleType : large ? LARGE : DataTypes.LongType;
    }
    // A label is the same whether it is written as a whole number, true or false, or as its text.
    boolean text = a.equals(DataTypes.StringType) && writtenAlike(b);
    return text || writtenAlike(a) && b.equals(DataTypes.StringType) ? DataTypes.StringType : null;
  }

  private static boolean writtenAlike(DataType type) {
    return whole(type) || type.equals(DataTypes.BooleanType);
  }

  private static boolean whole(DataType type) {
    return type instanceof DecimalType decimal && decimal.scale() == 0
        || List.of(
                DataTypes.ByteType, DataTypes.ShortType, DataTypes.IntegerType, DataTypes.LongType)
            .contains(type);
  }
}
