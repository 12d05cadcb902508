package org.sparkrnn.ml.param;

import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.Param;
import org.sparkrnn.data.Readout;
import org.sparkrnn.ml.SequenceRegressor;
import org.sparkrnn.nn.NetworkBuilder;
import org.sparkrnn.nn.output.HeadType;
import org.sparkrnn.nn.output.Loss;
import org.sparkrnn.nn.output.LossType;
import org.sparkrnn.nn.sequence.CellType;

/**
 * The Params of {@link SequenceRegressor} and its model; public for the sake of Spark.
 *
 * <p>{@code window} is how far back an output sees: for a series the steps of history in an
 * example, which a network of cell none then reads all at once.
 */
public interface RegressionParams extends RnnParams {
  /** The Params themselves, created on first use. */
  RegressionParamSet regressionParamSet();

  default Param<String> readout() {
    return regressionParamSet().readout;
  }

  default String getReadout() {
    return getOrDefault(readout());
  }

  default Param<String> loss() {
    return regressionParamSet().loss;
  }

  default String getLoss() {
    return getOrDefault(loss());
  }

  default DoubleParam huberDelta() {
    return regressionParamSet().huberDelta;
  }

  default double getHuberDelta() {
    return (double) getOrDefault(huberDelta());
  }

  default Param<String> timeCol() {
    return regressionParamSet().timeCol;
  }

  default String getTimeCol() {
    return getOrDefault(timeCol());
  }

  default Param<String> timeFormat() {
    return regressionParamSet().timeFormat;
  }

  default String getTimeFormat() {
    return getOrDefault(timeFormat());
  }

  default IntParam window() {
    return regressionParamSet().window;
  }

  default int getWindow() {
    return (int) getOrDefault(window());
  }

  default IntParam horizon() {
    return regressionParamSet().horizon;
  }

  default int getHorizon() {
    return (int) getOrDefault(horizon());
  }

  default Param<String> strategy() {
    return regressionParamSet().strategy;
  }

  default String getStrategy() {
    return getOrDefault(strategy());
  }

  default IntParam period() {
    return regressionParamSet().period;
  }

  default int getPeriod() {
    return (int) getOrDefault(period());
  }

  /** Which steps have an output. */
  default Readout outputSteps() {
    return Readout.of(getReadout());
  }

  /** Whether a forecast of several steps feeds on itself. */
  default boolean recursive() {
    return getStrategy().equals(Strategy.RECURSIVE.paramValue());
  }

  /** Adds what a network of reals has at its end, and the window of a memoryless one. */
  default NetworkBuilder withRealOutput(NetworkBuilder network) {
    boolean memoryless = getCell().equals(CellType.NONE.paramValue());
    return network
        .window(memoryless ? getWindow() : 1)
        .head(HeadType.IDENTITY)
        .readout(outputSteps())
        .loss(Loss.ofReals(ParamDefinitions.constant(LossType.class, getLoss()), getHuberDelta()));
  }
}
