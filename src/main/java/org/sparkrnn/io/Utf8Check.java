package org.sparkrnn.io;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;
import org.sparkrnn.data.InvalidInputException;

/**
 * Checks that files are UTF-8 text, for readers that would replace other bytes by U+FFFD and so
 * make different words equal. Makes one pass over the bytes, divided among all tasks.
 */
final class Utf8Check {
  private static final int BUFFER = 1 << 16;

  private Utf8Check() {}

  /**
   * Reads the files, decompressed, from the first byte to the last.
   *
   * @throws InvalidInputException if there is another byte; the message names the first such file
   *     and line
   */
  static void require(SparkSession spark, List<FileStatus> files) {
    List<List<FileSlice>> groups = InputFiles.slices(spark, files);
    if (groups.isEmpty()) {
      return;
    }
    SerializableConfiguration conf =
        new SerializableConfiguration(spark.sparkContext().hadoopConfiguration());
    new JavaSparkContext(spark.sparkContext())
        .parallelize(groups, groups.size()).map(new CheckSlices(conf)).collect().stream()
            .filter(problem -> !problem.isEmpty())
            .findFirst()
            .ifPresent(
                problem -> {
                  throw new InvalidInputException(problem);
                });
  }

  /** A task's part: the first problem, or an empty text. */
  private record CheckSlices(SerializableConfiguration conf)
      implements Function<List<FileSlice>, String> {
    @Override
    public String call(List<FileSlice> slices) {
      return slices.stream()
          .map(slice -> problem(conf.value(), slice))
          .filter(Objects::nonNull)
          .findFirst()
          .orElse("");
    }
  }

  /** The error in a slice with file and line, or null. */
  static String problem(Configuration conf, FileSlice slice) {
    DataFile file = new DataFile(conf, slice.path());
    try {
      long offset = firstOther(file, slice);
      if (offset < 0) {
        return null;
      }
      String problem = Utf8.problem(file, byteAt(file, offset));
      return file.path() + ":" + file.lineNumber(offset) + ": " + problem;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + slice.path() + ": " + e.getMessage(), e);
    }
  }

  /**
   * The position of the first byte that is not UTF-8 in the characters that begin in a slice, or
   * -1.
   */
  private static long firstOther(DataFile file, FileSlice slice) throws IOException {
    byte[] buffer = new byte[BUFFER];
    try (InputStream in = file.open(slice.start())) {
      long position = slice.start();
      int n = in.readNBytes(buffer, 0, BUFFER);
      int from = 0;
      // The previous slice reads the character at its end, which may have three bytes beyond it.
      while (position > 0 && from < Math.min(3, n) && Utf8.continues(buffer[from])) {
        from++;
      }
      position += from;
      Utf8 utf8 = new Utf8(position);
      while (n > 0) {
        int to = (int) Math.max(from, Math.min(n, from + slice.end() - position));
        long other = utf8.firstOther(buffer, from, to);
        // After the slice's end comes the rest of its last character, or a byte of another one.
        while (other < 0 && to < n && Utf8.continues(buffer[to])) {
          other = utf8.firstOther(buffer, to, ++to);
        }
        if (other >= 0 || to < n) {
          return other >= 0 ? other : utf8.unfinished();
        }
        position += n - from;
        n = in.readNBytes(buffer, 0, BUFFER);
        from = 0;
      }
      return utf8.unfinished();
    }
  }

  private static int byteAt(DataFile file, long offset) throws IOException {
    try (InputStream in = file.open(0)) {
      in.skipNBytes(offset);
      return in.read();
    }
  }
}
