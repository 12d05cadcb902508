package org.sparkrnn.ml.param;

import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.sparkrnn.data.Readout;
import org.sparkrnn.ml.LabelFrequency;
import org.sparkrnn.ml.column.SequenceInput;
import org.sparkrnn.ml.column.TargetValues;
import org.sparkrnn.ml.param.generated.HasLabelOrder;

/** The Params of {@link LabelFrequency} and its model. */
public interface LabelFrequencyParams extends BaselineParams, HasLabelOrder {
  /** How labelCol is read. */
  default TargetValues targets(StructType schema) {
    return new TargetValues(schema, "labelCol", getLabelCol(), Readout.EACH_STEP);
  }

  /** How the input columns are read. */
  default SequenceInput frames(StructType schema) {
    return SequenceInput.numbersOf(schema, this);
  }

  @Override
  default DataType checkColumns(StructType schema, boolean labelled) {
    frames(schema);
    if (labelled) {
      targets(schema);
    }
    return DataTypes.createArrayType(DataTypes.createArrayType(DataTypes.DoubleType));
  }
}
