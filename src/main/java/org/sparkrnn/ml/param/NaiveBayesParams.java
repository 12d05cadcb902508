package org.sparkrnn.ml.param;

import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.ml.NaiveBayesClassifier;
import org.sparkrnn.ml.column.BaselineColumn;

/** The Params of {@link NaiveBayesClassifier} and its model. */
public interface NaiveBayesParams extends BaselineParams {
  default IntParam minOrder() {
    return declared(
        "minOrder",
        () ->
            new IntParam(
                this, "minOrder", "length of the shortest n-grams", Valid.atLeast("minOrder", 1)),
        2);
  }

  default int getMinOrder() {
    return (int) getOrDefault(minOrder());
  }

  default IntParam maxOrder() {
    return declared(
        "maxOrder",
        () ->
            new IntParam(
                this, "maxOrder", "length of the longest n-grams", Valid.atLeast("maxOrder", 1)),
        3);
  }

  default int getMaxOrder() {
    return (int) getOrDefault(maxOrder());
  }

  default DoubleParam smoothing() {
    return declared(
        "smoothing",
        () ->
            new DoubleParam(
                this,
                "smoothing",
                "added to the count of every n-gram; 1 is add-one, less serves rare classes better",
                Valid.within("smoothing", 0, false, Double.POSITIVE_INFINITY)),
        0.05);
  }

  default double getSmoothing() {
    return (double) getOrDefault(smoothing());
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

  /** How inputCol is read. */
  default BaselineColumn text(StructType schema) {
    return BaselineColumn.tokens(schema, "inputCol", getInputCol(), getLevel());
  }

  @Override
  default DataType checkColumns(StructType schema, boolean labelled) {
    text(schema);
    if (labelled) {
      BaselineColumn.label(schema, getLabelCol());
    }
    if (getMinOrder() > getMaxOrder()) {
      throw new InvalidInputException(
          "minOrder is %d and maxOrder %d; expected minOrder to be at most maxOrder"
              .formatted(getMinOrder(), getMaxOrder()));
    }
    return DataTypes.StringType;
  }
}
