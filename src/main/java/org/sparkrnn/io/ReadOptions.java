package org.sparkrnn.io;

import org.sparkrnn.data.ReadMode;

/**
 * How files are read.
 *
 * @param cells how lines of text are split, and cells of CSV that are inputs or labels
 * @param mode with {@link ReadMode#DROPMALFORMED} malformed rows do not stop reading: they have
 *     nulls, and a text in the column {@link SequenceReader#MALFORMED}, and the caller counts and
 *     drops them; if a line is malformed, its whole sentence is. Parquet has no malformed rows and
 *     no such column
 * @param csv how CSV is written
 * @param uses what columns are used for
 * @param layouts the layout of earlier files of the run, or of these files if they are the first
 * @param audio how sound is read, and the table of sounds; null for other data
 */
public record ReadOptions(
    TextSplitting cells,
    ReadMode mode,
    CsvOptions csv,
    ColumnUses uses,
    FileLayouts layouts,
    AudioOptions audio) {
  /**
   * Options for separate files of which nothing is known; the first malformed row stops reading.
   */
  public static ReadOptions of(TextSplitting cells) {
    return new ReadOptions(
        cells, ReadMode.FAILFAST, CsvOptions.PLAIN, ColumnUses.UNKNOWN, new FileLayouts(), null);
  }

  /** The same with another mode. */
  public ReadOptions with(ReadMode value) {
    return new ReadOptions(cells, value, csv, uses, layouts, audio);
  }

  /** The same with another way of writing CSV. */
  public ReadOptions with(CsvOptions value) {
    return new ReadOptions(cells, mode, value, uses, layouts, audio);
  }

  /** The same with other uses of columns. */
  public ReadOptions with(ColumnUses value) {
    return new ReadOptions(cells, mode, csv, value, layouts, audio);
  }

  /** The same with a way of reading sound. */
  public ReadOptions with(AudioOptions value) {
    return new ReadOptions(cells, mode, csv, uses, layouts, value);
  }
}
