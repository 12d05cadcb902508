package org.sparkrnn.io;

import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.sparkrnn.data.ReadMode;

/** Turns the lines of a format into rows, usually of array&lt;string&gt; columns. */
interface LineGrammar extends RowFormat {
  /** Whether each line is a sequence; otherwise a blank line ends a sequence. */
  boolean lineIsSequence();

  /** The names of the columns, in order. */
  String[] columns();

  /** A parser for one slice of a file. */
  Parser parser(FileSlice slice);

  @Override
  default RowIterator<?> rows(Configuration conf, List<FileSlice> slices, ReadMode mode) {
    return new SequenceIterator(conf, slices, this, mode);
  }

  /** The data frame's schema; by default each column is array&lt;string&gt;. */
  @Override
  default StructType schema() {
    return new StructType(
        Arrays.stream(columns())
            .map(
                name ->
                    DataTypes.createStructField(
                        name, DataTypes.createArrayType(DataTypes.StringType, false), false))
            .toArray(StructField[]::new));
  }

  /** Takes the lines of a sequence one by one. */
  interface Parser {
    /** Adds a line, which may be blank only if lines are sequences. */
    void line(String line) throws MalformedLineException;

    /** Returns the sequence that ends here and begins a new one; null if the lines had no token. */
    Row end();
  }

  /** The error of a line; the reader adds file and line number. */
  final class MalformedLineException extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedLineException(String problem) {
      super(problem);
    }
  }
}
