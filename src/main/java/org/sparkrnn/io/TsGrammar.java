package org.sparkrnn.io;

import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * The data of .ts files, with one series per line.
 *
 * @param columns the column of series and, if there are labels, the column of labels
 * @param headers headers by path, all with the same number of dimensions and the same labels
 * @param stamped the header with the step between time stamps of all series, or null
 * @param labelRequired whether a series without a label is malformed
 */
record TsGrammar(
    String[] columns, Map<String, TsHeader> headers, TsHeader stamped, boolean labelRequired)
    implements LineGrammar {
  @Override
  public boolean lineIsSequence() {
    return true;
  }

  @Override
  public StructType schema() {
    TsHeader any = headers.values().iterator().next();
    StructType schema =
        new StructType().add(columns[0], SeriesValues.type(any.dimensions()), false);
    return columns.length == 1
        ? schema
        : schema.add(
            columns[1],
            any.labels() == TsHeader.Labels.TARGETS ? DataTypes.DoubleType : DataTypes.StringType,
            !labelRequired);
  }

  @Override
  public Parser parser(FileSlice slice) {
    TsHeader header = headers.get(slice.path());
    return new Parser() {
      private boolean inHeader = slice.start() == 0; // then the file could not be cut
      private Row row;

      @Override
      public void line(String line) throws MalformedLineException {
        String text = line.strip();
        row = null;
        if (inHeader) {
          inHeader = !TsHeader.endsWith(text);
        } else if (!TsSeries.isComment(text)) {
          row = row(TsSeries.parse(text, header), header);
        }
      }

      @Override
      public Row end() {
        Row ended = row;
        row = null;
        return ended;
      }
    };
  }

  private Row row(TsSeries series, TsHeader header) throws MalformedLineException {
    if (stamped != null
        && series.step() != null
        && !series.step().near(stamped.step(), series.unit())) {
      throw new MalformedLineException(
          "the time between steps of the series is %s, but in the first series of %s it is %s; expected the same in all series: resample the series, or, if the time between steps does not matter, write only the values and @timeStamps false"
              .formatted(series.step(), stamped.file(), stamped.step()));
    }
    if (header.labelled() && labelRequired && series.label() == null) {
      throw new MalformedLineException(
          "the label is missing; label the series or leave the line out");
    }
    Object steps = SeriesValues.steps(series.values());
    if (columns.length == 1) {
      return RowFactory.create(new Object[] {steps});
    }
    boolean target = header.labels() == TsHeader.Labels.TARGETS && series.label() != null;
    return RowFactory.create(
        steps, target ? CsvFormat.number(series.label(), '.') : series.label());
  }
}
