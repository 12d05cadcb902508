package org.sparkrnn.ml.column;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.Vocabulary;
import org.sparkrnn.ml.param.InputParams;
import org.sparkrnn.ml.param.LevelParams;
import org.sparkrnn.ml.param.kind.TextUnit;
import org.sparkrnn.nn.NetworkSpec;

/**
 * The input columns, joined step by step: at most one column of tokens, and dense columns whose
 * features are concatenated in the order of the columns, after the token's embedding.
 */
public final class SequenceInput implements Serializable {
  private static final long serialVersionUID = 1L;

  private static final String ALL_TYPES =
      SequenceColumn.TOKEN_TYPES + ", " + SequenceColumn.DENSE_TYPES;

  private final ArrayList<SequenceColumn> columns = new ArrayList<>();
  private final ArrayList<SequenceColumn> dense = new ArrayList<>();
  private final TextUnit stringTokens;
  private final boolean lowercase;
  private SequenceColumn tokens; // or null
  private ArrayList<SequenceColumn> wholeNumbers; // as they were before joining

  /** The meaning of whole numbers if no column has strings. */
  private enum Whole {
    TOKENS,
    NUMBERS,
    AS_OTHERS // numbers if other columns have numbers, otherwise tokens
  }

  private SequenceInput(InputParams params) {
    stringTokens = TextUnit.ofSeveral(params.getStringTokens());
    lowercase = params.getLowercase();
  }

  /**
   * The columns that the Params name, for training. Whole numbers are tokens, unless another column
   * has strings, which are then the tokens, or numbers with which they are joined.
   *
   * @throws InvalidInputException if a column is missing or its type is not accepted, or the
   *     columns cannot be joined
   */
  public static SequenceInput of(StructType schema, InputParams params) {
    return of(schema, params, Whole.AS_OTHERS, ALL_TYPES);
  }

  /**
   * The same for a network. If it reads tokens, whole numbers are tokens unless another column has
   * strings; otherwise they are numbers.
   *
   * @throws InvalidInputException also if it cannot read these columns
   */
  public static SequenceInput of(StructType schema, InputParams params, NetworkSpec spec) {
    SequenceInput input =
        of(schema, params, spec.tokenInput() ? Whole.TOKENS : Whole.NUMBERS, ALL_TYPES);
    input.require(
        input.tokens() == spec.tokenInput() && input.dense() == spec.features() > 0,
        "this model was trained on " + expected(spec));
    return input;
  }

  /**
   * The same for a baseline that counts tokens and ignores numbers that are joined with them.
   *
   * @throws InvalidInputException also if no column has tokens
   */
  public static SequenceInput tokensOf(StructType schema, InputParams params) {
    SequenceInput input = of(schema, params, Whole.TOKENS, SequenceColumn.TOKEN_TYPES);
    input.require(input.tokens(), "expected " + SequenceColumn.TOKEN_TYPES);
    return input;
  }

  /**
   * The same for a baseline that reads only numbers, including whole ones.
   *
   * @throws InvalidInputException also if a column has tokens
   */
  public static SequenceInput numbersOf(StructType schema, InputParams params) {
    SequenceInput input = of(schema, params, Whole.NUMBERS, SequenceColumn.DENSE_TYPES);
    input.require(!input.tokens(), "expected " + SequenceColumn.DENSE_TYPES);
    return input;
  }

  /**
   * The same for a baseline that reads only numbers and no sets.
   *
   * @throws InvalidInputException also if inputSets is true
   */
  public static SequenceInput vectorsOf(StructType schema, InputParams params) {
    if (params.getInputSets()) {
      throw new InvalidInputException(
          "inputSets is true, but this baseline needs all numbers of a step; set inputSets=false, and give vectors of 0 and 1 instead of sets");
    }
    return numbersOf(schema, params);
  }

  /**
   * Text, split into characters or words.
   *
   * @throws InvalidInputException if stringTokens is set or no input column has tokens
   */
  public static SequenceInput textOf(StructType schema, LevelParams params) {
    if (params.isSet(params.stringTokens())) {
      throw new InvalidInputException(
          "stringTokens is set, but level says how a string is read here; set level=word or level=character instead");
    }
    return tokensOf(schema, params);
  }

  private static SequenceInput of(
      StructType schema, InputParams params, Whole whole, String expected) {
    if (params.isSet(params.inputCol()) && params.isDefined(params.inputCols())) {
      throw new InvalidInputException(
          "inputCol %s and inputCols %s are both set; set one of them"
              .formatted(params.getInputCol(), String.join(", ", params.inputColumns())));
    }
    String param = params.isDefined(params.inputCols()) ? "inputCols" : "inputCol";
    SequenceInput input = new SequenceInput(params);
    for (String name : params.inputColumns()) {
      NamedColumn column = NamedColumn.of(schema, param, name);
      input.columns.add(
          params.getInputSets()
              ? SequenceColumn.sets(column)
              : new SequenceColumn(column, input.stringTokens, expected));
    }
    input.join(whole);
    return input;
  }

  /** A column of tokens without other columns. */
  public static SequenceInput ofTokens(StructType schema, InputParams params) {
    SequenceInput input = new SequenceInput(params);
    NamedColumn column = NamedColumn.of(schema, "inputCol", schema.fieldNames()[0]);
    input.columns.add(new SequenceColumn(column, input.stringTokens, SequenceColumn.TOKEN_TYPES));
    input.join(Whole.TOKENS);
    return input;
  }

