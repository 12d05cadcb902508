package org.sparkrnn.ml.column;

import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructType;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.ml.param.SequenceClassifierParams;
import org.sparkrnn.ml.param.kind.ClassWeights;

/** The weight of each row's loss: its own weight times that of its class. */
public final class RowWeights implements Serializable {
  private static final long serialVersionUID = 1L;

  private final NamedColumn column; // the column of weights, or null
  private final SequenceLabel label; // or null if classes have no weights
  private final String choice; // the value of classWeights
  private final HashMap<String, Double> byClass; // missing classes have the weight 1

  private RowWeights(
      NamedColumn column, SequenceLabel label, String choice, HashMap<String, Double> byClass) {
    this.column = column;
    this.label = label;
    this.choice = choice;
    this.byClass = byClass;
  }

  /**
   * The weights that a classifier's Params set; null if all rows have the weight 1.
   *
   * @throws InvalidInputException if weightCol is missing or not numeric
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
    return new RowWeights(
        column, classes ? (SequenceLabel) target : null, choice, ClassWeights.parse(choice));
  }

  /** The column of weights, or null. */
  public String column() {
    return column == null ? null : column.name();
  }

  /**
   * The same weights, after the rows of each class were counted.
   *
   * @throws InvalidInputException if a weight is given to a class that does not occur
   */
  public RowWeights counted(Map<String, Long> labels) {
    if (ClassWeights.byFrequency(choice)) {
      double power = choice.equals(ClassWeights.BALANCED) ? 1 : 0.5;
      HashMap<String, Double> balanced = new HashMap<>();
      double rows = labels.values().stream().mapToLong(Long::longValue).sum();
      labels.forEach(
          (of, n) -> balanced.put(of, Math.pow(rows / (labels.size() * (double) n), power)));
      return new RowWeights(column, label, choice, balanced);
    }
    for (String of : byClass.keySet()) {
      if (!labels.containsKey(of)) {
        throw new InvalidInputException(
            "classWeights has the label \"%s\", which is not one of the %d labels of the training data"
                .formatted(of, labels.size()));
      }
    }
    return this;
  }

  /**
   * The weight of a row.
   *
   * @throws InvalidInputException if the weight is null, negative or not finite
   */
  public float of(Row row) {
    double weight = 1;
    if (column != null) {
      Number value = (Number) column.value(row);
      if (value == null) {
        throw new InvalidInputException(
            "%s is null; drop rows with null, or give each row a weight".formatted(column.name()));
      }
      weight = value.doubleValue();
      if (!(weight >= 0 && weight < Float.MAX_VALUE)) {
        throw new InvalidInputException(
            "%s is %s; a weight must be 0 or a positive number".formatted(column.name(), weight));
      }
    }
    return (float) (label == null ? weight : weight * byClass.getOrDefault(label.string(row), 1.0));
  }
}
