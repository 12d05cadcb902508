package org.sparkrnn.io;

import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.sparkrnn.data.ReadMode;

/** How the lines of a format become rows, most of array&lt;string&gt; columns. */
interface LineGrammar extends RowFormat {
  /** Whether each line is a sequence of its own; else a blank line ends one. */
  boolean lineIsSequence();

  /** The names of the columns, in order. */
  String[] columns();

  /** A parser for one slice of a file. */
  Parser parser(FileSlice slice);

  @Override
  default RowIterator<?> rows(Configuration conf, List<FileSlice> slices, ReadMode mode) {
    return new SequenceIterator(conf, slices, this, mode);
  }

  /** The data frame's schema: each column array&lt;string&gt;, unless a format says otherwise. */
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
    /** Adds a line, which is blank only where lines are sequences. */
    void line(String line) throws MalformedLineException;

    /** The sequence that ends here, and a fresh start; null if the lines held no token. */
    Row end();
  }

  /** What is wrong with a line; the reader knows which line of which file it is. */
  final class MalformedLineException extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedLineException(String problem) {
      super(problem);
    }
  }
}