  private void join(Whole whole) {
    boolean strings = columns.stream().anyMatch(c -> c.tokens() && !c.wholeNumbers());
    boolean numbers = columns.stream().anyMatch(c -> !c.tokens());
    wholeNumbers = new ArrayList<>(columns);
    wholeNumbers.removeIf(column -> !column.wholeNumbers());
    if (strings || whole == Whole.NUMBERS || whole == Whole.AS_OTHERS && numbers) {
      columns.replaceAll(column -> column.wholeNumbers() ? column.asSeries() : column);
    }
    for (SequenceColumn column : columns) {
      if (column.sets() && columns.size() > 1) {
        throw new InvalidInputException(
            "inputCols is %s and inputSets is true, but a column of sets cannot be joined with other columns; name only that column, with inputCol"
                .formatted(names()));
      }
      if (!column.tokens()) {
        dense.add(column);
      } else if (tokens == null) {
        tokens = column;
      } else {
        throw new InvalidInputException(
            "inputCols is %s, but both %s and %s have tokens; expected one column of tokens, joined with columns of numbers: %s (whole numbers are tokens unless another column has strings or fractions; to read them as numbers, cast them to array<double>, or write 1.0 in JSON)"
                .formatted(names(), tokens.name(), column.name(), SequenceColumn.DENSE_TYPES));
      }
    }
  }

  /**
   * How columns of whole numbers are read, because their type does not show it; one sentence per
   * column.
   */
  public List<String> notes() {
    return wholeNumbers.stream()
        .map(
            column ->
                tokens != null && tokens.name().equals(column.name())
                    ? "%s has whole numbers, which are read as tokens; to read them as numbers, cast them to array<double>, or write 1.0 in JSON"
                        .formatted(column.name())
                    : "%s has whole numbers, which are read as numbers because of %s; to read them as tokens, cast them to array<string>, or write \"1\" in JSON"
                        .formatted(column.name(), others(column)))
        .toList();
  }

  private String others(SequenceColumn column) {
    return columns.stream()
        .map(SequenceColumn::name)
        .filter(name -> !name.equals(column.name()))
        .collect(Collectors.joining(", "));
  }

  private void require(boolean read, String expected) {
    if (!read) {
      throw new InvalidInputException(
          "inputCol %s has type %s; %s".formatted(names(), types(), expected));
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

  /** The columns' names, for messages. */
  public String names() {
    return columns.stream().map(SequenceColumn::name).collect(Collectors.joining(", "));
  }

  /** The columns' types, for messages. */
  public String types() {
    return columns.stream()
        .map(column -> column.type().simpleString())
        .collect(Collectors.joining(", "));
  }

  private String denseNames() {
    return dense.stream().map(SequenceColumn::name).collect(Collectors.joining(", "));
  }

  /** The column that decides the number of steps of a row. */
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

  /** Whether tokens are split from a string instead of given as an array. */
  public boolean text() {
    return tokens != null && tokens.text();
  }

  /** Whether steps have features, with or without tokens. */
  public boolean dense() {
    return !dense.isEmpty();
  }

  /** Whether tokens are the characters of a text. */
  public boolean characters() {
    return tokens() && tokens.characters();
  }

  /** The name of the column of tokens, which must exist. */
  public String tokenColumn() {
    return tokens.name();
  }

  /** Whether steps are sets of numbers, the largest of which decides the number of features. */
  public boolean sets() {
    return columns.get(0).sets();
  }

  /** The number of steps of a row, as an expression; null if a column is null. */
  public Column stepCount() {
    return first().stepCount();
  }

  /** The number of steps of a row. */
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

  /**
   * The row's tokens for look-up, in lower case if {@code lowercase} is set.
   *
   * @throws InvalidInputException as {@link #strings}
   */
  public String[] normalized(Row row) {
    String[] strings = strings(row);
    Arrays.setAll(strings, t -> Vocabulary.normalize(strings[t], lowercase));
    return strings;
  }

  /** The number of features of the row's first step in all dense columns; 0 if it has no steps. */
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
   * The row's concatenated vectors [T * width], joined over all columns.
   *
   * @throws InvalidInputException if a vector is null, not finite or of another width, or columns
   *     have different numbers of steps
   */
  public double[] features(Row row, int width) {
    if (columns.get(0).sets()) {
      return columns.get(0).indicators(row, width);
    }
    int length = length(row);
    double[] features = new double[Math.multiplyExact(length, width)];
    int[] filled = new int[length]; // number of features of each step so far
    for (SequenceColumn column : dense) {
      List<?> steps = column.steps(row);
      if (steps.size() != length) {
        throw new InvalidInputException(
            "%s has %d steps but %s has %d; columns that are joined must have equally many steps"
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
            "%s has %d features at step %d; expected %d, as elsewhere in the data"
                .formatted(denseNames(), filled[t], t + 1, width));
      }
    }
    return features;
  }

  /**
   * The row's vectors, [T][width], all as wide as the first one.
   *
   * @throws InvalidInputException as {@link #features}
   */
  public double[][] vectors(Row row) {
    return vectors(row, width(row));
  }

  /**
   * The row's vectors, [T][width].
   *
   * @throws InvalidInputException as {@link #features}
   */
  public double[][] vectors(Row row, int width) {
    double[] features = features(row, width);
    double[][] vectors = new double[length(row)][];
    Arrays.setAll(vectors, t -> Arrays.copyOfRange(features, t * width, (t + 1) * width));
    return vectors;
  }
}
