package org.sparkrnn.ml;

import java.util.List;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructType;
import org.sparkrnn.baseline.SeasonalNaive;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.Readout;
import org.sparkrnn.ml.column.BaselineRows;
import org.sparkrnn.ml.column.NamedColumn;
import org.sparkrnn.ml.column.SequenceInput;
import org.sparkrnn.ml.column.TargetValues;
import org.sparkrnn.ml.param.SeasonalForecasterParams;

/**
 * A fitted {@link SeasonalForecaster}: adds the next value (double), the next {@code horizon}
 * values, or the value {@code horizon} steps after each step (array&lt;double&gt;). It consists
 * only of its Params.
 */
public final class SeasonalForecasterModel extends BaselineModel<SeasonalForecasterModel, String>
    implements SeasonalForecasterParams {
  private static final long serialVersionUID = 1L;

  /** Creates an empty model; Spark uses this to load one. */
  public SeasonalForecasterModel() {
    this(null);
  }

  SeasonalForecasterModel(String uid) {
    super(uid);
  }

  @Override
  SeasonalForecasterModel create(String newUid) {
    return new SeasonalForecasterModel(newUid);
  }

  @Override
  public String name() {
    return getPeriod() == 1 ? "persistence" : "seasonal";
  }

  @Override
  String parse(List<String> saved) {
    return "";
  }

  /** How labelCol is read: as steps, or as the numbers of the one step that is forecast. */
  private TargetValues targets(StructType schema) {
    DataType type = NamedColumn.of(schema, "labelCol", getLabelCol()).type();
    boolean steps =
        type instanceof ArrayType array
            && (getHorizon() > 1 || !(array.elementType() instanceof NumericType));
    boolean each = outputSteps() == Readout.EACH_STEP || forecastsItself();
    return new TargetValues(
        schema, "labelCol", getLabelCol(), each || steps ? Readout.EACH_STEP : Readout.LAST_STEP);
  }

  @Override
  DataType checkColumns(StructType schema, boolean labelled) {
    SequenceInput.vectorsOf(schema, this);
    if (labelled) {
      targets(schema);
    }
    return outputSteps() == Readout.LAST_STEP && getHorizon() == 1
        ? DataTypes.DoubleType
        : DataTypes.createArrayType(DataTypes.DoubleType);
  }

  @Override
  RowPredictor<String> predictor(StructType schema) {
    SequenceInput series = SequenceInput.vectorsOf(schema, this);
    int period = getPeriod();
    int horizon = getHorizon();
    int channel = getChannel();
    boolean each = outputSteps() == Readout.EACH_STEP;
    return (none, row) -> {
      double[][] x = series.vectors(row);
      if (!each && horizon == 1) {
        return after(x, horizon, period)[0][required(x, channel, 1)];
      }
      double[][] predicted = each ? eachStep(x, horizon, period) : after(x, horizon, period);
      double[] values = new double[predicted.length];
      for (int i = 0; i < values.length; i++) {
        values[i] = predicted[i][required(x, channel, 1)];
      }
      return array(values);
    };
  }

  /** The steps forecast after the last one, [horizon][C]. */
  private static double[][] after(double[][] x, int horizon, int period) {
    if (x.length == 0) {
      throw new InvalidInputException(
          "the series has no steps; a forecast needs at least one, so drop rows without steps");
    }
    double[][] predicted = new double[horizon][];
    for (int h = 1; h <= horizon; h++) {
      predicted[h - 1] = x[SeasonalNaive.source(x.length - 1, h, period)];
    }
    return predicted;
  }

  /** The step forecast {@code horizon} steps after each, [T][C]. */
  private static double[][] eachStep(double[][] x, int horizon, int period) {
    double[][] predicted = new double[x.length][];
    for (int t = 0; t < x.length; t++) {
      predicted[t] = x[SeasonalNaive.source(t, horizon, period)];
    }
    return predicted;
  }

  /** The channel, if the steps have it and the {@code width - 1} after it. */
  private static int required(double[][] x, int channel, int width) {
    if (channel + width > x[0].length) {
      throw new InvalidInputException(
          "channel is %d, but steps have %d numbers (counted from 0), of which %d are forecast; set channel to the first number that is forecast, or set horizon to the number of steps that are forecast"
              .formatted(channel, x[0].length, width));
    }
    return channel;
  }

  /** rmse and mae over all values forecast. */
  @Override
  BaselineMetrics measure(Dataset<Row> dataset, Broadcast<String> broadcast) {
    SequenceInput series = SequenceInput.vectorsOf(dataset.schema(), this);
    TargetValues targets = targets(dataset.schema());
    int period = getPeriod();
    int horizon = getHorizon();
    int channel = getChannel();
    boolean each = outputSteps() == Readout.EACH_STEP;
    boolean itself = forecastsItself();
    double[] sums =
        BaselineRows.sum(
            dataset,
            4,
            (row, all) -> {
              double[][] x = series.vectors(row);
              double[][] y = targets.numbersAlike(row);
              if (itself) { // the value horizon steps after t is x[t + horizon]
                compare(eachStep(x, horizon, period), 0, y, horizon, all);
              } else if (each) {
                requireSteps(x.length, y.length, "one per step");
                compare(eachStep(x, horizon, period), channel, y, 0, all);
              } else {
                requireSteps(horizon, y.length, "as many as horizon");
                compare(after(x, horizon, period), channel, y, 0, all);
              }
            });
    return new BaselineMetrics(name(), (long) sums[0], (long) sums[1])
        .with("rmse", Math.sqrt(sums[2] / sums[1]))
        .with("mae", sums[3] / sums[1]);
  }

  /** The reader that Spark uses; see {@link #load}. */
  public static MLReader<SeasonalForecasterModel> read() {
    return new BaselineReader<>(SeasonalForecasterModel.class, SeasonalForecasterModel::new);
  }

  /**
   * Loads a saved model.
   *
   * @throws InvalidInputException if the path does not contain a complete, intact model of this
   *     kind
   */
  public static SeasonalForecasterModel load(String path) {
    return read().load(path);
  }

  private static void requireSteps(int expected, int found, String what) {
    if (expected != found) {
      throw new InvalidInputException(
          "labelCol has %d values; expected %d, %s".formatted(found, expected, what));
    }
  }

  /**
   * Adds to rows, values, squared and absolute errors.
   *
   * @param skip the label of predicted[t] is y[t + skip]
   */
  private static void compare(
      double[][] predicted, int channel, double[][] y, int skip, double[] all) {
    all[0]++;
    for (int t = 0; t + skip < y.length; t++) {
      required(predicted, channel, y[0].length);
      for (int k = 0; k < y[0].length; k++) {
        double error = predicted[t][channel + k] - y[t + skip][k];
        all[1]++;
        all[2] += error * error;
        all[3] += Math.abs(error);
      }
    }
  }
}
