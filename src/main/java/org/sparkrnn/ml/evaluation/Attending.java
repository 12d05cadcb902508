package org.sparkrnn.ml.evaluation;

import java.util.List;
import java.util.function.Supplier;
import org.apache.spark.sql.Row;
import org.sparkrnn.data.EncodedSequence;
import org.sparkrnn.ml.column.SequenceRows;
import org.sparkrnn.predict.SequencePredictor;

/** The attention of the steps of a row, which is computed only for quoted rows. */
final class Attending {
  private Attending() {}

  /** The shades of steps; null if the network has no attention or there are no steps. */
  static Supplier<StepShades> shades(
      SequencePredictor predictor, EncodedSequence sequence, Row row, SequenceRows rows) {
    if (!predictor.network().output().attends() || sequence.length() == 0) {
      return null;
    }
    return () ->
        StepShades.ofAttention(
            predictor.attention(List.of(sequence)).get(0),
            predictor.network(),
            rows.input().tokens() ? rows.input().strings(row) : null,
            sequence.length());
  }
}
