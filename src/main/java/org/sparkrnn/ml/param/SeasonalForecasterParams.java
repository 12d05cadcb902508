package org.sparkrnn.ml.param;

import java.util.List;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructType;
import org.sparkrnn.data.Readout;
import org.sparkrnn.ml.SeasonalForecaster;
import org.sparkrnn.ml.column.NamedColumn;
import org.sparkrnn.ml.column.TargetValues;
import org.sparkrnn.ml.param.generated.HasSeason;

/** The Params of {@link SeasonalForecaster} and its model. */
public interface SeasonalForecasterParams extends BaselineParams, HasSeason {
  /** Whether the series itself is what is forecast. */
  default boolean forecastsItself() {
    return inputColumns().equals(List.of(getLabelCol()));
  }

  /** How labelCol is read: as steps, or as the numbers of the one step that is forecast. */
  default TargetValues targets(StructType schema) {
    DataType type = NamedColumn.of(schema, "labelCol", getLabelCol()).type();
    boolean steps =
        type instanceof ArrayType array
            && (getHorizon() > 1 || !(array.elementType() instanceof NumericType));
    boolean each = getReadout().equals("each") || forecastsItself();
    return new TargetValues(
        schema, "labelCol", getLabelCol(), each || steps ? Readout.EACH_STEP : Readout.LAST_STEP);
  }

  @Override
  default DataType checkColumns(StructType schema, boolean labelled) {
    numbers(schema);
    if (labelled) {
      targets(schema);
    }
    return getReadout().equals("last") && getHorizon() == 1
        ? DataTypes.DoubleType
        : DataTypes.createArrayType(DataTypes.DoubleType);
  }
}
