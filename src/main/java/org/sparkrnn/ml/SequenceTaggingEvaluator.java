package org.sparkrnn.ml;

import java.util.List;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.types.StructType;
import org.sparkrnn.ml.column.StepLabels;
import org.sparkrnn.ml.evaluation.TaggingCounts;

/**
 * Compares a column of predicted tags with a column of labels; for CrossValidator and similar
 * classes.
 */
public final class SequenceTaggingEvaluator
    extends LabelledEvaluator<SequenceTaggingEvaluator, TaggingMetrics> {
  private static final long serialVersionUID = 1L;

  /** Creates an instance with a random uid. */
  public SequenceTaggingEvaluator() {
    this(null);
  }

  /** Creates an instance with a given uid; Spark uses this to copy and to load. */
  public SequenceTaggingEvaluator(String uid) {
    super(uid, "labels");
  }

  @Override
  List<String> metricNames() {
    return List.of("accuracy", "macroF1", "spanF1");
  }

  @Override
  double value(TaggingMetrics metrics, String name) {
    return switch (name) {
      case "macroF1" -> metrics.macroF1();
      case "spanF1" -> metrics.spanF1();
      default -> metrics.accuracy();
    };
  }

  @Override
  public TaggingMetrics metrics(Dataset<?> dataset) {
    StructType schema = dataset.schema();
    StepLabels labels = new StepLabels(schema, "labelCol", getLabelCol());
    StepLabels predictions = new StepLabels(schema, "predictionCol", getPredictionCol());
    return new TaggingMetrics(
        sum(
            dataset,
            TaggingCounts::new,
            (counts, row) -> counts.add(labels.strings(row), predictions.strings(row), null),
            TaggingCounts::merge));
  }

  /** The reader that Spark uses; see {@link #load}. */
  public static MLReader<SequenceTaggingEvaluator> read() {
    return new DefaultParamsReader<>();
  }

  /** Loads a saved instance. */
  public static SequenceTaggingEvaluator load(String path) {
    return read().load(path);
  }
}
