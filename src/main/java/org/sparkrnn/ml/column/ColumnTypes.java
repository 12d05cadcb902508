package org.sparkrnn.ml.column;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.sparkrnn.data.InvalidInputException;

/** Functions on the types of columns: whole numbers, and elements as texts or as numbers. */
public final class ColumnTypes {
  private ColumnTypes() {}

  /** Whether a type holds whole numbers; these may be decimals without a fraction. */
  public static boolean integer(DataType type) {
    return type instanceof DecimalType decimal && decimal.scale() == 0
        || DataTypes.IntegerType.equals(type)
        || DataTypes.LongType.equals(type)
        || DataTypes.ShortType.equals(type)
        || DataTypes.ByteType.equals(type);
  }

  /**
   * Elements as texts; numbers become decimal texts.
   *
   * @throws InvalidInputException if one is null
   */
  public static String[] strings(List<?> elements, String name) {
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

  /** A value as text; a whole number of any type is written without a fraction. */
  public static String text(Object value) {
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

  /** Whether all numbers are 0 or 1. */
  static boolean zerosAndOnes(double[] numbers) {
    return Arrays.stream(numbers).allMatch(x -> x == 0 || x == 1);
  }

  /** Whether a list contains 0 or 1 twice, which a set would not. */
  static boolean zeroOrOneTwice(double[] numbers) {
    return Arrays.stream(numbers).filter(x -> x == 0).count() > 1
        || Arrays.stream(numbers).filter(x -> x == 1).count() > 1;
  }

  /** Numbers of any type as doubles; null becomes NaN. */
  public static double[] numbers(scala.collection.Seq<?> elements) {
    double[] numbers = new double[elements.size()];
    for (int j = 0; j < numbers.length; j++) {
      Object number = elements.apply(j);
      numbers[j] = number == null ? Double.NaN : ((Number) number).doubleValue();
    }
    return numbers;
  }
}
