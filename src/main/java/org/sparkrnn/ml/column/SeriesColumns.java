package org.sparkrnn.ml.column;

import org.apache.spark.ml.param.ParamMap;
import org.sparkrnn.ml.param.RegressionParams;

/** Turns an estimator or model of series into one of the examples they become, and back. */
public final class SeriesColumns {
  private SeriesColumns() {}

  /** Lets it read the columns of {@link Series#examples}. */
  public static void toExamples(RegressionParams params) {
    params.clear(params.inputCols());
    params.set(params.inputCol(), Series.HISTORY);
    params.set(params.labelCol(), Series.FUTURE);
  }

  /** Gives a model the Params of what it was made from. */
  public static void back(RegressionParams estimator, RegressionParams model) {
    Object numShards = model.getNumShards();
    model.clear(model.inputCol());
    model.clear(model.labelCol());
    model.clear(model.validationIndicatorCol());
    estimator.copyValues(model, ParamMap.empty());
    model.set(model.numShards(), numShards);
  }
}
