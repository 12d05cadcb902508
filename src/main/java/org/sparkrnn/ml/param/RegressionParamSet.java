package org.sparkrnn.ml.param;

import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.util.Identifiable;
import org.sparkrnn.data.Readout;
import org.sparkrnn.nn.output.LossType;

/** The Params that regression has beside those of every estimator. */
public final class RegressionParamSet extends ParamDefinitions {
  private static final long serialVersionUID = 1L;

  public final Param<String> readout;
  public final Param<String> loss;
  public final DoubleParam huberDelta;
  public final Param<String> timeCol;
  public final Param<String> timeFormat;
  public final IntParam window;
  public final IntParam horizon;
  public final Param<String> strategy;
  public final IntParam period;

  public RegressionParamSet(Identifiable parent) {
    super(parent);
    readout =
        choice(
            "readout",
            "which steps have an output, and so a target",
            Readout.values(),
            Readout::paramValue,
            Readout.LAST_STEP);
    loss =
        choice(
            "loss",
            "how far an output is from its target",
            LossType.values(),
            LossType::paramValue,
            LossType.SQUARED);
    huberDelta =
        real(
            "huberDelta",
            "error from which on loss huber grows linearly; in standard deviations of the target where standardize is true",
            0,
            false,
            ANY,
            1);
    timeCol =
        column(
            "timeCol",
            "column that orders the rows, where the input columns are numbers and rows the steps of one series");
    timeFormat =
        new Param<>(
            parent,
            "timeFormat",
            "how the texts of timeCol are read: number, iso, isoOffset or a pattern of java.time such as dd.MM.yyyy HH:mm; unset: as they all can be read, if that is one way only",
            Valid.timeForm());
    window =
        count(
            "window",
            "steps of history that a forecast of a series sees, the present one last",
            1,
            1);
    horizon = count("horizon", "steps ahead that are forecast of a series", 1, 1);
    strategy =
        choice(
            "strategy",
            "how a horizon of several steps is forecast",
            Strategy.values(),
            Strategy::paramValue,
            Strategy.DIRECT);
    period =
        count(
            "period",
            "steps of a season: jobs compare with the value one season ago; 1 for none",
            1,
            1);
  }
}
