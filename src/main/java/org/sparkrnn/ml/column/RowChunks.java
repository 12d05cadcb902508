package org.sparkrnn.ml.column;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.spark.sql.Row;
import org.sparkrnn.data.EncodedSequence;
import org.sparkrnn.data.SequenceEncoder;

/**
 * Encodes the rows of a partition in chunks: enough rows to sort into batches of similar lengths,
 * but few enough to fit into memory whatever the partition's size.
 */
public final class RowChunks implements Iterator<RowChunks.Chunk> {
  /** The largest number of rows in a chunk, unless it is given. */
  public static final int CHUNK_ROWS = 1024;

  /** A chunk of this many steps gets no further row. */
  public static final long CHUNK_STEPS = 1 << 17;

  /** A chunk of this many features gets no further row. */
  public static final long CHUNK_FEATURES = 1 << 23;

  /**
   * Consecutive rows.
   *
   * @param first number of the first row in the partition, from 0
   * @param rows the rows, unchanged
   * @param sequences the same rows, encoded
   */
  public record Chunk(long first, List<Row> rows, List<EncodedSequence> sequences) {}

  private final Iterator<Row> rows;
  private final SequenceRows encoding;
  private final SequenceEncoder encoder;
  private final int chunkRows;
  private long number;

  /**
   * @param rows the rows of a partition
   */
  public RowChunks(Iterator<Row> rows, SequenceRows encoding, SequenceEncoder encoder) {
    this(rows, encoding, encoder, CHUNK_ROWS);
  }

  /**
   * @param chunkRows the largest number of rows in a chunk
   */
  public RowChunks(
      Iterator<Row> rows, SequenceRows encoding, SequenceEncoder encoder, int chunkRows) {
    this.rows = rows;
    this.chunkRows = chunkRows;
    this.encoding = encoding;
    this.encoder = encoder;
  }

  @Override
  public boolean hasNext() {
    return rows.hasNext();
  }

  /**
   * @throws org.sparkrnn.data.InvalidInputException if a row is malformed; the message names it
   */
  @Override
  public Chunk next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    Chunk chunk = new Chunk(number, new ArrayList<>(), new ArrayList<>());
    long most = Math.min(CHUNK_STEPS, CHUNK_FEATURES / Math.max(1, encoder.width()));
    long steps = 0;
    while (rows.hasNext() && chunk.rows.size() < chunkRows && steps < most) {
      Row row = rows.next();
      EncodedSequence sequence = encoding.encode(row, number++, encoder);
      chunk.rows.add(row);
      chunk.sequences.add(sequence);
      steps += sequence.length();
    }
    return chunk;
  }
}
