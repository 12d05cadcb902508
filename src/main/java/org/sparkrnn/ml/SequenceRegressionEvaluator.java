package org.sparkrnn.ml;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.StructType;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.Readout;
import org.sparkrnn.ml.column.NamedColumn;
import org.sparkrnn.ml.column.TargetValues;
import org.sparkrnn.ml.evaluation.RegressionCounts;

/**
 * Compares a column of predicted numbers with a column of targets: one or several numbers per row,
 * or one or several per step; for CrossValidator and similar classes. All values have the same
 * weight. Spark's RegressionEvaluator reads only one number per row, and gives the same results for
 * it.
 *
 * <p>A row of a series does not contain the values that its forecast is compared with; split and
 * evaluate {@link SequenceRegressor#examples} instead.
 */
public final class SequenceRegressionEvaluator
    extends LabelledEvaluator<SequenceRegressionEvaluator, RegressionMetrics> {
  private static final long serialVersionUID = 1L;

  /** Creates an instance with a random uid. */
  public SequenceRegressionEvaluator() {
    this(null);
  }

  /** Creates an instance with a given uid; Spark uses this to copy and to load. */
  public SequenceRegressionEvaluator(String uid) {
    super(uid, "labels");
  }

  @Override
  List<String> metricNames() {
    return List.of("rmse", "mae");
  }

  @Override
  double value(RegressionMetrics metrics, String name) {
    return name.equals("mae") ? metrics.mae() : metrics.rmse();
  }

  /** False, because smaller errors are better. */
  @Override
  public boolean isLargerBetter() {
    return false;
  }

  @Override
  public RegressionMetrics metrics(Dataset<?> dataset) {
    TargetValues targets = numbers(dataset.schema(), "labelCol", getLabelCol());
    TargetValues predictions = numbers(dataset.schema(), "predictionCol", getPredictionCol());
    return new RegressionMetrics(
        sum(
            dataset,
            RegressionCounts::new,
            (counts, row) -> add(counts, flat(targets, row), flat(predictions, row)),
            RegressionCounts::merge));
  }

  /** Any column of numbers: which of them belong to a step makes no difference to an error. */
  private static TargetValues numbers(StructType schema, String param, String name) {
    boolean array = NamedColumn.of(schema, param, name).type() instanceof ArrayType;
    return new TargetValues(schema, param, name, array ? Readout.EACH_STEP : Readout.LAST_STEP);
  }

  private static double[] flat(TargetValues column, Row row) {
    return Arrays.stream(column.numbers(row)).flatMapToDouble(DoubleStream::of).toArray();
  }

  private static RegressionCounts add(RegressionCounts counts, double[] y, double[] predicted) {
    if (y.length != predicted.length) {
      throw new InvalidInputException(
          "%d numbers to predict but %d predictions; every number needs exactly one"
              .formatted(y.length, predicted.length));
    }
    if (y.length > 0) { // the row of an empty sequence counts for nothing
      counts.sequence(0);
    }
    for (int j = 0; j < y.length; j++) {
      counts.add(predicted[j] - y[j]);
    }
    return counts;
  }

  /** The reader that Spark uses; see {@link #load}. */
  public static MLReader<SequenceRegressionEvaluator> read() {
    return new DefaultParamsReader<>();
  }

  /** Loads a saved instance. */
  public static SequenceRegressionEvaluator load(String path) {
    return read().load(path);
  }
}
