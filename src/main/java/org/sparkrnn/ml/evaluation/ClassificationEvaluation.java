package org.sparkrnn.ml.evaluation;

import java.util.List;
import org.sparkrnn.ml.column.Logs;
import org.sparkrnn.ml.column.RowChunks;
import org.sparkrnn.ml.column.SequenceLabel;
import org.sparkrnn.ml.column.SequenceRows;
import org.sparkrnn.predict.Classifier;

/** Classifies chunks of labelled rows and counts what metrics need. */
public final class ClassificationEvaluation implements Score<Classifier, ClassificationCounts> {
  private static final long serialVersionUID = 1L;

  private final SequenceLabel labelColumn;

  /** Evaluates rows with labels in this column. */
  public ClassificationEvaluation(SequenceLabel labelColumn) {
    this.labelColumn = labelColumn;
  }

  @Override
  public void add(
      ClassificationCounts counts,
      RowChunks.Chunk chunk,
      SequenceRows rows,
      Classifier classifier) {
    List<float[][]> probabilities = classifier.probabilities(chunk.sequences());
    for (int i = 0; i < probabilities.size(); i++) {
      float[] p = probabilities.get(i)[0];
      int steps = chunk.sequences().get(i).length();
      String label = rows.checked(chunk.rows().get(i), chunk.first() + i, labelColumn::string);
      counts.add(label, classifier.label(p), steps);
      int known = classifier.encoder().labels().find(label);
      double loss = known >= 0 ? -Logs.of(p[known]) : Double.NaN;
      if (known >= 0 && steps > 0) { // training ignores empty sequences too
        counts.classes.loss += loss;
        counts.classes.lossSteps++;
      }
      String predicted = classifier.label(p);
      counts
          .examples()
          .add(
              chunk.rows().get(i),
              rows.input(),
              steps,
              new Examples.Outcome(
                  1,
                  label.equals(predicted) ? 1 : 0,
                  loss,
                  largest(p),
                  () -> label,
                  () -> predicted,
                  Attending.shades(
                      classifier, chunk.sequences().get(i), chunk.rows().get(i), rows)));
    }
  }

  private static double largest(float[] p) {
    double largest = 0;
    for (float each : p) {
      largest = Math.max(largest, each);
    }
    return largest;
  }
}
