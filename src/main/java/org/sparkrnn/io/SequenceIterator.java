package org.sparkrnn.io;

import java.io.IOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.ReadMode;

/**
 * The sequences that belong to some slices of files, in order. Each sequence belongs to exactly one
 * slice, wherever the cuts are: a line to the slice in which it begins, and a sentence of several
 * lines to the slice in which the blank line before it begins (the file's first to the first
 * slice). It may end beyond its slice.
 */
final class SequenceIterator extends RowIterator<Lines> {
  private static final int PLACED = 5; // the number that is shown

  private final LineGrammar grammar;
  private LineGrammar.Parser parser;
  private boolean inside; // whether in a sentence of this slice
  private String malformed; // error of the current sequence, or null
  private int placed; // number of problems with line numbers

  SequenceIterator(Configuration conf, List<FileSlice> slices, LineGrammar grammar, ReadMode mode) {
    super(conf, slices, mode);
    this.grammar = grammar;
  }

  @Override
  void open() throws IOException {
    reader = new Lines(conf, slice);
    parser = grammar.parser(slice);
    inside = slice.start() == 0;
  }

  @Override
  Row read() throws IOException {
    return grammar.lineIsSequence() ? lineSequence() : blockSequence();
  }

  private Row lineSequence() throws IOException {
    while (reader.next() && reader.offset() < slice.end()) {
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
    while (reader.next()) {
      boolean beyond = reader.offset() >= slice.end();
      if (reader.blank()) {
        Row row = inside ? end() : null;
        inside = true;
        if (beyond) {
          close(); // the next slice begins after this blank line
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
      return; // the rest of the sentence is not used
    }
    try {
      parser.line(reader.text());
    } catch (LineGrammar.MalformedLineException e) {
      if (mode == ReadMode.FAILFAST) {
        throw reader.malformed(e.getMessage());
      }
      // The file is read up to a line to count its number.
      malformed =
          placed++ < PLACED ? reader.malformed(e.getMessage()).getMessage() : e.getMessage();
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
    String problem = malformed;
    malformed = null;
    return sequence == null && problem == null
        ? null
        : withProblem(sequence, grammar.columns().length, problem);
  }
}
