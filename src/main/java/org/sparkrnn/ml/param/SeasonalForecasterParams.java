package org.sparkrnn.ml.param;

import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.sparkrnn.ml.SeasonalForecaster;
import org.sparkrnn.ml.column.BaselineColumn;
import org.sparkrnn.ml.param.generated.HasSeason;

/** The Params of {@link SeasonalForecaster} and its model. */
public interface SeasonalForecasterParams extends BaselineParams, HasSeason {
  /** How inputCol is read. */
  default BaselineColumn series(StructType schema) {
    return BaselineColumn.frames(schema, "inputCol", getInputCol());
  }

  /** How labelCol is read. */
  default BaselineColumn targets(StructType schema) {
    return getReadout().equals("last")
        ? BaselineColumn.framesOrNumber(schema, "labelCol", getLabelCol())
        : BaselineColumn.frames(schema, "labelCol", getLabelCol());
  }

  @Override
  default DataType checkColumns(StructType schema, boolean labelled) {
    series(schema);
    if (labelled) {
      targets(schema);
    }
    return getReadout().equals("last") && getHorizon() == 1
        ? DataTypes.DoubleType
        : DataTypes.createArrayType(DataTypes.DoubleType);
  }
}
