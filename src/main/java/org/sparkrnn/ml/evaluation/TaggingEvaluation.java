package org.sparkrnn.ml.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Row;
import org.sparkrnn.data.ColumnSpec;
import org.sparkrnn.data.EncodedSequence;
import org.sparkrnn.data.LabelEncoder;
import org.sparkrnn.data.SequenceEncoder;
import org.sparkrnn.data.Targets;
import org.sparkrnn.ml.column.RowChunks;
import org.sparkrnn.ml.column.SequenceLabel;
import org.sparkrnn.ml.column.SequenceRows;
import org.sparkrnn.ml.column.StepLabels;
import org.sparkrnn.ml.column.TargetColumn;
import org.sparkrnn.nn.Evaluation;
import org.sparkrnn.nn.OutputSpec;
import org.sparkrnn.predict.Tagger;

/**
 * Tags chunks of labelled rows and counts what metrics need, for each target. Reports quote rows by
 * the first target.
 */
public final class TaggingEvaluation implements Score<Tagger, TaggingCounts> {
  private static final long serialVersionUID = 1L;

  private final TargetColumn[] columns; // of the targets

  /** Evaluates rows with labels in these columns, one per target. */
  public TaggingEvaluation(List<TargetColumn> columns) {
    this.columns = columns.toArray(new TargetColumn[0]);
  }

  /** Empty counts for each target. */
  public TaggingCounts zero() {
    TaggingCounts first = new TaggingCounts();
    for (int i = 0; i < columns.length; i++) {
      TaggingCounts counts = i == 0 ? first : new TaggingCounts();
      counts.ofSequence = columns[i] instanceof SequenceLabel;
      if (i > 0) {
        first.further.add(counts);
      }
    }
    return first;
  }

  /** The labels of a target in a chunk of rows. */
  private static final class Labels {
    final LabelEncoder encoder;
    final List<String[]> given = new ArrayList<>(); // as in the data
    final List<String[]> learned = new ArrayList<>(); // as the network learns them

    Labels(LabelEncoder encoder) {
      this.encoder = encoder;
    }

    void add(String... labels) {
      given.add(labels);
      learned.add(encoder.learned(labels));
    }

    /** The network's number of a label; negative if it is unknown. */
    int find(int sequence, int place) {
      return encoder.labels().find(learned.get(sequence)[place]);
    }
  }

  @Override
  public void add(TaggingCounts counts, RowChunks.Chunk chunk, SequenceRows rows, Tagger tagger) {
    Labels[] labels = new Labels[columns.length];
    for (int target = 0; target < columns.length; target++) {
      labels[target] = labels(target, chunk, tagger);
    }
    List<OutputSpec> outputs = tagger.network().output().parts();
    List<List<String[]>> tags = new ArrayList<>();
    boolean[] apart = new boolean[columns.length]; // whether the loss follows from the outputs
    for (int target = 0; target < columns.length; target++) {
      apart[target] = tagger.ofSequence(target) || outputs.get(target).stepsStandAlone();
      tags.add(new ArrayList<>());
      for (String[] of : labels[target].given) {
        tags.get(target).add(new String[of.length]);
      }
    }
    double[] losses = new double[chunk.rows().size()]; // of the first target, for the report
    counts.errorsAreShares = !apart[0];
    float[][] sure = new float[losses.length][]; // probabilities of the first target's tags
    Arrays.setAll(sure, i -> new float[labels[0].given.get(i).length]);
    tagger.decodeSurely(
        chunk.sequences(),
        (target, i, t, label, p) -> {
          int place = tagger.ofSequence(target) ? 0 : t;
          tags.get(target).get(i)[place] = labels[target].encoder.labels().entry(label);
          if (target == 0) {
            sure[i][place] = p;
          }
        },
        (target, i, t, p, offset) -> {
          if (!apart[target] || t < 0) {
            return;
          }
          int label = labels[target].find(i, tagger.ofSequence(target) ? 0 : t);
          double loss = label < 0 ? 0 : -Math.log(Math.max(p[offset + label], Float.MIN_NORMAL));
          TaggingCounts of = of(counts, target);
          of.loss += loss;
          of.lossSteps += label < 0 ? 0 : 1;
          if (target == 0) {
            losses[i] += label < 0 && tagger.ofSequence(0) ? Double.NaN : loss;
          }
        });
    for (int target = 0; target < columns.length; target++) {
      if (!apart[target]) {
        addSequenceLoss(of(counts, target), target, chunk.sequences(), labels[target], tagger);
      }
      for (int i = 0; i < chunk.rows().size(); i++) {
        of(counts, target)
            .add(
                labels[target].given.get(i),
                labels[target].encoder.asGiven(tags.get(target).get(i)),
                tagger.ofSequence(target) ? null : unknown(chunk.rows().get(i), rows, tagger));
      }
    }
    for (int i = 0; i < losses.length; i++) {
      float[] probabilities = sure[i];
      String[] given = labels[0].encoder.asGiven(tags.get(0).get(i));
      TaggedExample tagged = new TaggedExample(labels[0].given.get(i), given);
      int steps = chunk.sequences().get(i).length();
      double wrong = tagged.wrong();
      double error = apart[0] ? losses[i] : wrong;
      Row row = chunk.rows().get(i);
      counts
          .examples()
          .add(
              row,
              rows.input(),
              steps,
              new Examples.Outcome(
                  given.length,
                  given.length - wrong,
                  steps == 0 ? Double.NaN : error / given.length,
                  least(probabilities),
                  tagged::label,
                  () -> tagger.ofSequence(0) ? given[0] : differences(tagged, row, rows),
                  tagger.ofSequence(0)
                      ? null
                      : () -> StepShades.ofCertainty(probabilities, given, tokens(row, rows))));
    }
  }

