package org.sparkrnn.ml.column;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.StructType;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.LabelEncoder;
import org.sparkrnn.data.LabelScheme;
import org.sparkrnn.data.Readout;
import org.sparkrnn.ml.param.TaggerParams;

/** The label columns of a tagger: one column, or several that are learned together. */
public final class TaggerTargets {
  private TaggerTargets() {}

  /**
   * The columns for training.
   *
   * @throws InvalidInputException if a column is missing, named twice or of another type, or none
   *     has one label per step
   */
  public static List<TargetColumn> of(StructType schema, TaggerParams params) {
    LabelScheme learned = LabelScheme.of(params.getLabelScheme());
    List<TargetColumn> targets = new ArrayList<>();
    for (String name : names(params)) {
      targets.add(column(schema, params, name, learned));
    }
    if (targets.stream().allMatch(target -> target.per() == Readout.LAST_STEP)) {
      throw new InvalidInputException(
          "labelCols is %s, and each of these columns has one label per sequence; a tagger needs at least one column of array<string> or array<int>, with one label per step: add it, or train a classifier with labelCol"
              .formatted(String.join(", ", params.labelColumns())));
    }
    return targets;
  }

  /**
   * The columns with which a model is measured.
   *
   * @param trained the targets on which the model was trained
   * @throws InvalidInputException if a column is missing or has another type, or their number
   *     differs
   */
  public static List<TargetColumn> of(
      StructType schema, TaggerParams params, List<LabelEncoder> trained) {
    List<String> names = names(params);
    if (names.size() != trained.size()) {
      throw new InvalidInputException(
          "the label columns are %s, but this model has learned %d targets; name one column for each, in the order of training, with labelCols"
              .formatted(String.join(", ", names), trained.size()));
    }
    List<TargetColumn> targets = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      LabelEncoder encoder = trained.get(i);
      LabelScheme learned = encoder.given() == null ? null : encoder.scheme();
      targets.add(
          encoder.per() == Readout.EACH_STEP
              ? new StepLabels(schema, param(params), names.get(i), learned)
              : new SequenceLabel(schema, param(params), names.get(i)));
    }
    return targets;
  }

  private static List<String> names(TaggerParams params) {
    List<String> names = params.labelColumns();
    if (params.isSet(params.labelCol()) && params.isDefined(params.labelCols())) {
      throw new InvalidInputException(
          "labelCol %s and labelCols %s are both set; set one of them"
              .formatted(params.getLabelCol(), String.join(", ", names)));
    }
    if (names.isEmpty() || names.stream().distinct().count() < names.size()) {
      throw new InvalidInputException(
          "labelCols is \"%s\"; expected one or more columns, none of them twice"
              .formatted(String.join(", ", names)));
    }
    return names;
  }

  private static String param(TaggerParams params) {
    return params.isDefined(params.labelCols()) ? "labelCols" : "labelCol";
  }

  /** A single column has one label per step; among several, each column's type decides. */
  private static TargetColumn column(
      StructType schema, TaggerParams params, String name, LabelScheme learned) {
    boolean several = params.labelColumns().size() > 1;
    boolean array = NamedColumn.of(schema, param(params), name).type() instanceof ArrayType;
    return several && !array
        ? new SequenceLabel(schema, param(params), name)
        : new StepLabels(schema, param(params), name, learned);
  }
}
