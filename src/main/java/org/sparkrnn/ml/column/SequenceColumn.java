package org.sparkrnn.ml.column;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.NumericType;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.io.TextSplitting;
import org.sparkrnn.ml.param.kind.TextUnit;

/** One input column, whose type decides how its rows are read as steps. */
public final class SequenceColumn implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The accepted types of tokens, for messages. */
  public static final String TOKEN_TYPES = "array<string>, array<int> or string for tokens";

  /** The accepted types of numbers, for messages. */
  public static final String DENSE_TYPES =
      "array<double> or array<float> for a series, or array<vector>, array<array<float>> or"
          + " array<array<double>> for feature vectors";

  /** Each step becomes a vector as wide as the largest number, so this must not be millions. */
  private static final int MAX_SET_WIDTH = 1 << 16;

  private enum Kind {
    TEXT, // string
    STRINGS, // array<string>
    INTEGERS, // array<int> and other integer types: tokens, unless they are read as numbers
    SERIES, // array<double>, array<float>
    VECTORS, // array<vector>
    NUMBERS, // array<array<number>>
    SETS; // array<array<int>>, each step lists the features that are 1

    boolean tokens() {
      return this == TEXT || this == STRINGS || this == INTEGERS;
    }
  }

  private final NamedColumn column;
  private final String name; // the column's name, for messages
  private final Kind kind;
  private final TextUnit stringTokens;

  /**
   * @param stringTokens how a string is read
   * @param expected the accepted types, for the message
   * @throws InvalidInputException if the column's type is not accepted
   */
  public SequenceColumn(NamedColumn column, TextUnit stringTokens, String expected) {
    this.column = column;
    this.name = column.name();
    this.kind = kindOf(column.type());
    this.stringTokens = stringTokens;
    if (kind == null) {
      throw column.wrongType(expected);
    }
  }

  private SequenceColumn(NamedColumn column, Kind kind) {
    this.column = column;
    name = column.name();
    this.kind = kind;
    stringTokens = null;
  }

  /**
   * A column that lists the features that are 1 at each step.
   *
   * @throws InvalidInputException if it is not array&lt;array&lt;int&gt;&gt;
   */
  public static SequenceColumn sets(NamedColumn column) {
    if (!(column.type() instanceof ArrayType steps
        && steps.elementType() instanceof ArrayType set
        && ColumnTypes.integer(set.elementType()))) {
      throw column.wrongType("array<array<int>>, because inputSets is true");
    }
    return new SequenceColumn(column, Kind.SETS);
  }

  private static Kind kindOf(DataType type) {
    if (type.equals(DataTypes.StringType)) {
      return Kind.TEXT;
    }
    if (!(type instanceof ArrayType array)) {
      return null;
    }
    DataType element = array.elementType();
    if (element.equals(DataTypes.StringType)) {
      return Kind.STRINGS;
    }
    if (element.equals(SQLDataTypes.VectorType())) {
      return Kind.VECTORS;
    }
    if (element instanceof ArrayType inner) {
      return inner.elementType() instanceof NumericType ? Kind.NUMBERS : null;
    }
    return ColumnTypes.integer(element) || element.equals(DataTypes.NullType) // no element
        ? Kind.INTEGERS
        : element instanceof NumericType ? Kind.SERIES : null;
  }

  /** The name that the Param gives. */
  public String name() {
    return name;
  }

  /** The type that the schema gives. */
  public DataType type() {
    return column.type();
  }

  /** Whether steps are tokens; otherwise they are vectors. */
  public boolean tokens() {
    return kind.tokens();
  }

  /** Whether a row is a string, which is split into tokens. */
  public boolean text() {
    return kind == Kind.TEXT;
  }

  /** Whether steps are the characters of a text. */
  public boolean characters() {
    return kind == Kind.TEXT && stringTokens == TextUnit.CHARACTER;
  }

  /** Whether steps are whole numbers, read as tokens unless {@link #asSeries} says otherwise. */
  public boolean wholeNumbers() {
    return kind == Kind.INTEGERS;
  }

  /** The same column, but with its whole numbers as a series instead of tokens. */
  public SequenceColumn asSeries() {
    return new SequenceColumn(column, Kind.SERIES);
  }

  /** Whether steps are lists of the features that are 1. */
  public boolean sets() {
    return kind == Kind.SETS;
  }

  /** The largest number in the row's sets plus one. */
  public int setWidth(Row row) {
    int width = 0;
    List<?> steps = steps(row);
    for (int t = 0; t < steps.size(); t++) {
      for (double number : set(steps, t)) {
        width = Math.max(width, (int) number + 1);
      }
    }
    return width;
  }

  /**
   * The row's sets as 0 and 1, [T * width]; numbers that are not below width, which training has
   * not seen, are ignored.
   */
  public double[] indicators(Row row, int width) {
    List<?> steps = steps(row);
    double[] features = new double[Math.multiplyExact(steps.size(), width)];
    for (int t = 0; t < steps.size(); t++) {
      for (double number : set(steps, t)) {
        if (number < width) {
          features[t * width + (int) number] = 1;
        }
      }
    }
    return features;
  }

  private double[] set(List<?> steps, int t) {
    if (steps.get(t) == null) {
      throw new InvalidInputException("%s is null at step %d".formatted(name, t + 1));
    }
    double[] set = ColumnTypes.numbers((scala.collection.Seq<?>) steps.get(t));
    for (double number : set) {
      if (!(number >= 0 && number < MAX_SET_WIDTH)) {
        throw new InvalidInputException(
            "%s contains %s at step %d; expected the number of a feature, at least 0 and below %d"
                .formatted(name, ColumnTypes.text(number), t + 1, MAX_SET_WIDTH));
      }
    }
    return set;
  }

  /** The number of steps of a row, as an expression; null if the column is null. */
  public Column stepCount() {
    Column steps = column.column();
    if (kind != Kind.TEXT) {
      return functions.size(steps);
    }
    return stringTokens == TextUnit.CHARACTER
        ? functions.length(steps)
        : functions.size(
            functions.filter(
                functions.split(steps, TextSplitting.WHITE_SPACE), token -> token.notEqual("")));
  }

  /**
   * The row's tokens; integers become their decimal texts.
   *
   * @throws InvalidInputException if the column or an element is null
   */
  public String[] strings(Row row) {
    if (kind == Kind.TEXT) {
      return stringTokens.split((String) column.required(row, "string"));
    }
    return ColumnTypes.strings(steps(row), name);
  }

  /** The row's steps, for {@link #vector}. */
  public List<?> steps(Row row) {
    column.required(row, "array");
    return column.list(row);
  }

  /**
   * The features of a step of a dense column.
   *
   * @param steps the row's {@link #steps}
   * @throws InvalidInputException if the step is null or a feature is no finite float number
   */
  public double[] vector(List<?> steps, int t) {
    Object step = steps.get(t);
    if (step == null) {
      throw new InvalidInputException("%s is null at step %d".formatted(name, t + 1));
    }
    double[] values =
        switch (kind) {
          case SERIES -> new double[] {((Number) step).doubleValue()};
          case VECTORS -> ((Vector) step).toArray();
          default -> ColumnTypes.numbers((scala.collection.Seq<?>) step);
        };
    for (int j = 0; j < values.length; j++) {
      if (!Float.isFinite((float) values[j])) {
        throw new InvalidInputException(
            "%s contains %s at step %d, feature %d; features must be finite float numbers"
                .formatted(name, values[j], t + 1, j + 1));
      }
    }
    return values;
  }
}