  private static String differences(TaggedExample tagged, Row row, SequenceRows rows) {
    return tagged.differences(tokens(row, rows));
  }

  private static String[] tokens(Row row, SequenceRows rows) {
    return rows.input().tokens() ? rows.input().strings(row) : null;
  }

  /** The least certain of these; 1 if there are none. */
  private static double least(float... probabilities) {
    double least = 1;
    for (float each : probabilities) {
      least = Math.min(least, each);
    }
    return least;
  }

  private static TaggingCounts of(TaggingCounts counts, int target) {
    return target == 0 ? counts : counts.further.get(target - 1);
  }

  /** The loss of whole sequences, for those whose labels are all known. */
  private static void addSequenceLoss(
      TaggingCounts counts,
      int target,
      List<EncodedSequence> sequences,
      Labels labels,
      Tagger tagger) {
    String column = tagger.targets() == 1 ? ColumnSpec.TARGETS : Targets.name(target);
    List<EncodedSequence> measured = new ArrayList<>();
    for (int i = 0; i < sequences.size(); i++) {
      int[] ids =
          Arrays.stream(labels.learned.get(i)).mapToInt(labels.encoder.labels()::find).toArray();
      if (ids.length > 0 && Arrays.stream(ids).allMatch(id -> id >= 0)) {
        measured.add(sequences.get(i).with(Targets.labels(ids).named(column)));
      }
    }
    if (!measured.isEmpty()) {
      Evaluation found = tagger.evaluate(measured, target);
      counts.loss += found.meanLoss() * found.steps();
      counts.lossSteps += found.steps();
    }
  }

  private Labels labels(int target, RowChunks.Chunk chunk, Tagger tagger) {
    Labels labels = new Labels(tagger.encoder().targets().get(target));
    for (int i = 0; i < chunk.rows().size(); i++) {
      int steps = chunk.sequences().get(i).length();
      labels.add(
          SequenceRows.checked(
              chunk.rows().get(i), chunk.first() + i, row -> labelsOf(target, row, steps)));
    }
    return labels;
  }

  private String[] labelsOf(int target, Row row, int steps) {
    if (columns[target] instanceof SequenceLabel label) {
      return new String[] {label.string(row)};
    }
    String[] labels = ((StepLabels) columns[target]).strings(row);
    SequenceEncoder.requireOneEach(steps, labels.length);
    return labels;
  }

  private static boolean[] unknown(Row row, SequenceRows rows, Tagger tagger) {
    return rows.input().tokens()
        ? TaggingCounts.unknown(tagger.encoder().tokens(), rows.input().strings(row))
        : null;
  }
}
