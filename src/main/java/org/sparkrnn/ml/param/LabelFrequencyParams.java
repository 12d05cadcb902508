package org.sparkrnn.ml.param;

import org.apache.spark.ml.param.IntParam;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.sparkrnn.ml.LabelFrequency;
import org.sparkrnn.ml.column.BaselineColumn;

/** The Params of {@link LabelFrequency} and its model. */
public interface LabelFrequencyParams extends BaselineParams {
  default IntParam order() {
    return declared(
        "order",
        () ->
            new IntParam(
                this,
                "order",
                "0: each label by its frequency; 1: by whether the input has the same label",
                Valid.between("order", 0, 1)),
        1);
  }

  default int getOrder() {
    return (int) getOrDefault(order());
  }

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
