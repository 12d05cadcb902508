package org.sparkrnn.ml;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Queue;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.sparkrnn.data.EncodedSequence;
import org.sparkrnn.predict.Tagger;
import scala.collection.mutable.ArraySeq$;

/**
 * The rows of a partition with their tags, a bounded number at a time: enough rows to sort into
 * batches of similar lengths, few enough to fit into memory whatever the partition's size.
 */
final class TaggedRows implements Iterator<Row> {
  static final int CHUNK_ROWS = 1024;
  static final long CHUNK_STEPS = 1 << 17;

  private final Iterator<Row> rows;
  private final SequenceRows encoding;
  private final Tagger tagger;
  private final Queue<Row> ready = new ArrayDeque<>();
  private long number;

  TaggedRows(Iterator<Row> rows, SequenceRows encoding, Tagger tagger) {
    this.rows = rows;
    this.encoding = encoding;
    this.tagger = tagger;
  }

  @Override
  public boolean hasNext() {
    return !ready.isEmpty() || rows.hasNext();
  }

  @Override
  public Row next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    if (ready.isEmpty()) {
      tagChunk();
    }
    return ready.remove();
  }

  private void tagChunk() {
    List<Row> chunk = new ArrayList<>();
    List<EncodedSequence> sequences = new ArrayList<>();
    long steps = 0;
    while (rows.hasNext() && chunk.size() < CHUNK_ROWS && steps < CHUNK_STEPS) {
      Row row = rows.next();
      EncodedSequence sequence = encoding.encode(row, number++, tagger.encoder());
      chunk.add(row);
      sequences.add(sequence);
      steps += sequence.length();
    }
    List<String[]> tags = tagger.tag(sequences);
    for (int i = 0; i < chunk.size(); i++) {
      Row row = chunk.get(i);
      Object[] values = new Object[row.size() + 1];
      for (int j = 0; j < row.size(); j++) {
        values[j] = row.get(j);
      }
      // As Spark's own rows hold an array: an action may see this row without a conversion between.
      values[row.size()] = ArraySeq$.MODULE$.make(tags.get(i));
      ready.add(RowFactory.create(values));
    }
  }
}
