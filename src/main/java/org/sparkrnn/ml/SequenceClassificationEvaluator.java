package org.sparkrnn.ml;

import java.util.List;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.types.StructType;
import org.sparkrnn.ml.column.SequenceLabel;
import org.sparkrnn.ml.evaluation.ClassificationCounts;

/**
 * Compares a column of predicted classes with a column of labels; for CrossValidator and the like.
 * Classes may be text, numbers or booleans: Spark's own evaluator reads indices alone.
 */
public final class SequenceClassificationEvaluator
    extends LabelledEvaluator<SequenceClassificationEvaluator, ClassificationMetrics> {
  private static final long serialVersionUID = 1L;

  /** With a uid of its own. */
  public SequenceClassificationEvaluator() {
    this(null);
  }

  /** With a given uid, as Spark makes a copy or reads a saved one. */
  public SequenceClassificationEvaluator(String uid) {
    super(uid, "label");
  }

  @Override
  List<String> metricNames() {
    return List.of("accuracy", "macroF1", "macroRecall");
  }

  @Override
  double value(ClassificationMetrics metrics, String name) {
    return switch (name) {
      case "macroF1" -> metrics.macroF1();
      case "macroRecall" -> metrics.macroRecall();
      default -> metrics.accuracy();
    };
  }

  @Override
  public ClassificationMetrics metrics(Dataset<?> dataset) {
    StructType schema = dataset.schema();
    SequenceLabel labels = new SequenceLabel(schema, "labelCol", getLabelCol());
    SequenceLabel predictions = new SequenceLabel(schema, "predictionCol", getPredictionCol());
    return new ClassificationMetrics(
        sum(
            dataset,
            ClassificationCounts::new,
            (counts, row) -> counts.add(labels.string(row), predictions.string(row), 0),
            ClassificationCounts::merge));
  }

  /** What Spark reads a saved one with; see {@link #load}. */
  public static MLReader<SequenceClassificationEvaluator> read() {
    return new DefaultParamsReader<>();
  }

  /** Reads a saved one. */
  public static SequenceClassificationEvaluator load(String path) {
    return read().load(path);
  }
}
