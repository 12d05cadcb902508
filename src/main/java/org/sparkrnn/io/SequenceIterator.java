package org.sparkrnn.io;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;

/**
 * The sequences that belong to some slices of files, in order. Each sequence belongs to exactly one
 * slice, wherever the cuts are: a line to the slice in which it begins, and a sentence of several
 * lines to the slice in which the blank line before it begins (the file's first to the first
 * slice). It may end beyond its slice.
 */
final class SequenceIterator implements Iterator<Row>, Closeable {
  private final Configuration conf;
  private final Iterator<FileSlice> slices;
  private final LineGrammar grammar;
  private FileSlice slice;
  private Lines lines; // of the slice, null between slices
  private LineGrammar.Parser parser;
  private boolean inside; // a sentence of this slice
  private Row next;

  SequenceIterator(Configuration conf, List<FileSlice> slices, LineGrammar grammar) {
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
          parser = grammar.parser();
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
      Row row = parser.end();
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
        Row row = inside ? parser.end() : null;
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
    return inside ? parser.end() : null;
  }

  private void parse() throws IOException {
    try {
      parser.line(lines.text());
    } catch (LineGrammar.MalformedLineException e) {
      throw lines.malformed(e.getMessage());
    }
  }

  @Override
  public void close() throws IOException {
    if (lines != null) {
      lines.close();
      lines = null;
    }
  }
}
