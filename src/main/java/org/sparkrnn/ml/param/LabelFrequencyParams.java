package org.sparkrnn.ml.param;

import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.sparkrnn.ml.LabelFrequency;
import org.sparkrnn.ml.column.BaselineColumn;
import org.sparkrnn.ml.param.generated.HasLabelOrder;

/** The Params of {@link LabelFrequency} and its model. */
public interface LabelFrequencyParams extends BaselineParams, HasLabelOrder {
  /** How labelCol is read. */
  default BaselineColumn targets(StructType schema) {
    return BaselineColumn.frames(schema, "labelCol", getLabelCol());
  }

  /** How inputCol is read. */
  default BaselineColumn frames(StructType schema) {
    return BaselineColumn.frames(schema, "inputCol", getInputCol());
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
