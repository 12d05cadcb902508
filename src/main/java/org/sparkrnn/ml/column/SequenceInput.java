package org.sparkrnn.ml.column;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.ml.param.RnnParams;
import org.sparkrnn.nn.NetworkSpec;

/**
 * The input columns, joined step by step: at most one of tokens, and dense ones whose features
 * stand one behind the other, in the order of the columns, after the token's embedding.
 */
public final class SequenceInput implements Serializable {
  private static final long serialVersionUID = 1L;

  private final ArrayList<SequenceColumn> columns = new ArrayList<>();
  private final ArrayList<SequenceColumn> dense = new ArrayList<>();
  private SequenceColumn tokens; // or null

  private SequenceInput() {}

  /**
   * The columns that the Params name, to train on: whole numbers are tokens, unless another column
   * holds strings, which then are the tokens.
   *
   * @throws InvalidInputException if one is missing or of a type that is not read, or they cannot
   *     be joined
   */
  public static SequenceInput of(StructType schema, RnnParams params) {
    return of(schema, params, true);
  }

  /**
   * The same for a network, which knows whether it reads tokens: where it does not, whole numbers
   * are numbers.
   *
   * @throws InvalidInputException also if it cannot read these columns
   */
  public static SequenceInput of(StructType schema, RnnParams params, NetworkSpec spec) {
    SequenceInput input = of(schema, params, spec.tokenInput());
    input.requireFor(spec);
    return input;
  }

  private static SequenceInput of(StructType schema, RnnParams params, boolean tokens) {
    if (params.isSet(params.inputCol()) && params.isDefined(params.inputCols())) {
      throw new InvalidInputException(
          "inputCol %s and inputCols %s are both set; set one of them"
              .formatted(params.getInputCol(), String.join(", ", params.inputColumns())));
    }
    String param = params.isDefined(params.inputCols()) ? "inputCols" : "inputCol";
    Tokenization stringTokens =
        Tokenization.valueOf(params.getStringTokens().toUpperCase(Locale.ROOT));
    SequenceInput input = new SequenceInput();
    for (String name : params.inputColumns()) {
      NamedColumn column = NamedColumn.of(schema, param, name);
      input.columns.add(
          params.getInputSets()
              ? SequenceColumn.sets(column)
              : new SequenceColumn(column, stringTokens));
    }
    input.join(tokens);
    return input;
  }

  /** A column of tokens alone, which is the only one in the schema. */
  public static SequenceInput ofTokens(StructType schema, RnnParams params) {
    SequenceInput input = new SequenceInput();
    input.columns.add(
        new SequenceColumn(
            NamedColumn.of(schema, "inputCol", schema.fieldNames()[0]),
            Tokenization.valueOf(params.getStringTokens().toUpperCase(Locale.ROOT))));
    input.join(true);
    return input;
  }

  /**
   * @param wanted whether tokens are read at all
   */
  private void join(boolean wanted) {
    boolean strings = columns.stream().anyMatch(c -> c.tokens() && !c.wholeNumbers());
    if (!wanted || strings) {
      columns.replaceAll(column -> column.wholeNumbers() ? column.asSeries() : column);
    }
    for (SequenceColumn column : columns) {
      if (column.sets() && columns.size() > 1) {
        throw new InvalidInputException(
            "inputCols are %s with inputSets=true; a column of sets cannot be joined with others: name it alone with inputCol"
                .formatted(names()));
      }
      if (!column.tokens()) {
        dense.add(column);
      } else if (tokens == null) {
        tokens = column;
      } else {
        throw new InvalidInputException(
            "inputCols are %s, of which %s and %s hold tokens; expected one column of tokens, joined with columns of numbers: %s (whole numbers are tokens unless another column holds strings; cast them to array<double>, or write 1.0 in JSON)"
                .formatted(names(), tokens.name(), column.name(), SequenceColumn.DENSE_TYPES));
      }
    }
  }

  private void requireFor(NetworkSpec spec) {
    if (tokens() != spec.tokenInput() || dense() != spec.features() > 0) {
      throw new InvalidInputException(
          "inputCol %s has type %s; this model was trained on %s"
              .formatted(names(), types(), expected(spec)));
    }
  }

