package org.sparkrnn.ml.param;

import org.sparkrnn.data.Readout;
import org.sparkrnn.ml.param.generated.HasForecast;
import org.sparkrnn.ml.param.generated.HasReadout;
import org.sparkrnn.ml.param.kind.ParamValues;
import org.sparkrnn.ml.param.kind.ReadoutType;
import org.sparkrnn.ml.param.kind.Strategy;
import org.sparkrnn.nn.NetworkBuilder;
import org.sparkrnn.nn.output.HeadType;
import org.sparkrnn.nn.output.Loss;
import org.sparkrnn.nn.output.LossType;
import org.sparkrnn.nn.sequence.CellType;

/**
 * The Params of {@link org.sparkrnn.ml.SequenceRegressor} and its model; public for the sake of
 * Spark.
 *
 * <p>{@code window} is how far back an output sees: for a series the steps of history in an
 * example, which a network of cell none then reads all at once.
 */
public interface RegressionParams extends RnnParams, HasReadout, HasForecast {
  /** Which steps have an output. */
  default Readout outputSteps() {
    return ReadoutType.of(getReadout()).steps();
  }

  /** Whether a forecast of several steps feeds on itself. */
  default boolean recursive() {
    return getStrategy().equals(Strategy.RECURSIVE.paramValue());
  }

  /** Adds what a network of reals has at its end, and the window of a memoryless one. */
  default NetworkBuilder withRealOutput(NetworkBuilder network) {
    boolean memoryless = !ParamValues.constant(CellType.class, getCell()).remembers();
    return ReadoutType.of(getReadout())
        .addTo(network)
        .window(memoryless ? getWindow() : 1)
        .head(HeadType.IDENTITY)
        .loss(Loss.ofReals(ParamValues.constant(LossType.class, getLoss()), getHuberDelta()));
  }
}
