package org.sparkrnn.ml.param;

import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.sparkrnn.ml.HmmTagger;
import org.sparkrnn.ml.column.BaselineColumn;
import org.sparkrnn.ml.param.generated.HasTagOrder;

/** The Params of {@link HmmTagger} and its model. */
public interface HmmParams extends BaselineParams, HasTagOrder {
  @Override
  default DataType checkColumns(StructType schema, boolean labelled) {
    BaselineColumn.tokens(schema, "inputCol", getInputCol(), "character");
    if (labelled) {
      BaselineColumn.labels(schema, getLabelCol());
    }
    return DataTypes.createArrayType(DataTypes.StringType);
  }
}
