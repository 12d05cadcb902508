package org.sparkrnn.ml.param;

import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.sparkrnn.ml.MajorityClassifier;

/** The Params of {@link MajorityClassifier} and its model. */
public interface MajorityParams extends BaselineParams {
  @Override
  default DataType checkColumns(StructType schema, boolean labelled) {
    if (labelled) {
      label(schema);
    }
    return DataTypes.StringType;
  }
}
