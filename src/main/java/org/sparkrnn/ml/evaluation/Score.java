package org.sparkrnn.ml.evaluation;

import java.io.Serializable;
import org.sparkrnn.ml.column.RowChunks;
import org.sparkrnn.ml.column.SequenceRows;
import org.sparkrnn.predict.SequencePredictor;

/**
 * Adds what a chunk of rows gives to counts.
 *
 * @param <P> what predicts
 * @param <C> the counts
 */
@FunctionalInterface
public interface Score<P extends SequencePredictor, C> extends Serializable {
  /** Adds a chunk, which {@code rows} read. */
  void add(C counts, RowChunks.Chunk chunk, SequenceRows rows, P predictor);
}
