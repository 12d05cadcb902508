package org.sparkrnn.ml;

import java.util.List;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.ml.column.NamedColumn;

/**
 * Averages the log-probabilities that a language model gives to texts; for CrossValidator and
 * similar classes. If models have the same tokens, the one with the higher mean over the same rows
 * also has the lower perplexity. The mean can also be compared between models with different
 * tokens, such as characters and words.
 *
 * <p>Each row is scored separately, as {@link TrainedLanguageModel#transform} does it, whereas
 * {@link TrainedLanguageModel#evaluate} carries the state through a stream.
 */
public final class LanguageModelEvaluator
    extends SequenceEvaluator<LanguageModelEvaluator, Double> {
  private static final long serialVersionUID = 1L;

  /** Creates an instance with a random uid. */
  public LanguageModelEvaluator() {
    this(null);
  }

  /** Creates an instance with a given uid; Spark uses this to copy and to load. */
  public LanguageModelEvaluator(String uid) {
    super(uid, "logProbability");
  }

  @Override
  List<String> metricNames() {
    return List.of("logProbability");
  }

  @Override
  double value(Double metrics, String name) {
    return metrics;
  }

  /**
   * The mean log-probability per row in nats, which is at most 0; NaN without rows.
   *
   * @throws InvalidInputException if the column is missing, has the wrong type or contains null
   */
  @Override
  public Double metrics(Dataset<?> dataset) {
    StructType schema = dataset.schema();
    NamedColumn scores = NamedColumn.of(schema, "predictionCol", getPredictionCol());
    if (!scores.type().equals(DataTypes.DoubleType)) {
      throw scores.wrongType("double, the log-probability that the model adds to each row");
    }
    double[] sums = // log-probability, rows
        sum(
            dataset,
            () -> new double[2],
            (both, row) -> add(both, row, scores),
            (a, b) -> new double[] {a[0] + b[0], a[1] + b[1]});
    return sums[0] / sums[1];
  }

  private static double[] add(double[] sums, Row row, NamedColumn scores) {
    if (scores.isNull(row)) {
      throw new InvalidInputException("%s is null; drop rows with null".formatted(scores.name()));
    }
    sums[0] += (double) scores.value(row);
    sums[1]++;
    return sums;
  }

  /** The reader that Spark uses; see {@link #load}. */
  public static MLReader<LanguageModelEvaluator> read() {
    return new DefaultParamsReader<>();
  }

  /** Loads a saved instance. */
  public static LanguageModelEvaluator load(String path) {
    return read().load(path);
  }
}
