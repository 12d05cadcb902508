package org.sparkrnn.ml.evaluation;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.sparkrnn.ml.column.LabelSets;
import org.sparkrnn.ml.column.RowChunks;
import org.sparkrnn.ml.column.SequenceRows;
import org.sparkrnn.predict.Classifier;

/** Gives chunks of labelled rows their sets of labels and counts what metrics need. */
public final class MultilabelEvaluation implements Score<Classifier, MultilabelCounts> {
  private static final long serialVersionUID = 1L;

  private final LabelSets labelColumn;

  /** Of rows with labels in this column. */
  public MultilabelEvaluation(LabelSets labelColumn) {
    this.labelColumn = labelColumn;
  }

  @Override
  public void add(
      MultilabelCounts counts, RowChunks.Chunk chunk, SequenceRows rows, Classifier classifier) {
    List<String> labels = classifier.encoder().labels().entries();
    List<float[][]> probabilities = classifier.probabilities(chunk.sequences());
    for (int i = 0; i < probabilities.size(); i++) {
      int steps = chunk.sequences().get(i).length();
      List<List<String>> sets =
          rows.checked(
              chunk.rows().get(i),
              chunk.first() + i,
              row -> labelColumn.sets(row, steps, labels.size()));
      counts.sequences++;
      counts.steps += steps;
      for (int t = 0; t < sets.size(); t++) {
        float[] p = probabilities.get(i)[t]; // [K]
        Set<String> there = new HashSet<>(sets.get(t));
        counts.add(there, new HashSet<>(Arrays.asList(classifier.labels(p))));
        if (steps > 0) { // training counts no empty sequence either
          counts.addLoss(there, labels, doubles(p));
        }
      }
    }
  }

  private static double[] doubles(float[] p) {
    double[] values = new double[p.length];
    Arrays.setAll(values, k -> p[k]);
    return values;
  }
}
