package org.sparkrnn.ml.column;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.spark.sql.Row;
import org.sparkrnn.data.EncodedSequence;
import org.sparkrnn.data.SequenceEncoder;

/**
 * The rows of a partition, encoded, a bounded number at a time: enough rows to sort into batches of
 * similar lengths, few enough to fit into memory whatever the partition's size.
 */
public final class RowChunks implements Iterator<RowChunks.Chunk> {
  /** Rows of a chunk at most. */
  public static final int CHUNK_ROWS = 1024;

  /** Steps of a chunk, after which no row is added. */
  public static final long CHUNK_STEPS = 1 << 17;

  /** Numbers of the steps of a chunk, after which no row is added. */
  public static final long CHUNK_FEATURES = 1 << 23;

  /**
   * Rows that follow each other.
   *
   * @param first number of the first row in its partition, from 0
   * @param rows as they came
   * @param sequences the same rows, encoded
   */
  public record Chunk(long first, List<Row> rows, List<EncodedSequence> sequences) {}

  private final Iterator<Row> rows;
  private final SequenceRows encoding;
  private final SequenceEncoder encoder;
  private long number;

  /**
   * @param rows of a partition
   */
  public RowChunks(Iterator<Row> rows, SequenceRows encoding, SequenceEncoder encoder) {
    this.rows = rows;
    this.encoding = encoding;
    this.encoder = encoder;
  }

  @Override
  public boolean hasNext() {
    return rows.hasNext();
  }

  /**
   * @throws org.sparkrnn.data.InvalidInputException that names the row, if one is malformed
   */
  @Override
  public Chunk next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    Chunk chunk = new Chunk(number, new ArrayList<>(), new ArrayList<>());
    long most = Math.min(CHUNK_STEPS, CHUNK_FEATURES / Math.max(1, encoder.width()));
    long steps = 0;
    while (rows.hasNext() && chunk.rows.size() < CHUNK_ROWS && steps < most) {
      Row row = rows.next();
      EncodedSequence sequence = encoding.encode(row, number++, encoder);
      chunk.rows.add(row);
      chunk.sequences.add(sequence);
      steps += sequence.length();
    }
    return chunk;
  }
}
