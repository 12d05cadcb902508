package org.sparkrnn.ml.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.sparkrnn.data.EncodedSequence;
import org.sparkrnn.data.Vocabulary;
import org.sparkrnn.ml.column.RowChunks;
import org.sparkrnn.ml.column.SequenceRows;
import org.sparkrnn.ml.column.TranscriptLabels;
import org.sparkrnn.ml.param.kind.LabelUnit;
import org.sparkrnn.ml.param.kind.TextUnit;
import org.sparkrnn.nn.Evaluation;
import org.sparkrnn.predict.Transcriber;

/** Transcribes chunks of labelled rows and counts what metrics need. */
public final class TranscriptEvaluation implements Score<Transcriber, TranscriptCounts> {
  private static final long serialVersionUID = 1L;

  private final TranscriptLabels labelColumn;

  /** Evaluates rows with labels in this column. */
  public TranscriptEvaluation(TranscriptLabels labelColumn) {
    this.labelColumn = labelColumn;
  }

  @Override
  public void add(
      TranscriptCounts counts, RowChunks.Chunk chunk, SequenceRows rows, Transcriber transcriber) {
    List<String[]> labels = new ArrayList<>();
    for (int i = 0; i < chunk.rows().size(); i++) {
      labels.add(
          SequenceRows.checked(chunk.rows().get(i), chunk.first() + i, labelColumn::strings));
    }
    List<List<Transcriber.Transcript>> best = transcriber.best(chunk.sequences(), 1);
    for (int i = 0; i < best.size(); i++) {
      Transcriber.Transcript found = best.get(i).get(0);
      int steps = chunk.sequences().get(i).length();
      long errors = counts.labels.errors();
      add(counts, labelColumn.unit(), labels.get(i), found.labels(), steps);
      counts
          .examples()
          .add(
              chunk.rows().get(i),
              rows.input(),
              steps,
              outcome(counts.labels.errors() - errors, labels.get(i), found));
    }
    addLoss(counts, chunk.sequences(), labels, transcriber);
  }

  private Examples.Outcome outcome(long errors, String[] labels, Transcriber.Transcript found) {
    long outputs = Math.max(1, labels.length);
    return new Examples.Outcome(
        outputs,
        Double.NaN,
        (double) errors / outputs,
        found.probability(),
        () -> shown(labels),
        () -> shown(found.labels()));
  }

  /** Text of a transcript, in which an empty one differs from one with a blank. */
  private String shown(String... labels) {
    return labels.length == 0
        ? "nothing"
        : labelColumn.unit().string() ? labelColumn.unit().join(labels) : String.join(" ", labels);
  }

  /** Counts a row's errors of all kinds. */
  public static void add(
      TranscriptCounts counts, LabelUnit unit, String[] labels, String[] found, int steps) {
    counts.add(labels, found, steps);
    if (unit.string()) {
      String wanted = unit.join(labels);
      String predicted = unit.join(found);
      counts.characters.add(TextUnit.CHARACTER.split(wanted), TextUnit.CHARACTER.split(predicted));
      counts.words.add(TextUnit.WORD.split(wanted), TextUnit.WORD.split(predicted));
    }
  }

  /** The loss of transcripts whose labels are all known and for which there are enough steps. */
  private static void addLoss(
      TranscriptCounts counts,
      List<EncodedSequence> sequences,
      List<String[]> labels,
      Transcriber transcriber) {
    Vocabulary known = transcriber.encoder().labels();
    List<EncodedSequence> measured = new ArrayList<>();
    for (int i = 0; i < labels.size(); i++) {
      EncodedSequence sequence = sequences.get(i);
      int[] ids = Arrays.stream(labels.get(i)).mapToInt(known::find).toArray();
      long steps = transcriber.network().outputSteps(sequence.length());
      if (sequence.length() > 0
          && Arrays.stream(ids).allMatch(id -> id >= 0)
          && TranscriptLabels.leastSteps(labels.get(i)) <= steps) {
        measured.add(sequence.with(TranscriptLabels.column(ids)));
      }
    }
    if (!measured.isEmpty()) {
      Evaluation found = transcriber.evaluate(measured);
      counts.loss += found.meanLoss() * found.steps();
      counts.lossLabels += found.steps();
    }
  }
}
