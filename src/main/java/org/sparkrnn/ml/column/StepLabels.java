package org.sparkrnn.ml.column;

import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.sparkrnn.data.Column;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.LabelScheme;
import org.sparkrnn.data.Readout;
import org.sparkrnn.data.SequenceEncoder;
import org.sparkrnn.data.Spans;
import org.sparkrnn.data.Targets;
import org.sparkrnn.ml.param.InputParams;

/** One class per step: array&lt;string&gt;, or an array of integers, which become decimal texts. */
public final class StepLabels extends TargetColumn {
  private static final long serialVersionUID = 1L;

  private static final LabelScheme[] SCHEMES = LabelScheme.values();

  private final LabelScheme learned; // the scheme into which labels are converted, or null

  /**
   * @param param the Param that names the column, for messages
   * @throws InvalidInputException if the column is missing or has another type
   */
  public StepLabels(StructType schema, String param, String name) {
    this(schema, param, name, null);
  }

  /**
   * @param learned the scheme into which labels of spans are converted before they are counted and
   *     encoded; null to leave labels unchanged
   * @throws InvalidInputException if the column is missing or of another type
   */
  public StepLabels(StructType schema, String param, String name, LabelScheme learned) {
    super(schema, param, name);
    this.learned = learned;
    if (!(type() instanceof ArrayType array
        && (array.elementType().equals(DataTypes.StringType)
            || ColumnTypes.integer(array.elementType())))) {
      throw wrongType("array<string> or array<int>, one label per step");
    }
  }

  /**
   * The column that labelCol names.
   *
   * @throws InvalidInputException if the column is missing or has another type
   */
  public static StepLabels of(StructType schema, InputParams params) {
    return new StepLabels(schema, "labelCol", params.getLabelCol());
  }

  /**
   * The row's labels.
   *
   * @throws InvalidInputException if the column or an element is null
   */
  public String[] strings(Row row) {
    column().required(row, "array");
    return ColumnTypes.strings(column().list(row), name());
  }

  @Override
  public Readout per() {
    return Readout.EACH_STEP;
  }

  /** Counts labels as they are learned, and reports which schemes the original labels break. */
  @Override
  public void count(Row row, int steps, Counter counter) {
    String[] labels = strings(row);
    SequenceEncoder.requireOneEach(steps, labels.length);
    for (LabelScheme scheme : SCHEMES) {
      if (!scheme.isValid(labels)) {
        counter.broken(scheme);
      }
    }
    for (String label : converted(labels)) {
      counter.label(label, 1);
    }
  }

  @Override
  public Column encode(Row row, int steps, SequenceEncoder encoder) {
    return Targets.labels(encoder.labelIds(steps, converted(strings(row))));
  }

  private String[] converted(String[] labels) {
    if (learned == null) {
      return labels;
    }
    for (int t = 0; t < labels.length; t++) {
      if (!Spans.isTag(labels[t])) {
        throw new InvalidInputException(
            "label \"%s\"%s is not a label of spans, but labelScheme=%s needs them; expected O, or B-, I-, E- or S- and a type: correct it, or set labelScheme=none"
                .formatted(labels[t], at(Readout.EACH_STEP, t), learned.paramValue()));
      }
    }
    return learned.of(labels);
  }
}
