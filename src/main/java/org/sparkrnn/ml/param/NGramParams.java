package org.sparkrnn.ml.param;

import java.util.Arrays;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.sparkrnn.baseline.Boundaries;
import org.sparkrnn.ml.NGramLanguageModel;
import org.sparkrnn.ml.column.BaselineColumn;

/** The Params of {@link NGramLanguageModel} and its model. */
public interface NGramParams extends BaselineParams {
  default IntParam order() {
    return declared(
        "order",
        () ->
            new IntParam(this, "order", "length of the longest n-grams", Valid.atLeast("order", 1)),
        5);
  }

  default int getOrder() {
    return (int) getOrDefault(order());
  }

  default IntParam minCount() {
    return declared(
        "minCount",
        () ->
            new IntParam(
                this,
                "minCount",
                "tokens seen less often in training become the unknown word",
                Valid.atLeast("minCount", 1)),
        1);
  }

  default int getMinCount() {
    return (int) getOrDefault(minCount());
  }

  default Param<String> level() {
    return declared(
        "level",
        () ->
            new Param<>(
                this,
                "level",
                "how a string column is read: by character, or as words between white space; array<string> holds tokens already",
                Valid.oneOf("level", BaselineColumn.LEVELS)),
        "character");
  }

  default String getLevel() {
    return getOrDefault(level());
  }

  default Param<String> boundaries() {
    return declared(
        "boundaries",
        () ->
            new Param<>(
                this,
                "boundaries",
                "ends of rows: stream (rows follow each other without a break), lineEnds (one stream, an end token after each row), lines (each row for itself, with start and end tokens)",
                Valid.oneOf(
                    "boundaries",
                    Arrays.stream(Boundaries.values()).map(Boundaries::paramValue).toList())),
        Boundaries.LINES.paramValue());
  }

  default String getBoundaries() {
    return getOrDefault(boundaries());
  }

  /** How inputCol is read. */
  default BaselineColumn text(StructType schema) {
    return BaselineColumn.tokens(schema, "inputCol", getInputCol(), getLevel());
  }

  @Override
  default DataType checkColumns(StructType schema, boolean labelled) {
    text(schema);
    return DataTypes.createArrayType(DataTypes.DoubleType);
  }
}
