package org.sparkrnn.ml.column;

import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructType;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.ml.param.SequenceClassifierParams;

/** How much each row's loss counts: its own weight times that of its class. */
public final class RowWeights implements Serializable {
  private static final long serialVersionUID = 1L;

  /** All classes count alike, whatever their frequency. */
  public static final String BALANCED = "balanced";

  /** Rare classes count more, by the root of what {@link #BALANCED} gives them. */
  public static final String SQUARE_ROOT = "squareRoot";

  private final NamedColumn column; // of weights, or null
  private final SequenceLabel label; // or null: classes make no difference
  private final String choice; // of classWeights
  private final HashMap<String, Double> byClass; // 1 for those that are not here

  private RowWeights(
      NamedColumn column, SequenceLabel label, String choice, HashMap<String, Double> byClass) {
    this.column = column;
    this.label = label;
    this.choice = choice;
    this.byClass = byClass;
  }

  /**
   * The weights that a classifier's Params say; null if all rows count alike.
   *
   * @throws InvalidInputException if weightCol is missing or holds no numbers
   */
  public static RowWeights of(
      StructType schema, SequenceClassifierParams params, TargetColumn target) {
    boolean weighted = params.isDefined(params.weightCol());
    boolean classes = !params.getClassWeights().isBlank();
    if (!weighted && !classes) {
      return null;
    }
    NamedColumn column =
        weighted ? NamedColumn.of(schema, "weightCol", params.getWeightCol()) : null;
    if (weighted && !(column.type() instanceof NumericType)) {
      throw column.wrongType("a number");
    }
    String choice = params.getClassWeights().strip();
    return new RowWeights(column, classes ? (SequenceLabel) target : null, choice, parse(choice));
  }

  /**
   * Reads {@code LABEL:WEIGHT,...}; empty for the words and the empty text.
   *
   * @throws InvalidInputException if the text is not of this form
   */
  public static HashMap<String, Double> parse(String text) {
    HashMap<String, Double> weights = new HashMap<>();
    if (text.isBlank() || byFrequency(text.strip())) {
      return weights;
    }
    for (String part : text.split(",", -1)) {
      int colon = part.lastIndexOf(':');
      double weight = colon < 1 ? -1 : number(part.substring(colon + 1));
      if (!(weight >= 0 && weight < Float.MAX_VALUE)) {
        throw new InvalidInputException(
            "classWeights is '%s', of which '%s' is no LABEL:WEIGHT; expected balanced, squareRoot, or labels with numbers from 0 on, joined by commas, as in Irish:2,Dutch:1.5"
                .formatted(text, part.strip()));
      }
      weights.put(part.substring(0, colon).strip(), weight);
    }
    return weights;
  }

  private static boolean byFrequency(String choice) {
    return choice.equals(BALANCED) || choice.equals(SQUARE_ROOT);
  }

  private static double number(String text) {
    try {
      return Double.parseDouble(text.strip());
    } catch (NumberFormatException e) {
      return -1; // which the caller refuses
    }
  }

  /** The column of weights, or null. */
  public String column() {
    return column == null ? null : column.name();
  }

  /**
   * The same, knowing how many rows each class has.
   *
   * @throws InvalidInputException if a weight is given to a class that does not occur
   */
  public RowWeights counted(Map<String, Long> labels) {
    if (byFrequency(choice)) {
      double power = choice.equals(BALANCED) ? 1 : 0.5;
      HashMap<String, Double> balanced = new HashMap<>();
      double rows = labels.values().stream().mapToLong(Long::longValue).sum();
      labels.forEach(
          (of, n) -> balanced.put(of, Math.pow(rows / (labels.size() * (double) n), power)));
      return new RowWeights(column, label, choice, balanced);
    }
    for (String of : byClass.keySet()) {
      if (!labels.containsKey(of)) {
        throw new InvalidInputException(
            "classWeights has the label \"%s\", which is none of the %d labels of the training data"
                .formatted(of, labels.size()));
      }
    }
    return this;
  }

  /**
   * The weight of a row.
   *
   * @throws InvalidInputException if it is null, negative or not finite
   */
  public float of(Row row) {
    double weight = 1;
    if (column != null) {
      Number value = (Number) column.value(row);
      if (value == null) {
        throw new InvalidInputException(
            "%s is null; drop such rows or give them a weight".formatted(column.name()));
      }
      weight = value.doubleValue();
      if (!(weight >= 0 && weight < Float.MAX_VALUE)) {
        throw new InvalidInputException(
            "%s is %s; a weight must be a number from 0 on".formatted(column.name(), weight));
      }
    }
    return (float) (label == null ? weight : weight * byClass.getOrDefault(label.string(row), 1.0));
  }
}
