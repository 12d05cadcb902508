package org.sparkrnn.ml.column;

import java.io.Serializable;
import org.sparkrnn.data.EncodedSequence;
import org.sparkrnn.predict.SequencePredictor;

/**
 * The values that a model adds to a row that continues a sequence.
 *
 * @param <P> the model's predictor
 */
@FunctionalInterface
public interface RunningOutputs<P extends SequencePredictor> extends Serializable {
  /**
   * Reads the steps of a row.
   *
   * @param kept the state before them, with empty values before the first row of the sequence; it
   *     becomes the state after them
   * @param ended whether the sequence ends with this row
   * @return the values of the added columns, with the types of Spark's own rows
   */
  Object[] of(P predictor, KeptSequence kept, EncodedSequence next, boolean ended);
}
