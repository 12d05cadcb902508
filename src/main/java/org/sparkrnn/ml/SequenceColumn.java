package org.sparkrnn.ml;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.Names;

/** A column of sequences: how its rows are read, according to its type. */
final class SequenceColumn implements Serializable {
  private static final long serialVersionUID = 1L;

  private enum Kind {
    TOKENS,
    VECTORS,
    NUMBERS
  }

  private final String name;
  private final int index;
  private final Kind kind;

  private SequenceColumn(String name, int index, Kind kind) {
    this.name = name;
    this.index = index;
    this.kind = kind;
  }

  /**
   * The input column: tokens or feature vectors.
   *
   * @throws InvalidInputException if it is missing or of another type
   */
  static SequenceColumn input(StructType schema, String name) {
    DataType type = schema.fields()[indexOf(schema, "inputCol", name)].dataType();
    Kind kind = kindOf(type);
    if (kind == null) {
      throw new InvalidInputException(
          "inputCol %s has type %s; expected array<string> for tokens, or array<vector>, array<array<float>> or array<array<double>> for feature vectors"
              .formatted(name, type.simpleString()));
    }
    return new SequenceColumn(name, schema.fieldIndex(name), kind);
  }

  /**
   * A column of labels, array&lt;string&gt;.
   *
   * @param param the Param that names the column, for the message
   * @throws InvalidInputException if it is missing or of another type
   */
  static SequenceColumn labels(StructType schema, String param, String name) {
    DataType type = schema.fields()[indexOf(schema, param, name)].dataType();
    if (kindOf(type) != Kind.TOKENS) {
      throw new InvalidInputException(
          "%s %s has type %s; expected array<string>, one label a step"
              .formatted(param, name, type.simpleString()));
    }
    return new SequenceColumn(name, schema.fieldIndex(name), Kind.TOKENS);
  }

  /** Where a column lies, or a message that names the nearest one. */
  static int indexOf(StructType schema, String param, String name) {
    List<String> names = List.of(schema.fieldNames());
    if (!names.contains(name)) {
      String hint =
          Names.nearest(name, names)
              .map(nearest -> "; did you mean %s=%s?".formatted(param, nearest))
              .orElse("");
      throw new InvalidInputException(
          "%s %s is not a column of the data, which has %s%s"
              .formatted(param, name, String.join(", ", names), hint));
    }
    return names.indexOf(name);
  }

  private static Kind kindOf(DataType type) {
    if (!(type instanceof ArrayType array)) {
      return null;
    }
    DataType element = array.elementType();
    if (element.equals(DataTypes.StringType)) {
      return Kind.TOKENS;
    }
    if (element.equals(SQLDataTypes.VectorType())) {
      return Kind.VECTORS;
    }
    boolean numbers =
        element instanceof ArrayType inner
            && (inner.elementType().equals(DataTypes.FloatType)
                || inner.elementType().equals(DataTypes.DoubleType));
    return numbers ? Kind.NUMBERS : null;
  }

  String name() {
    return name;
  }

  /** How many steps a row has; null where the column is. */
  Column steps() {
    return functions.size(functions.col("`" + name + "`"));
  }

  boolean tokens() {
    return kind == Kind.TOKENS;
  }

  /**
   * The row's strings.
   *
   * @throws InvalidInputException if the column or an element is null
   */
  String[] strings(Row row) {
    List<String> list = steps(row);
    String[] strings = list.toArray(String[]::new);
    int missing = Arrays.asList(strings).indexOf(null);
    if (missing >= 0) {
      throw new InvalidInputException("%s is null at step %d".formatted(name, missing + 1));
    }
    return strings;
  }

  /** Features of the row's first step; 0 if it has no steps. */
  int width(Row row) {
    List<?> steps = steps(row);
    return steps.isEmpty() ? 0 : vector(steps, 0).length;
  }

  /**
   * The row's vectors one after the other, [T * width].
   *
   * @throws InvalidInputException if a vector is null, of another width, or not finite
   */
  float[] features(Row row, int width) {
    List<?> steps = steps(row);
    float[] features = new float[Math.multiplyExact(steps.size(), width)];
    for (int t = 0; t < steps.size(); t++) {
      double[] vector = vector(steps, t);
      if (vector.length != width) {
        throw new InvalidInputException(
            "%s has %d features at step %d; expected %d, as elsewhere"
                .formatted(name, vector.length, t + 1, width));
      }
      for (int j = 0; j < width; j++) {
        if (!Float.isFinite((float) vector[j])) {
          throw new InvalidInputException(
              "%s holds %s at step %d, feature %d; features must be finite float numbers"
                  .formatted(name, vector[j], t + 1, j + 1));
        }
        features[t * width + j] = (float) vector[j];
      }
    }
    return features;
  }

  private <T> List<T> steps(Row row) {
    if (row.isNullAt(index)) {
      throw new InvalidInputException(
          name + " is null; drop such rows or give them an empty array");
    }
    return row.getList(index);
  }

  private double[] vector(List<?> steps, int t) {
    Object step = steps.get(t);
    if (step == null) {
      throw new InvalidInputException("%s is null at step %d".formatted(name, t + 1));
    }
    if (kind == Kind.VECTORS) {
      return ((Vector) step).toArray();
    }
    scala.collection.Seq<?> numbers = (scala.collection.Seq<?>) step;
    double[] vector = new double[numbers.size()];
    for (int j = 0; j < vector.length; j++) {
      Object number = numbers.apply(j);
      vector[j] = number == null ? Double.NaN : ((Number) number).doubleValue();
    }
    return vector;
  }
}
