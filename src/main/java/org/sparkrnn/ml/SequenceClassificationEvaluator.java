package org.sparkrnn.ml;

import java.util.List;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.types.StructType;
import org.sparkrnn.ml.column.SequenceLabel;
import org.sparkrnn.ml.evaluation.ClassificationCounts;

/**
 * Compares a column of predicted classes with a column of labels; for CrossValidator and similar
 * classes. Classes may be texts, numbers or booleans, whereas Spark's own evaluator reads only
 * indices.
 */
public final class SequenceClassificationEvaluator
    extends LabelledEvaluator<SequenceClassificationEvaluator, ClassificationMetrics> {
  private static final long serialVersionUID = 1L;

  /** Creates an instance with a random uid. */
  public SequenceClassificationEvaluator() {
    this(null);
  }

  /** Creates an instance with a given uid; Spark uses this to copy and to load. */
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

  /** The reader that Spark uses; see {@link #load}. */
  public static MLReader<SequenceClassificationEvaluator> read() {
    return new DefaultParamsReader<>();
  }

  /** Loads a saved instance. */
  public static SequenceClassificationEvaluator load(String path) {
    return read().load(path);
  }
}
