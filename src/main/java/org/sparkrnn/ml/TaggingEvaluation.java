package org.sparkrnn.ml;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.sql.Row;
import org.sparkrnn.data.EncodedSequence;
import org.sparkrnn.data.SequenceEncoder;
import org.sparkrnn.data.Vocabulary;
import org.sparkrnn.predict.Tagger;

/** Tags a partition of labelled rows and counts what metrics need, a bounded number at a time. */
final class TaggingEvaluation {
  private final SequenceRows rows;
  private final SequenceColumn input;
  private final SequenceColumn labelColumn;
  private final Tagger tagger;
  private final TaggingCounts counts = new TaggingCounts();
  private final List<EncodedSequence> sequences = new ArrayList<>();
  private final List<String[]> labels = new ArrayList<>();
  private final List<boolean[]> unknown = new ArrayList<>();

  private TaggingEvaluation(SequenceColumn input, SequenceColumn labelColumn, Tagger tagger) {
    this.rows = new SequenceRows(input, null);
    this.input = input;
    this.labelColumn = labelColumn;
    this.tagger = tagger;
  }

  static Iterator<TaggingCounts> of(
      Iterator<Row> part, SequenceColumn input, SequenceColumn labels, Tagger tagger) {
    TaggingEvaluation evaluation = new TaggingEvaluation(input, labels, tagger);
    long steps = 0;
    for (long number = 0; part.hasNext(); number++) {
      steps += evaluation.add(part.next(), number);
      if (evaluation.sequences.size() >= TaggedRows.CHUNK_ROWS || steps >= TaggedRows.CHUNK_STEPS) {
        evaluation.count();
        steps = 0;
      }
    }
    evaluation.count();
    return List.of(evaluation.counts).iterator();
  }

  /** Returns the row's steps. */
  private int add(Row row, long number) {
    return rows.checked(
        row,
        number,
        r -> {
          EncodedSequence sequence = rows.encode(r, tagger.encoder());
          String[] gold = labelColumn.strings(r);
          SequenceEncoder.requireOneEach(sequence.length(), gold.length);
          sequences.add(sequence);
          labels.add(gold);
          unknown.add(
              input.tokens()
                  ? TaggingCounts.unknown(tagger.encoder().tokens(), input.strings(r))
                  : null);
          return gold.length;
        });
  }

  private void count() {
    Vocabulary known = tagger.encoder().labels();
    List<String[]> tags = new ArrayList<>();
    labels.forEach(gold -> tags.add(new String[gold.length]));
    tagger.run(
        sequences,
        (i, t, p, offset) -> {
          tags.get(i)[t] = known.entry(tagger.likeliest(p, offset));
          int label = known.find(labels.get(i)[t]);
          if (label >= 0) {
            counts.loss -= Math.log(Math.max(p[offset + label], Float.MIN_NORMAL));
            counts.lossSteps++;
          }
        });
    for (int i = 0; i < tags.size(); i++) {
      counts.add(labels.get(i), tags.get(i), unknown.get(i));
    }
    sequences.clear();
    labels.clear();
    unknown.clear();
  }
}
