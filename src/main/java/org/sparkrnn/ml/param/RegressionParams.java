package org.sparkrnn.ml.param;

import java.util.ArrayList;
import java.util.List;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.Readout;
import org.sparkrnn.ml.param.generated.HasSequenceRegressor;
import org.sparkrnn.ml.param.kind.GapRule;
import org.sparkrnn.ml.param.kind.ReadoutType;
import org.sparkrnn.ml.param.kind.SeriesLoss;
import org.sparkrnn.ml.param.kind.Strategy;
import org.sparkrnn.nn.output.LossType;

/**
 * The Params of {@link org.sparkrnn.ml.SequenceRegressor} and its model; public because Spark
 * requires it.
 *
 * <p>{@code window} is how far back an output sees. For a series it is the number of known steps in
 * an example, which a network with {@code cell=none} reads all at once.
 */
public interface RegressionParams extends RnnParams, HasSequenceRegressor {
  /** Which steps have an output. */
  default Readout outputSteps() {
    return ReadoutType.of(getReadout()).steps();
  }

  /** For many series, the forecast value is the first input, and the only one if none is set. */
  @Override
  default List<String> inputColumns() {
    if (!isDefined(seriesCol())) {
      return RnnParams.super.inputColumns();
    }
    List<String> columns = new ArrayList<>(List.of(getLabelCol()));
    if (isDefined(inputCols()) || isSet(inputCol())) {
      columns.addAll(RnnParams.super.inputColumns());
    }
    return columns.stream().distinct().toList();
  }

  /** The columns of many series that are known for a step before it comes. */
  default List<String> knownColumns() {
    return isDefined(knownCols()) ? List.of(getKnownCols()) : List.of();
  }

  /** The columns that are the same in all rows of a series, each of which is embedded. */
  default List<String> staticColumns() {
    return isDefined(staticCols()) ? List.of(getStaticCols()) : List.of();
  }

  /** The columns of many series that are read, except the validation indicator. */
  default List<String> seriesColumns() {
    List<String> columns = new ArrayList<>(List.of(getSeriesCol()));
    if (isDefined(timeCol())) {
      columns.add(getTimeCol());
    }
    columns.addAll(inputColumns());
    columns.addAll(knownColumns());
    columns.addAll(staticColumns());
    return columns.stream().distinct().toList();
  }

  /** The number of outputs of the network for each forecast step of many series. */
  default int outputsPerStep() {
    return SeriesLoss.likelihood(getLoss()) == null
        ? quantileLevels().length
        : SeriesLoss.likelihood(getLoss()).parameters();
  }

  /**
   * The quantiles that are forecast. If the loss is neither quantile nor a likelihood, this is the
   * one of the forecast itself.
   *
   * @throws InvalidInputException if the Param quantiles does not have the right form
   */
  default double[] quantileLevels() {
    boolean likely = SeriesLoss.likelihood(getLoss()) != null;
    if (SeriesLoss.type(getLoss()) != LossType.QUANTILE && !likely) {
      return new double[] {0.5};
    }
    String[] parts = getQuantiles().split(",", -1);
    double[] levels = new double[parts.length];
    boolean sound = true;
    boolean median = false;
    for (int q = 0; q < levels.length; q++) {
      try {
        levels[q] = Double.parseDouble(parts[q].strip());
      } catch (NumberFormatException e) {
        levels[q] = Double.NaN; // refused below
      }
      sound &= levels[q] > (q == 0 ? 0 : levels[q - 1]) && levels[q] < 1;
      median |= levels[q] == 0.5;
    }
    if (!sound || !median && !likely) {
      throw new InvalidInputException(
          "quantiles is %s; expected increasing numbers between 0 and 1, separated by commas%s, as in 0.1,0.5,0.9"
              .formatted(getQuantiles(), likely ? "" : ", including 0.5"));
    }
    return levels;
  }

  /** Whether the network goes on over the steps that are forecast. */
  default boolean decodes() {
    return getStrategy().equals(Strategy.DECODER.paramValue());
  }

  /** Whether missing numbers of many series stay missing. */
  default boolean masks() {
    return getGaps().equals(GapRule.MASK.paramValue());
  }

  /** Whether a forecast of several steps feeds on itself. */
  default boolean recursive() {
    return getStrategy().equals(Strategy.RECURSIVE.paramValue());
  }
}
