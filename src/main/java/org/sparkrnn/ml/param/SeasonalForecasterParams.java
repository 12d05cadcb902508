package org.sparkrnn.ml.param;

import java.util.List;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.sparkrnn.ml.SeasonalForecaster;
import org.sparkrnn.ml.column.BaselineColumn;

/** The Params of {@link SeasonalForecaster} and its model. */
public interface SeasonalForecasterParams extends BaselineParams {
  default IntParam period() {
    return declared(
        "period",
        () ->
            new IntParam(
                this,
                "period",
                "steps after which the series is taken to repeat itself; 1 is persistence",
                Valid.atLeast("period", 1)),
        1);
  }

  default int getPeriod() {
    return (int) getOrDefault(period());
  }

  default IntParam horizon() {
    return declared(
        "horizon",
        () ->
            new IntParam(
                this,
                "horizon",
                "values forecast after the last step; with readout=each, how far ahead of every step",
                Valid.atLeast("horizon", 1)),
        1);
  }

  default int getHorizon() {
    return (int) getOrDefault(horizon());
  }

  default IntParam channel() {
    return declared(
        "channel",
        () ->
            new IntParam(
                this,
                "channel",
                "which number of an input step is the one forecast, from 0 (the first, of several)",
                Valid.atLeast("channel", 0)),
        0);
  }

  default int getChannel() {
    return (int) getOrDefault(channel());
  }

  default Param<String> readout() {
    return declared(
        "readout",
        () ->
            new Param<>(
                this,
                "readout",
                "whether labels follow the last step or are one a step: last, each",
                Valid.oneOf("readout", List.of("last", "each"))),
        "last");
  }

  default String getReadout() {
    return getOrDefault(readout());
  }

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
