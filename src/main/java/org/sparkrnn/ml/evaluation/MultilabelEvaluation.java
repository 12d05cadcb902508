package org.sparkrnn.ml.evaluation;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.sparkrnn.ml.column.LabelSets;
import org.sparkrnn.ml.column.RowChunks;
import org.sparkrnn.ml.column.SequenceRows;
import org.sparkrnn.predict.Classifier;

/** Predicts the sets of labels of chunks of labelled rows and counts what metrics need. */
public final class MultilabelEvaluation implements Score<Classifier, MultilabelCounts> {
  private static final long serialVersionUID = 1L;

  private final LabelSets labelColumn;

  /** Evaluates rows with labels in this column. */
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
      double nats = counts.nats;
      double certainty = 1;
      long exact = counts.exact;
      for (int t = 0; t < sets.size(); t++) {
        float[] p = probabilities.get(i)[t]; // [K]
        Set<String> there = new HashSet<>(sets.get(t));
        counts.add(there, new HashSet<>(Arrays.asList(classifier.labels(p))));
        if (steps > 0) { // training ignores empty sequences too
          counts.addLoss(there, labels, doubles(p));
        }
        certainty = Math.min(certainty, certainty(p));
      }
      float[][] all = probabilities.get(i);
      counts
          .examples()
          .add(
              chunk.rows().get(i),
              rows.input(),
              steps,
              new Examples.Outcome(
                  sets.size(),
                  counts.exact - exact,
                  sets.isEmpty() || steps == 0 ? Double.NaN : (counts.nats - nats) / sets.size(),
                  certainty,
                  () -> joined(sets),
                  () -> joined(Arrays.stream(all).map(classifier::labels).map(List::of).toList()),
                  Attending.shades(
                      classifier, chunk.sequences().get(i), chunk.rows().get(i), rows)));
    }
  }

  /** The probability of the decision on the least certain label. */
  private static double certainty(float[] p) {
    double least = 1;
    for (float each : p) {
      least = Math.min(least, Math.max(each, 1 - each));
    }
    return least;
  }

  private static String joined(List<List<String>> sets) {
    return sets.stream()
        .map(set -> set.isEmpty() ? "none" : String.join(" ", set))
        .collect(Collectors.joining(" | "));
  }

  private static double[] doubles(float[] p) {
    double[] values = new double[p.length];
    Arrays.setAll(values, k -> p[k]);
    return values;
  }
}
