package org.sparkrnn.ml.param;

import org.sparkrnn.data.Readout;
import org.sparkrnn.ml.param.generated.HasSequenceRegressor;
import org.sparkrnn.ml.param.kind.ReadoutType;
import org.sparkrnn.ml.param.kind.Strategy;

/**
 * The Params of {@link org.sparkrnn.ml.SequenceRegressor} and its model; public for the sake of
 * Spark.
 *
 * <p>{@code window} is how far back an output sees: for a series the steps of history in an
 * example, which a network of cell none then reads all at once.
 */
public interface RegressionParams extends RnnParams, HasSequenceRegressor {
  /** Which steps have an output. */
  default Readout outputSteps() {
    return ReadoutType.of(getReadout()).steps();
  }

  /** Whether a forecast of several steps feeds on itself. */
  default boolean recursive() {
    return getStrategy().equals(Strategy.RECURSIVE.paramValue());
  }
}
