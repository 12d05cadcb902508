package org.sparkrnn.io;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.ReadMode;

/** The rows of slices of CSV files, each of which begins where a record does. */
final class CsvRows implements RowIterator {
  private final Configuration conf;
  private final Iterator<FileSlice> slices;
  private final CsvFormat format;
  private final ReadMode mode;
  private FileSlice slice;
  private CsvRecords records; // of the slice, null between slices
  private long firstLine; // the number of the line with which reading began; 0 until it is needed
  private Row next;

  CsvRows(Configuration conf, List<FileSlice> slices, CsvFormat format, ReadMode mode) {
    this.conf = conf;
    this.slices = slices.iterator();
    this.format = format;
    this.mode = mode;
  }

  @Override
  public boolean hasNext() {
    try {
      while (next == null && (records != null || slices.hasNext())) {
        if (records == null) {
          open();
        }
        if (records.next() && records.offset() < slice.end()) {
          next = row();
        } else {
          close();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + slice.path() + ": " + e.getMessage(), e);
    }
    return next != null;
  }

  private void open() throws IOException {
    slice = slices.next();
    firstLine = slice.start() == 0 ? 1 : 0;
    records =
        new CsvRecords(
            new DataFile(conf, slice.path()).open(slice.start()),
            (byte) format.separator(),
            slice.start());
    if (format.hasHeader() && slice.start() == 0 && records.next()) {
      format.requireHeader(slice.path(), CsvHeader.columns(conf, slice.path(), records));
    }
  }

  private Row row() throws IOException {
    try {
      Row row = format.row(records);
      return mode == ReadMode.FAILFAST ? row : withProblem(row, null);
    } catch (LineGrammar.MalformedLineException e) {
      long line = line();
      String hint =
          line == 1 && !format.hasHeader()
              ? "; if this line names the columns, leave csvHeader=false out"
              : "";
      String problem =
          "%s:%d: %s%s: \"%s\"".formatted(slice.path(), line, e.getMessage(), hint, records.text());
      if (mode == ReadMode.FAILFAST) {
        throw new InvalidInputException(problem, e);
      }
      return withProblem(null, problem);
    }
  }

  private Row withProblem(Row row, String problem) {
    Object[] values = new Object[format.columns() + 1];
    for (int i = 0; row != null && i < row.size(); i++) {
      values[i] = row.get(i);
    }
    values[format.columns()] = problem;
    return RowFactory.create(values);
  }

  private long line() throws IOException {
    if (firstLine == 0) {
      firstLine = new DataFile(conf, slice.path()).lineNumber(slice.start());
    }
    return firstLine + records.linesBefore();
  }

  @Override
  public Row next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    Row row = next;
    next = null;
    return row;
  }

  @Override
  public void close() throws IOException {
    if (records != null) {
      records.close();
      records = null;
    }
  }
}