  private static String expected(NetworkSpec spec) {
    String vectors = "vectors of %d features".formatted(spec.features());
    if (!spec.tokenInput()) {
      return "%s; expected %s".formatted(vectors, SequenceColumn.DENSE_TYPES);
    }
    return spec.features() == 0
        ? "tokens; expected " + SequenceColumn.TOKEN_TYPES
        : "tokens and %s; expected inputCols of %s, and of %s"
            .formatted(vectors, SequenceColumn.TOKEN_TYPES, SequenceColumn.DENSE_TYPES);
  }

  /** The columns' names as messages give them. */
  public String names() {
    return columns.stream().map(SequenceColumn::name).collect(Collectors.joining(", "));
  }

  /** The columns' types as messages give them. */
  public String types() {
    return columns.stream()
        .map(column -> column.type().simpleString())
        .collect(Collectors.joining(", "));
  }

  private String denseNames() {
    return dense.stream().map(SequenceColumn::name).collect(Collectors.joining(", "));
  }

  /** The column that says how many steps a row has. */
  private SequenceColumn first() {
    return tokens() ? tokens : dense.get(0);
  }

  /** The names of all input columns, in their order. */
  public List<String> columnNames() {
    return columns.stream().map(SequenceColumn::name).toList();
  }

  /** Whether steps have tokens. */
  public boolean tokens() {
    return tokens != null;
  }

  /** Whether steps have features, beside tokens or without. */
  public boolean dense() {
    return !dense.isEmpty();
  }

  /** The name of the column of tokens; there must be one. */
  public String tokenColumn() {
    return tokens.name();
  }

  /** Whether steps are sets of numbers, of which the largest says how many features there are. */
  public boolean sets() {
    return columns.get(0).sets();
  }

  /** How many steps a row has, as an expression; null where a column is. */
  public Column stepCount() {
    return first().stepCount();
  }

  /** How many steps a row has. */
  public int length(Row row) {
    return tokens() ? strings(row).length : dense.get(0).steps(row).size();
  }

  /**
   * The row's tokens.
   *
   * @throws InvalidInputException if the column or an element is null
   */
  public String[] strings(Row row) {
    return tokens.strings(row);
  }

  /** Features of the row's first step, of all dense columns; 0 if it has no steps. */
  public int width(Row row) {
    if (columns.get(0).sets()) {
      return columns.get(0).setWidth(row);
    }
    int width = 0;
    for (SequenceColumn column : dense) {
      List<?> steps = column.steps(row);
      width += steps.isEmpty() ? 0 : column.vector(steps, 0).length;
    }
    return width;
  }

  /**
   * The row's vectors one after the other, [T * width], those of several columns joined.
   *
   * @throws InvalidInputException if a vector is null, of another width, or not finite, or columns
   *     have different numbers of steps
   */
  public double[] features(Row row, int width) {
    if (columns.get(0).sets()) {
      return columns.get(0).indicators(row, width);
    }
    int length = length(row);
    double[] features = new double[Math.multiplyExact(length, width)];
    int[] filled = new int[length]; // features of each step so far
    for (SequenceColumn column : dense) {
      List<?> steps = column.steps(row);
      if (steps.size() != length) {
        throw new InvalidInputException(
            "%s has %d steps but %s has %d; columns that are joined must have equally many"
                .formatted(first().name(), length, column.name(), steps.size()));
      }
      for (int t = 0; t < length; t++) {
        double[] vector = column.vector(steps, t);
        int from = filled[t];
        filled[t] += vector.length;
        if (filled[t] <= width) {
          System.arraycopy(vector, 0, features, t * width + from, vector.length);
        }
      }
    }
    for (int t = 0; t < length; t++) {
      if (filled[t] != width) {
        throw new InvalidInputException(
            "%s has %d features at step %d; expected %d, as elsewhere"
                .formatted(denseNames(), filled[t], t + 1, width));
      }
    }
    return features;
  }
}
