package org.sparkrnn.ml.param;

import org.apache.spark.ml.param.IntParam;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.sparkrnn.ml.HmmTagger;
import org.sparkrnn.ml.column.BaselineColumn;

/** The Params of {@link HmmTagger} and its model. */
public interface HmmParams extends BaselineParams {
  default IntParam order() {
    return declared(
        "order",
        () ->
            new IntParam(
                this,
                "order",
                "tags before it that a tag depends on: 1 or 2",
                Valid.between("order", 1, 2)),
        2);
  }

  default int getOrder() {
    return (int) getOrDefault(order());
  }

  default IntParam suffixLength() {
    return declared(
        "suffixLength",
        () ->
            new IntParam(
                this,
                "suffixLength",
                "longest ending of an unknown word that tells its tag, in characters",
                Valid.atLeast("suffixLength", 0)),
        10);
  }

  default int getSuffixLength() {
    return (int) getOrDefault(suffixLength());
  }

  default IntParam rareCount() {
    return declared(
        "rareCount",
        () ->
            new IntParam(
                this,
                "rareCount",
                "words seen at most this often tell what unknown words are like",
                Valid.atLeast("rareCount", 1)),
        10);
  }

  default int getRareCount() {
    return (int) getOrDefault(rareCount());
  }

  @Override
  default DataType checkColumns(StructType schema, boolean labelled) {
    BaselineColumn.tokens(schema, "inputCol", getInputCol(), "character");
    if (labelled) {
      BaselineColumn.labels(schema, getLabelCol());
    }
    return DataTypes.createArrayType(DataTypes.StringType);
  }
}
