package org.sparkrnn.ml;

import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

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
