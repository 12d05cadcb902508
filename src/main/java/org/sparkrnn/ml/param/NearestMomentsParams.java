package org.sparkrnn.ml.param;

import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.sparkrnn.ml.NearestMomentsClassifier;
import org.sparkrnn.ml.column.BaselineColumn;

/** The Params of {@link NearestMomentsClassifier} and its model. */
public interface NearestMomentsParams extends BaselineParams {
  /** How inputCol is read. */
  default BaselineColumn frames(StructType schema) {
    return BaselineColumn.frames(schema, "inputCol", getInputCol());
  }

  @Override
  default DataType checkColumns(StructType schema, boolean labelled) {
    frames(schema);
    if (labelled) {
      BaselineColumn.label(schema, getLabelCol());
    }
    return DataTypes.StringType;
  }
}
