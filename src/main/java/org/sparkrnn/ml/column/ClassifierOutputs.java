package org.sparkrnn.ml.column;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.sparkrnn.data.EncodedSequence;
import org.sparkrnn.data.Readout;
import org.sparkrnn.predict.Classifier;
import scala.collection.mutable.ArraySeq$;

/**
 * The values that a classifier adds to a row: labels, probabilities, their logarithms and the index
 * of the class.
 */
public final class ClassifierOutputs implements PredictedRows.Outputs<Classifier> {
  private static final long serialVersionUID = 1L;

  private final boolean multilabel;
  private final boolean probability;
  private final boolean raw;
  private final ClassIndices indices; // or null for no such column

  /**
   * @param indices the index of each class, or null for no such column
   */
  public ClassifierOutputs(
      boolean multilabel, boolean probability, boolean raw, ClassIndices indices) {
    this.multilabel = multilabel;
    this.probability = probability;
    this.raw = raw;
    this.indices = indices;
  }

  @Override
  public List<Object[]> of(Classifier classifier, List<EncodedSequence> sequences) {
    boolean each = classifier.network().readout() == Readout.EACH_STEP;
    List<Object[]> added = new ArrayList<>(sequences.size());
    for (float[][] p : classifier.probabilities(sequences)) {
      List<Object> values = new ArrayList<>();
      values.add(
          value(
              p,
              each,
              multilabel
                  ? row -> ArraySeq$.MODULE$.make(classifier.labels(row))
                  : classifier::label));
      if (probability) {
        values.add(value(p, each, row -> vector(row, x -> x)));
      }
      if (raw) {
        values.add(value(p, each, row -> vector(row, multilabel ? Logs::odds : Logs::of)));
      }
      if (indices != null) {
        values.add(indices.of(classifier.label(p[0])));
      }
      added.add(values.toArray());
    }
    return added;
  }

  /** The value of one output, or an array with one value per step. */
  private static Object value(float[][] p, boolean each, Function<float[], Object> of) {
    return each
        ? ArraySeq$.MODULE$.make(Arrays.stream(p).map(of).toArray(Object[]::new))
        : of.apply(p[0]);
  }

  private static Vector vector(float[] p, java.util.function.DoubleUnaryOperator of) {
    double[] values = new double[p.length];
    Arrays.setAll(values, k -> of.applyAsDouble(p[k]));
    return Vectors.dense(values);
  }
}
