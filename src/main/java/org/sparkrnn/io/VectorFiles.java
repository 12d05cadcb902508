package org.sparkrnn.io;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.Function2;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.Vocabulary;
import org.sparkrnn.io.LineGrammar.MalformedLineException;

/**
 * Files of word vectors as text, with one line per word: the word and its numbers. The files of
 * word2vec and fastText begin with a line with the number of words and of numbers per word, those
 * of GloVe do not. They are read in Spark, several parts of a file at the same time unless it is
 * compressed, and only the vectors that are needed are sent to the driver.
 */
public final class VectorFiles {
  private final Configuration conf;
  private final String path;
  private final List<FileStatus> files;
  private final int size;

  /**
   * Reads the first lines.
   *
   * @param path a file, a directory or a glob, on any Hadoop file system
   * @throws InvalidInputException if there is no file, or it does not begin like a file of vectors
   */
  public VectorFiles(Configuration conf, String path) {
    this.conf = conf;
    this.path = path;
    files = InputFiles.list(conf, path);
    for (FileStatus file : files) {
      if (Format.uncompressed(file.getPath().getName()).toLowerCase(Locale.ROOT).endsWith(".bin")) {
        throw new InvalidInputException(
            "%s is binary according to its ending; expected vectors as text: .vec from fastText, word2vec with -binary 0, or .txt from GloVe"
                .formatted(file.getPath()));
      }
    }
    size = firstSize();
  }

  private int firstSize() {
    String file = files.get(0).getPath().toString();
    try (Lines lines = new Lines(conf, new FileSlice(file, 0, Long.MAX_VALUE))) {
      boolean first = true;
      while (lines.next()) {
        String text = lines.text();
        if (!lines.blank() && !(first && VectorLine.header(text) != null)) {
          return size(lines, text);
        }
        first = false;
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file + ": " + e.getMessage(), e);
    }
    throw new InvalidInputException(file + " contains no vectors; expected one line per word");
  }

  private static int size(Lines lines, String text) throws IOException {
    try {
      return VectorLine.size(text);
    } catch (MalformedLineException e) {
      throw lines.malformed(e.getMessage());
    }
  }

  /** D, the number of values of a vector. */
  public int size() {
    return size;
  }

  /**
   * Reads vectors.
   *
   * @param asked words whose vectors are needed; the caller must destroy the broadcast
   * @param most how many other words to take, the first ones in the files
   * @param lowercase whether other words are only taken if they are in lower case
   * @throws InvalidInputException as the cause of Spark's exception, with file and line number, if
   *     a line does not fit the first line
   */
  public WordVectors read(
      SparkSession spark, Broadcast<HashSet<String>> asked, int most, boolean lowercase) {
    List<List<FileSlice>> groups = InputFiles.slices(spark, files);
    JavaRDD<List<FileSlice>> slices =
        new JavaSparkContext(spark.sparkContext()).parallelize(groups, groups.size());
    ReadVectors reader =
        new ReadVectors(new SerializableConfiguration(conf), asked, size, most, lowercase, true);
    List<VectorPart> parts = slices.mapPartitionsWithIndex(reader, true).collect();
    WordVectors vectors = new WordVectors();
    parts.forEach(vectors::add);
    vectors.addOthers(parts.get(0), most);
    for (int from = 1; from < parts.size() && vectors.others().size() < most; ) {
      int left = most - vectors.others().size();
      int to = from;
      for (long there = 0; to < parts.size() && there < left; to++) {
        there += parts.get(to).countOfOthers();
      }
      int[] next = IntStream.range(from, to).toArray();
      for (List<VectorPart> more :
          slices.mapPartitionsWithIndex(reader.others(left), true).collectPartitions(next)) {
        more.forEach(part -> vectors.addOthers(part, most));
      }
      from = to;
    }
    return vectors;
  }

  @Override
  public String toString() {
    return path;
  }

  /**
   * A task's part. The first task, which has the beginning of the files, also takes words that were
   * not requested; if it finds too few, a second pass takes more from the following parts.
   */
  private record ReadVectors(
      SerializableConfiguration conf,
      Broadcast<HashSet<String>> asked,
      int size,
      int most,
      boolean lowercase,
      boolean first)
      implements Function2<Integer, Iterator<List<FileSlice>>, Iterator<VectorPart>> {

    /** The second pass. */
    ReadVectors others(int left) {
      return new ReadVectors(conf, asked, size, left, lowercase, false);
    }

    @Override
    public Iterator<VectorPart> call(Integer index, Iterator<List<FileSlice>> groups)
        throws IOException {
      VectorPart part = new VectorPart(first && index > 0 ? 0 : most);
      while (groups.hasNext()) {
        for (FileSlice slice : groups.next()) {
          try (Lines lines = new Lines(conf.value(), slice)) {
            read(lines, slice, part);
          }
        }
      }
      return List.of(part).iterator();
    }

    private void read(Lines lines, FileSlice slice, VectorPart part) throws IOException {
      VectorLine line = new VectorLine(size);
      Set<String> words = asked.value();
      boolean begins = slice.start() == 0;
      while (lines.next() && lines.offset() < slice.end()) {
        String text = lines.text();
        if (begins && header(lines, text, part) || lines.blank()) {
          begins = false;
          continue;
        }
        begins = false;
        try {
          take(line, line.word(text), words, part);
        } catch (MalformedLineException e) {
          throw lines.malformed(e.getMessage());
        }
      }
    }

    private boolean header(Lines lines, String text, VectorPart part) throws IOException {
      long[] header = VectorLine.header(text);
      if (header == null) {
        return false;
      }
      if (header[1] != size) {
        throw lines.malformed(
            "the file says that its vectors have %d numbers, but they have %d"
                .formatted(header[1], size));
      }
      part.announce(header[0]);
      return true;
    }

    private void take(VectorLine line, String word, Set<String> words, VectorPart part)
        throws MalformedLineException {
      part.line();
      if (words.contains(word)) {
        if (first && part.takes(word)) {
          part.take(word, line.numbers());
        }
      } else if ((!lowercase || word.equals(Vocabulary.normalize(word, true)))
          && part.takesOther(word)) {
        part.takeOther(word, line.numbers());
      }
    }
  }
}
