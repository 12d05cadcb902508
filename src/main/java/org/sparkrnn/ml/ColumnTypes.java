package org.sparkrnn.ml;

import java.math.BigDecimal;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.Names;

/** Finds columns in a schema and values in rows, and says what is wrong where there are none. */
final class ColumnTypes {
  private ColumnTypes() {}

  /** Where a column lies, or a message that names the nearest one. */
  static int indexOf(StructType schema, String param, String name) {
    List<String> names = List.of(schema.fieldNames());
    if (!names.contains(name)) {
      int dot = name.indexOf('.');
      String hint =
          dot > 0 && names.contains(name.substring(0, dot))
              ? "; select what lies within a column as a column of its own first"
              : Names.nearest(name, names)
                  .map(nearest -> "; did you mean %s=%s?".formatted(param, nearest))
                  .orElse("");
      throw new InvalidInputException(
          "%s %s is not a column of the data, which has %s%s"
              .formatted(param, name, String.join(", ", names), hint));
    }
    return names.indexOf(name);
  }

  /** Whether a type holds whole numbers. */
  static boolean integer(DataType type) {
    return DataTypes.IntegerType.equals(type)
        || DataTypes.LongType.equals(type)
        || DataTypes.ShortType.equals(type)
        || DataTypes.ByteType.equals(type);
  }

  /**
   * @param what an empty value of the column's type is, for the message
   * @throws InvalidInputException if the row's value is null
   */
  static void requireValue(Row row, int index, String name, String what) {
    if (row.isNullAt(index)) {
      throw new InvalidInputException(
          "%s is null; drop such rows or give them an empty %s".formatted(name, what));
    }
  }

  /**
   * Elements as text, numbers by their decimal text.
   *
   * @throws InvalidInputException if one is null
   */
  static String[] strings(List<?> elements, String name) {
    String[] strings = new String[elements.size()];
    for (int t = 0; t < strings.length; t++) {
      Object element = elements.get(t);
      if (element == null) {
        throw new InvalidInputException("%s is null at step %d".formatted(name, t + 1));
      }
      strings[t] = text(element);
    }
    return strings;
  }

  /** A value as text; a whole number without a fraction, whatever its type. */
  static String text(Object value) {
    if (value instanceof BigDecimal number) {
      return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
    if (value instanceof Double || value instanceof Float) {
      double number = ((Number) value).doubleValue();
      if (number == Math.rint(number) && Math.abs(number) < 1L << 53) {
        return Long.toString((long) number);
      }
    }
    return value.toString();
  }

  /** Numbers of any type; NaN where one is null. */
  static double[] numbers(scala.collection.Seq<?> elements) {
    double[] numbers = new double[elements.size()];
    for (int j = 0; j < numbers.length; j++) {
      Object number = elements.apply(j);
      numbers[j] = number == null ? Double.NaN : ((Number) number).doubleValue();
    }
    return numbers;
  }
}
