package org.sparkrnn.ml.param;

import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.sparkrnn.ml.NearestMomentsClassifier;

/** The Params of {@link NearestMomentsClassifier} and its model. */
public interface NearestMomentsParams extends BaselineParams {
  @Override
  default DataType checkColumns(StructType schema, boolean labelled) {
    numbers(schema);
    if (labelled) {
      label(schema);
    }
    return DataTypes.StringType;
  }
}
