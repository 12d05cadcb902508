package org.sparkrnn.ml.evaluation;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.sparkrnn.data.SequenceEncoder;
import org.sparkrnn.data.Vocabulary;
import org.sparkrnn.ml.column.RowChunks;
import org.sparkrnn.ml.column.SequenceRows;
import org.sparkrnn.ml.column.StepLabels;
import org.sparkrnn.predict.Tagger;

/** Tags chunks of labelled rows and counts what metrics need. */
public final class TaggingEvaluation implements Score<Tagger, TaggingCounts> {
  private static final long serialVersionUID = 1L;

  private final StepLabels labelColumn;

  /** Of rows with labels in this column. */
  public TaggingEvaluation(StepLabels labelColumn) {
    this.labelColumn = labelColumn;
  }

  @Override
  public void add(TaggingCounts counts, RowChunks.Chunk chunk, SequenceRows rows, Tagger tagger) {
    Vocabulary known = tagger.encoder().labels();
    List<String[]> labels = new ArrayList<>();
    List<String[]> tags = new ArrayList<>();
    for (int i = 0; i < chunk.rows().size(); i++) {
      int steps = chunk.sequences().get(i).length();
      labels.add(rows.checked(chunk.rows().get(i), chunk.first() + i, row -> labelsOf(row, steps)));
      tags.add(new String[steps]);
    }
    tagger.decode(
        chunk.sequences(),
        (i, t, label) -> tags.get(i)[t] = known.entry(label),
        (i, t, p, offset) -> {
          int label = known.find(labels.get(i)[t]);
          if (label >= 0) {
            counts.loss -= Math.log(Math.max(p[offset + label], Float.MIN_NORMAL));
            counts.lossSteps++;
          }
        });
    for (int i = 0; i < tags.size(); i++) {
      counts.add(labels.get(i), tags.get(i), unknown(chunk.rows().get(i), rows, tagger));
    }
  }

  private String[] labelsOf(Row row, int steps) {
    String[] labels = labelColumn.strings(row);
    SequenceEncoder.requireOneEach(steps, labels.length);
    return labels;
  }

  private static boolean[] unknown(Row row, SequenceRows rows, Tagger tagger) {
    return rows.input().tokens()
        ? TaggingCounts.unknown(tagger.encoder().tokens(), rows.input().strings(row))
        : null;
  }
}
