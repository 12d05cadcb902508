package org.sparkrnn.io;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.ReadMode;
import org.sparkrnn.data.audio.AudioSpec;
import org.sparkrnn.data.audio.FrameFeatures;

/** The rows of a task's WAV files, one a file: what is known of it, then its frames. */
final class WavRows implements Iterator<Row> {
  private final Configuration conf;
  private final Iterator<WavEntry> entries;
  private final FrameFeatures features;
  private final ReadMode mode;

  /**
   * @param mode with {@link ReadMode#DROPMALFORMED} every row has one more column, as {@link
   *     RowFormat#rows} says
   */
  WavRows(Configuration conf, List<WavEntry> entries, AudioSpec spec, ReadMode mode) {
    this.conf = conf;
    this.entries = entries.iterator();
    this.features = new FrameFeatures(spec);
    this.mode = mode;
  }

  @Override
  public boolean hasNext() {
    return entries.hasNext();
  }

  @Override
  public Row next() {
    WavEntry entry = entries.next();
    int known = entry.values().length;
    Object[] row = new Object[known + (mode == ReadMode.FAILFAST ? 1 : 2)];
    try {
      if (entry.problem() != null) {
        throw new InvalidInputException(entry.problem());
      }
      row[known] = FrameRows.of(features.ofWav(bytes(entry.path())));
      System.arraycopy(entry.values(), 0, row, 0, known);
    } catch (InvalidInputException e) {
      String problem = entry.path() + " " + e.getMessage();
      if (mode == ReadMode.FAILFAST) {
        throw new InvalidInputException(problem, e);
      }
      row[known + 1] = problem;
    }
    return RowFactory.create(row);
  }

  private byte[] bytes(String path) {
    try (InputStream in = new DataFile(conf, path).open(0)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + path + ": " + e.getMessage(), e);
    }
  }
}
