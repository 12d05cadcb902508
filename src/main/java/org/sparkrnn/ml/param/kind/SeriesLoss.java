package org.sparkrnn.ml.param.kind;

import org.sparkrnn.nn.output.Likelihood;
import org.sparkrnn.nn.output.LossType;

/** The meaning of the values of a regressor's loss. */
public final class SeriesLoss {
  private SeriesLoss() {}

  /** How outputs are compared with the actual values. */
  public static LossType type(String loss) {
    return ParamValues.constant(LossType.class, loss);
  }

  /** The distribution whose parameters the network gives; null if it gives the forecasts. */
  public static Likelihood likelihood(String loss) {
    return type(loss).likelihood();
  }

  /** Whether values have to be counts. */
  public static boolean ofCounts(String loss) {
    return likelihood(loss) != null && likelihood(loss).ofCounts();
  }
}
