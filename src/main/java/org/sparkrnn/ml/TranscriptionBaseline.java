package org.sparkrnn.ml;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.api.java.function.Function2;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.sparkrnn.ml.column.TranscriptLabels;
import org.sparkrnn.ml.column.TranscriptSample;
import org.sparkrnn.ml.evaluation.TranscriptCounts;
import org.sparkrnn.ml.evaluation.TranscriptEvaluation;

/**
 * The baseline of a {@link SequenceTranscriber}: the best constant prediction, which is the same
 * transcript for all rows. It is the set median (Kohonen 1985): the one of the training transcripts
 * and the empty transcript with the smallest sum of edit distances to the other transcripts,
 * estimated on a sample.
 */
public final class TranscriptionBaseline {
  private static final String NAME = "constantTranscript";

  private TranscriptionBaseline() {}

  /**
   * The only baseline.
   *
   * @param model names the columns
   */
  public static List<BaselineTrial> trials(
      SequenceTranscriberModel model, Dataset<Row> training, Dataset<Row> measured) {
    return List.of(BaselineTrial.of(NAME, () -> measure(model, training, measured)));
  }

  private static BaselineMetrics measure(
      SequenceTranscriberModel model, Dataset<Row> training, Dataset<Row> measured) {
    String[] constant =
        TranscriptSample.of(training, (TranscriptLabels) model.targets(training.schema())).median();
    TranscriptLabels labels = (TranscriptLabels) model.targets(measured.schema());
    Function2<TranscriptCounts, TranscriptCounts, TranscriptCounts> merge = TranscriptCounts::merge;
    TranscriptionMetrics metrics =
        new TranscriptionMetrics(
            SequenceEvaluator.sum(
                measured,
                TranscriptCounts::new,
                (counts, row) -> {
                  TranscriptEvaluation.add(counts, labels.unit(), labels.strings(row), constant, 0);
                  return counts;
                },
                merge),
            labels.unit());
    BaselineMetrics found =
        new BaselineMetrics(NAME, metrics.sequences(), metrics.labels().tokens());
    found.with("labelErrorRate", metrics.labelErrorRate());
    if (metrics.strings()) {
      found.with("characterErrorRate", metrics.characterErrorRate());
      found.with("wordErrorRate", metrics.wordErrorRate());
    }
    found.with("sequenceErrorRate", metrics.sequenceErrorRate());
    List<String> notes = new ArrayList<>();
    notes.add("all rows are given the transcript " + Arrays.toString(constant));
    return found.notes(notes);
  }
}
