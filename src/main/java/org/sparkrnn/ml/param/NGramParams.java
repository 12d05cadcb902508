package org.sparkrnn.ml.param;

import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.sparkrnn.ml.NGramLanguageModel;
import org.sparkrnn.ml.param.generated.HasMinCount;
import org.sparkrnn.ml.param.generated.HasNGrams;

/** The Params of {@link NGramLanguageModel} and its model. */
public interface NGramParams extends BaselineParams, LevelParams, HasNGrams, HasMinCount {
  @Override
  default DataType checkColumns(StructType schema, boolean labelled) {
    text(schema);
    return DataTypes.createArrayType(DataTypes.DoubleType);
  }
}
