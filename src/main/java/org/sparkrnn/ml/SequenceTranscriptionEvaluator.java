package org.sparkrnn.ml;

import java.util.List;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.types.StructType;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.ml.column.TranscriptLabels;
import org.sparkrnn.ml.column.TranscriptSteps;
import org.sparkrnn.ml.evaluation.TranscriptCounts;
import org.sparkrnn.ml.evaluation.TranscriptEvaluation;
import org.sparkrnn.ml.param.kind.LabelUnit;

/**
 * Compares a column of transcripts with a column of labels, both arrays or both strings; for
 * CrossValidator and similar classes. The labels of strings are their characters. A lower value is
 * better.
 */
public final class SequenceTranscriptionEvaluator
    extends LabelledEvaluator<SequenceTranscriptionEvaluator, TranscriptionMetrics> {
  private static final long serialVersionUID = 1L;

  /** Creates an instance with a random uid. */
  public SequenceTranscriptionEvaluator() {
    this(null);
  }

  /** Creates an instance with a given uid; Spark uses this to copy and to load. */
  public SequenceTranscriptionEvaluator(String uid) {
    super(uid, "labels");
  }

  @Override
  List<String> metricNames() {
    return List.of("labelErrorRate", "characterErrorRate", "wordErrorRate", "sequenceErrorRate");
  }

  @Override
  double value(TranscriptionMetrics metrics, String name) {
    if (!metrics.strings() && (name.startsWith("character") || name.startsWith("word"))) {
      throw new InvalidInputException(
          "metricName is %s, but the transcripts are arrays, which have labels but no characters or words; set metricName=labelErrorRate"
              .formatted(name));
    }
    return switch (name) {
      case "characterErrorRate" -> metrics.characterErrorRate();
      case "wordErrorRate" -> metrics.wordErrorRate();
      case "sequenceErrorRate" -> metrics.sequenceErrorRate();
      default -> metrics.labelErrorRate();
    };
  }

  @Override
  public TranscriptionMetrics metrics(Dataset<?> dataset) {
    StructType schema = dataset.schema();
    TranscriptLabels labels = column(schema, "labelCol", getLabelCol(), null);
    LabelUnit unit = labels.unit();
    TranscriptLabels predictions = column(schema, "predictionCol", getPredictionCol(), unit);
    return new TranscriptionMetrics(
        sum(
            dataset,
            TranscriptCounts::new,
            (counts, row) -> {
              TranscriptEvaluation.add(
                  counts, unit, labels.strings(row), predictions.strings(row), 0);
              return counts;
            },
            TranscriptCounts::merge),
        unit);
  }

  private static TranscriptLabels column(
      StructType schema, String param, String name, LabelUnit unit) {
    return new TranscriptLabels(
        schema, param, name, unit == null ? null : unit.paramValue(), TranscriptSteps.ANY);
  }

  @Override
  public boolean isLargerBetter() {
    return false;
  }

  /** The reader that Spark uses; see {@link #load}. */
  public static MLReader<SequenceTranscriptionEvaluator> read() {
    return new DefaultParamsReader<>();
  }

  /** Loads a saved instance. */
  public static SequenceTranscriptionEvaluator load(String path) {
    return read().load(path);
  }
}
