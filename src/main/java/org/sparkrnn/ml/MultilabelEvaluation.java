package org.sparkrnn.ml;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.sparkrnn.data.Vocabulary;
import org.sparkrnn.predict.Classifier;

/** Gives chunks of labelled rows their sets of labels and counts what metrics need. */
final class MultilabelEvaluation implements RnnModel.Score<Classifier, MultilabelCounts> {
  private static final long serialVersionUID = 1L;

  private final LabelSets labelColumn;

  MultilabelEvaluation(LabelSets labelColumn) {
    this.labelColumn = labelColumn;
  }

  @Override
  public void add(
      MultilabelCounts counts, RowChunks.Chunk chunk, SequenceRows rows, Classifier classifier) {
    List<float[][]> probabilities = classifier.probabilities(chunk.sequences());
    for (int i = 0; i < probabilities.size(); i++) {
      int steps = chunk.sequences().get(i).length();
      List<List<String>> sets =
          rows.checked(chunk.rows().get(i), chunk.first() + i, row -> labelColumn.sets(row, steps));
      counts.sequences++;
      counts.steps += steps;
      for (int t = 0; t < sets.size(); t++) {
        boolean counted = steps > 0; // training counts no empty sequence either
        add(counts, new HashSet<>(sets.get(t)), probabilities.get(i)[t], classifier, counted);
      }
    }
  }

  private static void add(
      MultilabelCounts counts,
      Set<String> set,
      float[] p,
      Classifier classifier,
      boolean lossCounts) {
    Vocabulary labels = classifier.encoder().labels();
    counts.gold += set.size();
    counts.lossOutputs += lossCounts ? 1 : 0;
    for (int k = 0; k < p.length; k++) {
      boolean there = set.contains(labels.entry(k));
      boolean found = p[k] > Classifier.THRESHOLD;
      counts.found += found ? 1 : 0;
      counts.right += found && there ? 1 : 0;
      if (lossCounts) {
        counts.nats -= there ? Logs.of(p[k]) : Logs.ofOther(p[k]);
      }
    }
  }
}
