package org.sparkrnn.ml.column;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructType;
import org.sparkrnn.data.InvalidInputException;

/** A column as baselines read it. */
public final class BaselineColumn implements Serializable {
  private static final long serialVersionUID = 1L;

  /** How a string becomes tokens. */
  public static final List<String> LEVELS = List.of("character", "word");

  private final NamedColumn column;
  private final String name; // of the column, for messages
  private final DataType type;
  private final boolean words; // whether a string is split at white space

  private BaselineColumn(StructType schema, String param, String name, boolean words) {
    this.name = name;
    this.words = words;
    column = NamedColumn.of(schema, param, name);
    type = column.type();
  }

  private BaselineColumn require(boolean known, String expected) {
    if (!known) {
      throw column.wrongType(expected);
    }
    return this;
  }

  /**
   * Tokens: array&lt;string&gt;, or a string that is read by character or split into words.
   *
   * @param level character or word
   */
  public static BaselineColumn tokens(StructType schema, String param, String name, String level) {
    BaselineColumn column = new BaselineColumn(schema, param, name, level.equals("word"));
    return column.require(
        column.strings() || column.type.equals(DataTypes.StringType),
        "array<string> for tokens, or string for text");
  }

  /** One label a step: array&lt;string&gt;. */
  public static BaselineColumn labels(StructType schema, String name) {
    BaselineColumn column = new BaselineColumn(schema, "labelCol", name, false);
    return column.require(column.strings(), "array<string>, one label a step");
  }

  /** One label a row: string, or a number as its text. */
  public static BaselineColumn label(StructType schema, String name) {
    BaselineColumn column = new BaselineColumn(schema, "labelCol", name, false);
    return column.require(
        column.type.equals(DataTypes.StringType) || column.type instanceof NumericType,
        "string or a number, one class a row");
  }

  /**
   * Steps of numbers: array&lt;vector&gt; and arrays of arrays; array&lt;number&gt; for one number
   * a step.
   */
  public static BaselineColumn frames(StructType schema, String param, String name) {
    BaselineColumn column = new BaselineColumn(schema, param, name, false);
    return column.require(
        column.type instanceof ArrayType array && numbers(array.elementType(), true),
        "array<vector> or array<array<double>>, or array<double> for one number a step");
  }

  /** Like {@link #frames}, or one number, which is one step. */
  public static BaselineColumn framesOrNumber(StructType schema, String param, String name) {
    BaselineColumn column = new BaselineColumn(schema, param, name, false);
    return column.require(
        column.type instanceof NumericType
            || column.type instanceof ArrayType array && numbers(array.elementType(), true),
        "a number, array<double>, array<vector> or array<array<double>>");
  }

  private static boolean numbers(DataType type, boolean vectors) {
    return type instanceof NumericType
        || vectors && type.equals(SQLDataTypes.VectorType())
        || vectors && type instanceof ArrayType array && numbers(array.elementType(), false);
  }

  private boolean strings() {
    return type instanceof ArrayType array && array.elementType().equals(DataTypes.StringType);
  }

  private void requireValue(Row row) {
    if (column.isNull(row)) {
      throw new InvalidInputException(name + " is null; drop such rows or give them a value");
    }
  }

  /** The row's tokens, or labels a step. */
  public String[] strings(Row row) {
    requireValue(row);
    if (!strings()) {
      String text = (String) column.value(row);
      if (words) {
        return text.isBlank() ? new String[0] : text.strip().split("\\s+");
      }
      return text.codePoints().mapToObj(Character::toString).toArray(String[]::new);
    }
    String[] strings = column.list(row).toArray(String[]::new);
    for (int t = 0; t < strings.length; t++) {
      requireStep(strings[t], t);
    }
    return strings;
  }

  private void requireStep(Object step, int t) {
    if (step == null) {
      throw new InvalidInputException("%s is null at step %d".formatted(name, t + 1));
    }
  }

  /** The row's label. */
  public String string(Row row) {
    requireValue(row);
    return column.value(row).toString();
  }

  /**
   * The row's steps, [T][width].
   *
   * @throws InvalidInputException if a number is missing or not finite, or steps differ in width
   */
  public double[][] steps(Row row) {
    requireValue(row);
    if (type instanceof NumericType) {
      return new double[][] {numbers(column.value(row), 0)};
    }
    List<?> list = column.list(row);
    double[][] steps = new double[list.size()][];
    for (int t = 0; t < steps.length; t++) {
      requireStep(list.get(t), t);
      steps[t] = numbers(list.get(t), t);
      if (steps[t].length != steps[0].length) {
        throw new InvalidInputException(
            "%s has %d numbers at step %d; expected %d, as at step 1"
                .formatted(name, steps[t].length, t + 1, steps[0].length));
      }
    }
    return steps;
  }

  private double[] numbers(Object step, int t) {
    double[] numbers;
    if (step instanceof Vector vector) {
      numbers = vector.toArray();
    } else if (step instanceof Number number) {
      numbers = new double[] {number.doubleValue()};
    } else {
      scala.collection.Seq<?> values = (scala.collection.Seq<?>) step;
      numbers = new double[values.size()];
      for (int j = 0; j < numbers.length; j++) {
        Object value = values.apply(j);
        numbers[j] = value == null ? Double.NaN : ((Number) value).doubleValue();
      }
    }
    for (int j = 0; j < numbers.length; j++) {
      if (!Double.isFinite(numbers[j])) {
        throw new InvalidInputException(
            "%s holds %s at step %d, number %d; numbers must be finite"
                .formatted(name, numbers[j], t + 1, j + 1));
      }
    }
    return numbers;
  }
}
