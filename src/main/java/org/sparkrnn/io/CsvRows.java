package org.sparkrnn.io;

import java.io.IOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.ReadMode;

/** The rows of slices of CSV files; each slice begins with a record. */
final class CsvRows extends RowIterator<CsvRecords> {
  private final CsvFormat format;
  private long firstLine; // number of the first line of the slice; 0 until it is needed

  CsvRows(Configuration conf, List<FileSlice> slices, CsvFormat format, ReadMode mode) {
    super(conf, slices, mode);
    this.format = format;
  }

  @Override
  void open() throws IOException {
    firstLine = slice.start() == 0 ? 1 : 0;
    reader =
        new CsvRecords(
            new DataFile(conf, slice.path()).open(slice.start()),
            (byte) format.separator(),
            slice.start());
    if (format.hasHeader() && slice.start() == 0 && reader.next()) {
      format.requireHeader(slice.path(), CsvHeader.columns(conf, slice.path(), reader));
    }
  }

  @Override
  Row read() throws IOException {
    if (!reader.next() || reader.offset() >= slice.end()) {
      close();
      return null;
    }
    try {
      return withProblem(format.row(reader), format.columns(), null);
    } catch (LineGrammar.MalformedLineException e) {
      long line = line();
      String hint =
          line == 1 && !format.hasHeader()
              ? "; if this line names the columns, leave csvHeader=false out"
              : "";
      String problem =
          "%s:%d: %s%s: \"%s\"".formatted(slice.path(), line, e.getMessage(), hint, reader.text());
      if (mode == ReadMode.FAILFAST) {
        throw new InvalidInputException(problem, e);
      }
      return withProblem(null, format.columns(), problem);
    }
  }

  private long line() throws IOException {
    if (firstLine == 0) {
      firstLine = new DataFile(conf, slice.path()).lineNumber(slice.start());
    }
    return firstLine + reader.linesBefore();
  }
}
