package org.sparkrnn.ml.param;

import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.sparkrnn.ml.NearestSeriesClassifier;
import org.sparkrnn.ml.param.generated.HasNeighbors;

/** The Params of {@link NearestSeriesClassifier} and its model. */
public interface NearestSeriesParams extends BaselineParams, HasNeighbors {
  /** Whether series are warped in time, or else compared step by step. */
  default boolean warped() {
    return getDistance().equals("dtw");
  }

  @Override
  default DataType checkColumns(StructType schema, boolean labelled) {
    numbers(schema);
    if (labelled) {
      label(schema);
    }
    return DataTypes.StringType;
  }
}
