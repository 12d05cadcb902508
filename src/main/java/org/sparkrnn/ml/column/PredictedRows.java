package org.sparkrnn.ml.column;

import java.io.Serializable;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Queue;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.sparkrnn.data.EncodedSequence;
import org.sparkrnn.predict.SequencePredictor;

/** Appends the values of the prediction columns to the rows of a partition, in their order. */
public final class PredictedRows<P extends SequencePredictor> implements Iterator<Row> {
  /**
   * The values that a model adds to a row.
   *
   * @param <P> the model's predictor
   */
  @FunctionalInterface
  public interface Outputs<P extends SequencePredictor> extends Serializable {
    /**
     * The values of the added columns, one array per sequence, in the order of the sequences. They
     * have the types of Spark's own rows (a Scala sequence, not a Java array), because an action
     * may read this row without a conversion.
     */
    List<Object[]> of(P predictor, List<EncodedSequence> sequences);
  }

  private final RowChunks chunks;
  private final P predictor;
  private final Outputs<P> outputs;
  private final Queue<Row> ready = new ArrayDeque<>();

  /**
   * @param rows the rows of a partition
   * @param chunkRows the largest number of rows that are read before the first of them is given
   */
  public PredictedRows(
      Iterator<Row> rows, SequenceRows encoding, P predictor, Outputs<P> outputs, int chunkRows) {
    this.chunks = new RowChunks(rows, encoding, predictor.encoder(), chunkRows);
    this.predictor = predictor;
    this.outputs = outputs;
  }

  @Override
  public boolean hasNext() {
    return !ready.isEmpty() || chunks.hasNext();
  }

  @Override
  public Row next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    if (ready.isEmpty()) {
      RowChunks.Chunk chunk = chunks.next();
      List<Object[]> added = outputs.of(predictor, chunk.sequences());
      for (int i = 0; i < added.size(); i++) {
        Row row = chunk.rows().get(i);
        ready.add(joined(row, row.size(), added.get(i)));
      }
    }
    return ready.remove();
  }

  /** The first {@code size} values of a row and the added ones. */
  static Row joined(Row row, int size, Object[] added) {
    Object[] values = new Object[size + added.length];
    for (int j = 0; j < size; j++) {
      values[j] = row.get(j);
    }
    System.arraycopy(added, 0, values, size, added.length);
    return RowFactory.create(values);
  }
}
