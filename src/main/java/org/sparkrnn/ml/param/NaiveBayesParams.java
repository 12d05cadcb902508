package org.sparkrnn.ml.param;

import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.ml.NaiveBayesClassifier;
import org.sparkrnn.ml.param.generated.HasNaiveBayes;

/** The Params of {@link NaiveBayesClassifier} and its model. */
public interface NaiveBayesParams extends BaselineParams, LevelParams, HasNaiveBayes {
  @Override
  default DataType checkColumns(StructType schema, boolean labelled) {
    text(schema);
    if (labelled) {
      label(schema);
    }
    if (getMinOrder() > getMaxOrder()) {
      throw new InvalidInputException(
          "minOrder is %d and maxOrder %d; expected minOrder to be at most maxOrder"
              .formatted(getMinOrder(), getMaxOrder()));
    }
    return DataTypes.StringType;
  }
}
