package org.sparkrnn.ml.column;

import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.sparkrnn.data.Column;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.SequenceEncoder;
import org.sparkrnn.data.Targets;
import org.sparkrnn.ml.param.InputParams;

/** One class a step: array&lt;string&gt;, or an array of integers by their decimal text. */
public final class StepLabels extends TargetColumn {
  private static final long serialVersionUID = 1L;

  /**
   * @param param the Param that names the column, for messages
   * @throws InvalidInputException if it is missing or of another type
   */
  public StepLabels(StructType schema, String param, String name) {
    super(schema, param, name);
    if (!(type() instanceof ArrayType array
        && (array.elementType().equals(DataTypes.StringType)
            || ColumnTypes.integer(array.elementType())))) {
      throw wrongType("array<string> or array<int>, one label a step");
    }
  }

  /**
   * The column that labelCol names.
   *
   * @throws InvalidInputException if it is missing or of another type
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
  public void count(Row row, int steps, Counter counter) {
    String[] labels = strings(row);
    SequenceEncoder.requireOneEach(steps, labels.length);
    for (String label : labels) {
      counter.label(label, 1);
    }
  }

  @Override
  public Column encode(Row row, int steps, SequenceEncoder encoder) {
    return Targets.labels(encoder.labelIds(steps, strings(row)));
  }
}
