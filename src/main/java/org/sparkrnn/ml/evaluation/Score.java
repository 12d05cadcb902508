package org.sparkrnn.ml.evaluation;

import java.io.Serializable;
import org.sparkrnn.ml.column.RowChunks;
import org.sparkrnn.ml.column.SequenceRows;
import org.sparkrnn.predict.SequencePredictor;

/**
 * Adds the results of a chunk of rows to counts.
 *
 * @param <P> the predictor
 * @param <C> the counts
 */
@FunctionalInterface
public interface Score<P extends SequencePredictor, C> extends Serializable {
  /** Adds a chunk that {@code rows} has read. */
  void add(C counts, RowChunks.Chunk chunk, SequenceRows rows, P predictor);
}
