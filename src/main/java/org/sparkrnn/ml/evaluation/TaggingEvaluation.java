package org.sparkrnn.ml.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Row;
import org.sparkrnn.data.EncodedSequence;
import org.sparkrnn.data.SequenceEncoder;
import org.sparkrnn.data.Targets;
import org.sparkrnn.data.Vocabulary;
import org.sparkrnn.ml.column.RowChunks;
import org.sparkrnn.ml.column.SequenceRows;
import org.sparkrnn.ml.column.StepLabels;
import org.sparkrnn.nn.Evaluation;
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
    SequenceEncoder encoder = tagger.encoder();
    Vocabulary known = encoder.labels();
    List<String[]> labels = new ArrayList<>(); // as they came
    List<String[]> learned = new ArrayList<>(); // as the network knows them
    List<String[]> tags = new ArrayList<>();
    for (int i = 0; i < chunk.rows().size(); i++) {
      int steps = chunk.sequences().get(i).length();
      labels.add(rows.checked(chunk.rows().get(i), chunk.first() + i, row -> labelsOf(row, steps)));
      learned.add(encoder.learned(labels.get(i)));
      tags.add(new String[steps]);
    }
    double[] losses = new double[tags.size()];
    double[] certainty = new double[tags.size()];
    Arrays.fill(certainty, 1);
    boolean standAlone = tagger.network().output().stepsStandAlone();
    tagger.decode(
        chunk.sequences(),
        (i, t, label) -> tags.get(i)[t] = known.entry(label),
        standAlone
            ? (i, t, p, offset) -> {
              int label = known.find(learned.get(i)[t]);
              if (label >= 0) {
                double loss = -Math.log(Math.max(p[offset + label], Float.MIN_NORMAL));
                counts.loss += loss;
                counts.lossSteps++;
                losses[i] += loss;
              }
              certainty[i] = Math.min(certainty[i], largest(p, offset, known.size()));
            }
            : null);
    if (!standAlone) {
      addSequenceLoss(counts, chunk.sequences(), learned, tagger);
    }
    for (int i = 0; i < tags.size(); i++) {
      String[] given = encoder.asGiven(tags.get(i));
      Row row = chunk.rows().get(i);
      counts.add(labels.get(i), given, unknown(row, rows, tagger));
      TaggedExample tagged = new TaggedExample(labels.get(i), given);
      int steps = given.length;
      counts
          .examples()
          .add(
              row,
              rows.input(),
              steps,
              new Examples.Outcome(
                  steps,
                  steps - tagged.wrong(),
                  standAlone ? losses[i] / steps : (double) tagged.wrong() / steps,
                  standAlone ? certainty[i] : Double.NaN,
                  tagged::label,
                  () ->
                      tagged.differences(
                          rows.input().tokens() ? rows.input().strings(row) : null)));
    }
  }

  private static double largest(float[] p, int offset, int count) {
    double largest = 0;
    for (int k = 0; k < count; k++) {
      largest = Math.max(largest, p[offset + k]);
    }
    return largest;
  }

  /** The loss of whole sequences, of those whose labels the model knows all. */
  private static void addSequenceLoss(
      TaggingCounts counts, List<EncodedSequence> sequences, List<String[]> labels, Tagger tagger) {
    Vocabulary known = tagger.encoder().labels();
    List<EncodedSequence> measured = new ArrayList<>();
    for (int i = 0; i < labels.size(); i++) {
      int[] ids = Arrays.stream(labels.get(i)).mapToInt(known::find).toArray();
      if (ids.length > 0 && Arrays.stream(ids).allMatch(id -> id >= 0)) {
        measured.add(sequences.get(i).with(Targets.labels(ids)));
      }
    }
    if (!measured.isEmpty()) {
      Evaluation found = tagger.evaluate(measured);
      counts.loss += found.meanLoss() * found.steps();
      counts.lossSteps += found.steps();
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
