package org.sparkrnn.ml.column;

import org.apache.spark.ml.param.ParamMap;
import org.sparkrnn.ml.param.RegressionParams;

/** Switches the Params of an estimator or model from series to their examples, and back. */
public final class SeriesColumns {
  private SeriesColumns() {}

  /** Sets the columns of {@link Series#examples}. */
  public static void toExamples(RegressionParams params) {
    params.clear(params.inputCols());
    params.set(params.inputCol(), Series.HISTORY);
    params.set(params.labelCol(), Series.FUTURE);
  }

  /** Sets a model's columns to those of its estimator. */
  public static void back(RegressionParams estimator, RegressionParams model) {
    Object numShards = model.getNumShards();
    model.clear(model.inputCol());
    model.clear(model.labelCol());
    model.clear(model.validationIndicatorCol());
    estimator.copyValues(model, ParamMap.empty());
    model.set(model.numShards(), numShards);
  }
}
