package org.sparkrnn.io;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.sparkrnn.data.ReadMode;

/**
 * The rows of slices of files, one slice after the other. Files are closed at the end of their
 * slice, or earlier when the iterator is.
 *
 * <p>With {@link ReadMode#DROPMALFORMED} every row has one more column with the error of a
 * malformed row, which has no other values; it is null for valid rows.
 *
 * @param <R> the reader of a slice
 */
abstract class RowIterator<R extends Closeable> implements Iterator<Row>, Closeable {
  final Configuration conf;
  final ReadMode mode;
  FileSlice slice; // the current one
  R reader; // of the slice, null between slices
  private final Iterator<FileSlice> slices;
  private Row next;

  RowIterator(Configuration conf, List<FileSlice> slices, ReadMode mode) {
    this.conf = conf;
    this.slices = slices.iterator();
    this.mode = mode;
  }

  /** Begins to read the current slice; sets {@link #reader}. */
  abstract void open() throws IOException;

  /** The next row of the slice; null, or the last one, after it was closed at its end. */
  abstract Row read() throws IOException;

  @Override
  public final boolean hasNext() {
    try {
      while (next == null && (reader != null || slices.hasNext())) {
        if (reader == null) {
          slice = slices.next();
          open();
        }
        next = read();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + slice.path() + ": " + e.getMessage(), e);
    }
    return next != null;
  }

  @Override
  public final Row next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    Row row = next;
    next = null;
    return row;
  }

  @Override
  public final void close() throws IOException {
    if (reader != null) {
      reader.close();
      reader = null;
    }
  }

  /**
   * Makes a row for {@link #mode}.
   *
   * @param row the row; null if it is malformed
   * @param problem the error, or null
   */
  final Row withProblem(Row row, int columns, String problem) {
    if (mode == ReadMode.FAILFAST) {
      return row;
    }
    Object[] values = new Object[columns + 1];
    for (int c = 0; c < columns && problem == null; c++) {
      values[c] = row.get(c);
    }
    values[columns] = problem;
    return RowFactory.create(values);
  }
}
