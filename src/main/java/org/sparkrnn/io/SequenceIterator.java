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

/**
 * The sequences that belong to some slices of files, in order. Each sequence belongs to exactly one
 * slice, wherever the cuts are: a line to the slice in which it begins, and a sentence of several
 * lines to the slice in which the blank line before it begins (the file's first to the first
 * slice). It may end beyond its slice.
 */
final class SequenceIterator implements RowIterator {
  private static final int PLACED = 5; // as many as are shown

  private final Configuration conf;
  private final Iterator<FileSlice> slices;
  private final LineGrammar grammar;
  private final ReadMode mode;
  private FileSlice slice;
  private Lines lines; // of the slice, null between slices
  private LineGrammar.Parser parser;
  private boolean inside; // a sentence of this slice
  private Row next;
  private String malformed; // why the sequence at hand is; null if it is not
  private int placed; // problems given with their line's number

  /**
   * @param mode with {@link ReadMode#DROPMALFORMED} every row has one more column, null but for
   *     malformed sequences, which have nothing else: what is wrong with them
   */
  SequenceIterator(Configuration conf, List<FileSlice> slices, LineGrammar grammar, ReadMode mode) {
    this.mode = mode;
    this.conf = conf;
    this.slices = slices.iterator();
    this.grammar = grammar;
  }

  @Override
  public boolean hasNext() {
    try {
      while (next == null && (lines != null || slices.hasNext())) {
        if (lines == null) {
          slice = slices.next();
          lines = new Lines(conf, slice);
          parser = grammar.parser(slice);
          inside = slice.start() == 0;
        }
        next = grammar.lineIsSequence() ? lineSequence() : blockSequence();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + slice.path() + ": " + e.getMessage(), e);
    }
    return next != null;
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

  private Row lineSequence() throws IOException {
    while (lines.next() && lines.offset() < slice.end()) {
      parse();
      Row row = end();
      if (row != null) {
        return row;
      }
    }
    close();
    return null;
  }

  private Row blockSequence() throws IOException {
    while (lines.next()) {
      boolean beyond = lines.offset() >= slice.end();
      if (lines.blank()) {
        Row row = inside ? end() : null;
        inside = true;
        if (beyond) {
          close(); // what follows this blank line is the next slice's
          return row;
        }
        if (row != null) {
          return row;
        }
      } else if (inside) {
        parse();
      } else if (beyond) {
        close(); // the slice lies within a sentence of an earlier one
        return null;
      }
    }
    close();
    return inside ? end() : null;
  }

  private void parse() throws IOException {
    if (malformed != null) {
      return; // nor is the rest of the sentence of any use
    }
    try {
      parser.line(lines.text());
    } catch (LineGrammar.MalformedLineException e) {
      if (mode == ReadMode.FAILFAST) {
        throw lines.malformed(e.getMessage());
      }
      // To count a line's number the file is read up to it.
      malformed = placed++ < PLACED ? lines.malformed(e.getMessage()).getMessage() : e.getMessage();
    } catch (InvalidInputException e) { // not UTF-8
      if (mode == ReadMode.FAILFAST) {
        throw e;
      }
      malformed = e.getMessage();
    }
  }

  /** The sequence that ends here; null if there was none. */
  private Row end() {
    Row sequence = parser.end();
    if (mode == ReadMode.FAILFAST || sequence == null && malformed == null) {
      return sequence;
    }
    int columns = grammar.columns().length;
    Object[] row = new Object[columns + 1];
    for (int c = 0; c < columns && malformed == null; c++) {
      row[c] = sequence.get(c);
    }
    row[columns] = malformed;
    malformed = null;
    return RowFactory.create(row);
  }

  @Override
  public void close() throws IOException {
    if (lines != null) {
      lines.close();
      lines = null;
    }
  }
}
