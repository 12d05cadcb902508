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
 * CrossValidator and the like. The labels of strings are their characters here. A lower value is
 * better.
 */
public final class SequenceTranscriptionEvaluator
    extends LabelledEvaluator<SequenceTranscriptionEvaluator, TranscriptionMetrics> {
  private static final long serialVersionUID = 1L;

  /** With a uid of its own. */
  public SequenceTranscriptionEvaluator() {
    this(null);
  }

  /** With a given uid, as Spark makes a copy or reads a saved one. */
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

  /** What Spark reads a saved one with; see {@link #load}. */
  public static MLReader<SequenceTranscriptionEvaluator> read() {
    return new DefaultParamsReader<>();
  }

  /** Reads a saved one. */
  public static SequenceTranscriptionEvaluator load(String path) {
    return read().load(path);
  }
}
