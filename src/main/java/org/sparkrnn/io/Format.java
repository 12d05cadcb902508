package org.sparkrnn.io;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.sparkrnn.data.InvalidInputException;
import scala.Option;

/** The file formats of sequence data. Users may write the names in upper or lower case. */
public enum Format {
  /** CoNLL-U: ten tab-separated columns per token, and a blank line after each sentence. */
  CONLLU("conllu"),
  /**
   * One token per line in columns, and a blank line after each sentence, as in the CoNLL shared
   * tasks.
   */
  CONLL("conll", "bio", "iob"),
  /**
   * Tab-separated: read as {@link #CONLL} for tags of tokens, otherwise as a table like {@link
   * #CSV}.
   */
  TSV("tsv"),
  /** One sentence per line, with tokens as {@code word/TAG}. */
  SLASHED("slashed", "pos"),
  /** One sequence per line, with tokens separated by white space. */
  TEXT("txt", "text"),
  /** Comma-separated values with a header line. */
  CSV("csv"),
  /** One JSON object per line. */
  JSON("json", "jsonl", "ndjson"),
  /** Apache Parquet. */
  PARQUET("parquet"),
  /** Whole series, one per line after a header, as aeon and sktime read them. */
  TS("ts"),
  /** Sound, with one sequence per file. */
  WAV("wav", "wave");

  private static final Set<String> COMPRESSED =
      Set.of("gz", "bz2", "zst", "zstd", "lz4", "snappy", "deflate", "xz", "zip");

  private final Set<String> endings;

  Format(String... endings) {
    this.endings = Set.of(endings);
  }

  /** The name that users write, for example {@code conllu}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** All names, separated by commas, for messages. */
  static String labels() {
    return Arrays.stream(values()).map(Format::label).collect(Collectors.joining(", "));
  }

  /**
   * {@link #of(String, String, Configuration)} with the Hadoop settings of the running Spark
   * session, or Hadoop's defaults if none is running.
   */
  public static Format of(String nameOrNull, String path) {
    Option<SparkSession> session = SparkSession.getDefaultSession();
    Configuration conf =
        session.isDefined()
            ? session.get().sparkContext().hadoopConfiguration()
            : new Configuration();
    return of(nameOrNull, path, conf);
  }

  /**
   * The format of a path. If a name is given, it decides; otherwise the ending of the path decides,
   * without endings of compression such as {@code .gz}; otherwise, for a directory or a glob, the
   * ending of its first data file.
   *
   * @param nameOrNull the user's {@code format}, or null
   * @param path a file, directory or glob; accessed only if neither the name nor the ending decides
   * @throws InvalidInputException if the name is unknown, nothing decides or the path is missing
   */
  public static Format of(String nameOrNull, String path, Configuration conf) {
    if (nameOrNull != null) {
      for (Format format : values()) {
        String name = nameOrNull.strip().toLowerCase(Locale.ROOT);
        if (format.label().equals(name) || format.endings.contains(name)) {
          return format;
        }
      }
      throw new InvalidInputException(
          "format \"" + nameOrNull + "\" is unknown; expected one of " + labels());
    }
    Format format = ofEnding(InputFiles.path(path).getName());
    if (format == null) {
      List<FileStatus> files = InputFiles.list(conf, path);
      Path first = files.get(0).getPath();
      format = ofEnding(first.getName());
      if (format == null) {
        throw new InvalidInputException(
            "the ending of "
                + first
                + " does not say its format; give format= with one of "
                + labels());
      }
      for (FileStatus file : files) {
        if (ofEnding(file.getPath().getName()) != format) {
          throw new InvalidInputException(
              "%s contains %s and %s, whose endings stand for different formats; give a folder or a glob of one format, such as %s/*.%s, or give format= to read all files in that format"
                  .formatted(
                      path,
                      first.getName(),
                      file.getPath().getName(),
                      path.replaceFirst("/+$", ""),
                      format.label()));
        }
      }
    }
    return format;
  }

  /**
   * The output format: the named one, otherwise that of the ending of the path, otherwise Parquet.
   *
   * @throws InvalidInputException if the name is unknown
   */
  public static Format forOutput(String nameOrNull, String path) {
    Format format = nameOrNull != null ? of(nameOrNull, path) : ofEnding(new Path(path).getName());
    return format == null ? PARQUET : format == TSV ? CONLL : format;
  }

  /** Whether an ending, without its dot, means that a file is compressed. */
  static boolean isCompression(String ending) {
    return COMPRESSED.contains(ending);
  }

  /** A file's name without the ending of its compression. */
  static String uncompressed(String fileName) {
    String ending = fileName.substring(fileName.lastIndexOf('.') + 1);
    boolean compressed =
        isCompression(ending.toLowerCase(Locale.ROOT)) && fileName.length() > ending.length();
    return compressed ? fileName.substring(0, fileName.length() - ending.length() - 1) : fileName;
  }

  private static Format ofEnding(String fileName) {
    String name = uncompressed(fileName).toLowerCase(Locale.ROOT);
    int dot = name.lastIndexOf('.');
    for (Format format : values()) {
      if (dot >= 0 && format.endings.contains(name.substring(dot + 1))) {
        return format;
      }
    }
    return null;
  }
}
