package org.sparkrnn.ml.param;

import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.sparkrnn.ml.HmmTagger;
import org.sparkrnn.ml.column.SequenceInput;
import org.sparkrnn.ml.column.StepLabels;
import org.sparkrnn.ml.param.generated.HasTagOrder;

/** The Params of {@link HmmTagger} and its model. */
public interface HmmParams extends BaselineParams, HasTagOrder {
  /** How the input columns are read. */
  default SequenceInput tokens(StructType schema) {
    return SequenceInput.tokensOf(schema, this);
  }

  /** How labelCol is read. */
  default StepLabels labels(StructType schema) {
    return new StepLabels(schema, "labelCol", getLabelCol());
  }

  @Override
  default DataType checkColumns(StructType schema, boolean labelled) {
    tokens(schema);
    if (labelled) {
      labels(schema);
    }
    return DataTypes.createArrayType(DataTypes.StringType);
  }
}
