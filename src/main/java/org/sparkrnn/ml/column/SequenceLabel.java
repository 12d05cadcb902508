package org.sparkrnn.ml.column;

import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructType;
import org.sparkrnn.data.Column;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.Readout;
import org.sparkrnn.data.SequenceEncoder;
import org.sparkrnn.data.Targets;
import org.sparkrnn.ml.param.InputParams;

/** One class per sequence: a string, or the text of a number or boolean; 1.0 is the class "1". */
public final class SequenceLabel extends TargetColumn {
  private static final long serialVersionUID = 1L;

  /**
   * @param param the Param that names the column, for messages
   * @throws InvalidInputException if the column is missing or has another type
   */
  public SequenceLabel(StructType schema, String param, String name) {
    super(schema, param, name);
    if (!type().equals(DataTypes.StringType)
        && !type().equals(DataTypes.BooleanType)
        && !(type() instanceof NumericType)) {
      throw wrongType("string, a number or boolean, one label per sequence");
    }
  }

  /**
   * The column that labelCol names.
   *
   * @throws InvalidInputException if the column is missing or has another type
   */
  public static SequenceLabel of(StructType schema, InputParams params) {
    return new SequenceLabel(schema, "labelCol", params.getLabelCol());
  }

  /**
   * The row's label.
   *
   * @throws InvalidInputException if the label is null or not finite
   */
  public String string(Row row) {
    Object value = column().value(row);
    if (value == null) {
      throw new InvalidInputException(
          "%s is null; drop rows with null, or give each row a label".formatted(name()));
    }
    if (value instanceof Number number && !Double.isFinite(number.doubleValue())) {
      throw new InvalidInputException("%s is %s; a label must be finite".formatted(name(), value));
    }
    return ColumnTypes.text(value);
  }

  @Override
  public Readout per() {
    return Readout.LAST_STEP;
  }

  @Override
  public void count(Row row, int steps, Counter counter) {
    counter.label(string(row), 1);
  }

  @Override
  public Column encode(Row row, int steps, SequenceEncoder encoder) {
    return Targets.label(encoder.labelId(string(row), ""));
  }
}
