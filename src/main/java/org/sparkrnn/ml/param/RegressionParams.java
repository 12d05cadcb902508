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

  /**
   * Of many series the value that is forecast is the first input, and the only one if none is set.
   */
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

  /** The columns of many series that are known of a step before it comes. */
  default List<String> knownColumns() {
    return isDefined(knownCols()) ? List.of(getKnownCols()) : List.of();
  }

  /** The columns that are the same in all rows of a series, each of which is embedded. */
  default List<String> staticColumns() {
    return isDefined(staticCols()) ? List.of(getStaticCols()) : List.of();
  }

  /** The columns of many series that are read, but the validation indicator. */
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

  /** Outputs of the network for each step of many series that is forecast. */
  default int outputsPerStep() {
    return SeriesLoss.likelihood(getLoss()) == null
        ? quantileLevels().length
        : SeriesLoss.likelihood(getLoss()).parameters();
  }

  /**
   * The quantiles that are forecast; the one of the forecast itself where the loss is neither
   * quantile nor a likelihood.
   *
   * @throws InvalidInputException if they are not as quantiles says
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
        levels[q] = Double.NaN; // which is refused below
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
