package org.sparkrnn.io;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.ReadMode;

/**
 * Reads sequences from files into a data frame, with one row per sequence.
 *
 * <p>Each file of a line format is read as a stream by several tasks, unless it is compressed; rows
 * are in the order of the paths of the files and of the lines in them. Text is UTF-8, with or
 * without a byte order mark; lines end with LF, CR LF or CR, and no other character. An error in a
 * line is found when Spark reads it, and is the cause of Spark's exception, with file and line
 * number: see {@link InvalidInputException#in}.
 */
public final class SequenceReader {
  /**
   * The column with the error of a malformed row, if malformed rows are kept; null for other rows.
   */
  public static final String MALFORMED = "malformed row";

  /** The default name of the column of series, if files do not name it. */
  public static final String SERIES = "series";

  /** The default name of the column of labels of .ts files. */
  public static final String LABEL = "label";

  private SequenceReader() {}

  /**
   * Reads the files of a path.
   *
   * <ul>
   *   <li>{@code conllu}: the ten columns id, form, lemma, upos, xpos, feats, head, deprel, deps,
   *       misc, each array&lt;string&gt;. Comments, multiword ranges and empty nodes are left out.
   *       The user's two columns are found in any case and keep the user's spelling.
   *   <li>{@code conll}: column1, column2, ..., each array&lt;string&gt;, as many as the first line
   *       with a token has. If the first line names the columns, it is not a token, and the columns
   *       have these names. Lines that begin a sentence with {@code #} and do not have the columns
   *       of a token are left out. Names that are neither in the header nor of the form columnK
   *       mean the first column ({@code inputCol}) and the last column ({@code labelCol}), unless a
   *       header says that these columns are not tokens and labels.
   *   <li>{@code tsv}: like {@code conll}; with {@link TextSplitting#WHOLE} like {@code csv} with
   *       tabs.
   *   <li>{@code slashed}: {@code inputCol} and, unless null, {@code labelCol}, both
   *       array&lt;string&gt;. Blank lines are skipped.
   *   <li>{@code text}: {@code inputCol} as array&lt;string&gt;. Blank lines are skipped, so a file
   *       cannot have empty sequences; use JSON for them.
   *   <li>{@code csv}: with a header; {@code inputCol} and {@code labelCol} are split at white
   *       space into array&lt;string&gt;, other columns are text as it is written, unless {@link
   *       ColumnUses} say that they have numbers. An empty cell is null, a cell of two quotes is an
   *       empty string. To keep labels whole, give null as {@code labelCol}. If {@link
   *       CsvOptions#steps} are named, they become one column {@code inputCol},
   *       array&lt;double&gt;, instead of separate columns; empty cells at the end of the steps are
   *       ignored.
   *   <li>{@code ts}: {@code inputCol}, a series as array&lt;double&gt;, or with several dimensions
   *       as array&lt;array&lt;double&gt;&gt;, with one array per step; and, if the header says
   *       that there are labels, {@code labelCol} (or {@link #LABEL} if that is null), as string
   *       for classes and double for targets. Time stamps must be evenly spaced and are left out.
   *   <li>{@code wav}: for each file {@code inputCol}, its frames as
   *       array&lt;array&lt;float&gt;&gt;, and before it {@code file}, its path, or the columns of
   *       {@link AudioOptions#transcripts}, including {@code labelCol}. Files in a folder that do
   *       not end with .wav are ignored.
   *   <li>{@code json} (one object per line) and {@code parquet}: the columns as they are; {@code
   *       doc.tokens} is the field tokens in doc.
   * </ul>
   *
   * @param path a file, a directory (read with its subdirectories, without names that start with
   *     {@code _} or {@code .}) or a glob, on any Hadoop file system
   * @param labelCol null if there are no labels or they are not needed
   * @throws InvalidInputException if the path matches no file or a column is missing
   */
  public static Dataset<Row> read(
      SparkSession spark, String path, Format format, String inputCol, String labelCol) {
    return read(
        spark,
        path,
        format,
        inputCol == null ? List.of() : List.of(inputCol),
        labelCol,
        ReadOptions.of(TextSplitting.TOKENS));
  }

  /**
   * Reads the files of a path, for a task that may have several input columns, like {@link
   * #read(SparkSession, String, Format, String, String)}, except for the options. With {@link
   * TextSplitting#WHOLE} the column of {@code text} is a string with the whole line, even if it is
   * blank, and cells of {@code csv} are not split.
   *
   * @param inputCols more than one only for {@code conllu}, {@code csv}, {@code json} and {@code
   *     parquet}
   */
  public static Dataset<Row> read(
      SparkSession spark,
      String path,
      Format format,
      List<String> inputCols,
      String labelCol,
      ReadOptions options) {
    if (inputCols.isEmpty() || inputCols.stream().anyMatch(String::isBlank)) {
      throw new InvalidInputException(
          "inputCol is not set; set it to the column with the sequences");
    }
    if (inputCols.stream().anyMatch(inputCol -> inputCol.equalsIgnoreCase(labelCol))) {
      throw new InvalidInputException(
          "inputCol and labelCol are both " + labelCol + "; give two different columns");
    }
    String inputCol = inputCols.get(0);
    if (inputCols.size() > 1
        && (EnumSet.of(Format.CONLL, Format.SLASHED, Format.TEXT, Format.TS, Format.WAV)
                .contains(format)
            || format == Format.TSV && options.cells() == TextSplitting.TOKENS)) {
      throw new InvalidInputException(
          "inputCols is %s, but files of format %s have one input column (%s); name it with inputCol"
              .formatted(String.join(", ", inputCols), format.label(), path));
    }
    requireSteps(path, format, inputCols, options);
    Configuration conf = spark.sparkContext().hadoopConfiguration();
    List<FileStatus> files = InputFiles.list(conf, path);
    ReadMode mode = options.mode();
    return switch (format) {
      case CONLLU -> {
        Dataset<Row> data = lines(spark, files, ConlluGrammar.of(inputCol, labelCol), mode);
        inputCols.forEach(name -> Columns.require(path, "inputCols", name, data.columns()));
        yield data;
      }
      case CONLL -> conll(spark, path, files, inputCol, labelCol, options);
      case TSV ->
          options.cells() == TextSplitting.TOKENS
              ? conll(spark, path, files, inputCol, labelCol, options)
              : new TableReader(spark, path, files, inputCols, labelCol, tabbed(options)).csv();
      case SLASHED -> lines(spark, files, new TextGrammar(names(inputCol, labelCol), true), mode);
      case TEXT -> {
        if (labelCol != null) {
          throw new InvalidInputException(
              ("labelCol=%s: files in format text have no labels (%s); give another format=, or leave labelCol out")
                  .formatted(labelCol, path));
        }
        yield options.cells() == TextSplitting.TOKENS
            ? lines(spark, files, new TextGrammar(names(inputCol, null), false), mode)
            : lines(spark, files, new WholeLineGrammar(inputCol), mode);
      }
      case CSV -> new TableReader(spark, path, files, inputCols, labelCol, options).csv();
      case JSON -> new TableReader(spark, path, files, inputCols, labelCol, options).json();
      case PARQUET -> new TableReader(spark, path, files, inputCols, labelCol, options).parquet();
      case WAV -> WavReader.read(spark, path, files, inputCol, labelCol, options);
      case TS -> TsReader.read(spark, path, files, inputCol, labelCol, options);
    };
  }

  /**
   * Checks that rows of whole series, with one column per step, are requested only if they can be
   * read.
   */
  private static void requireSteps(
      String path, Format format, List<String> inputCols, ReadOptions options) {
    String steps = options.csv().steps();
    boolean table =
        format == Format.CSV || format == Format.TSV && options.cells() == TextSplitting.WHOLE;
    if (steps != null && !table) {
      throw new InvalidInputException(
          "csvSteps=%s: %s is read as %s, which does not have one column per step; leave csvSteps out, or give format=csv"
              .formatted(steps, path, format.label()));
    }
    if (steps != null && inputCols.size() > 1) {
      throw new InvalidInputException(
          "csvSteps=%s makes one column of the steps, but inputCols is %s; name that column with inputCol"
              .formatted(steps, String.join(", ", inputCols)));
    }
  }

  private static Dataset<Row> conll(
      SparkSession spark,
      String path,
      List<FileStatus> files,
      String inputCol,
      String labelCol,
      ReadOptions options) {
    Configuration conf = spark.sparkContext().hadoopConfiguration();
    FileLayouts layouts = options.layouts();
    if (layouts.conll() == null) {
      layouts.setConll(ConllInference.layout(conf, files, path, inputCol, labelCol));
    } else {
      ConllInference.requireClear(conf, files, path, inputCol, labelCol, layouts.conll());
    }
    ConllGrammar grammar = ConllGrammar.of(layouts.conll(), inputCol, labelCol);
    return lines(spark, files, grammar, options.mode());
  }

  /** The same for tabs, unless another separator was given. */
  private static ReadOptions tabbed(ReadOptions options) {
    CsvOptions csv = options.csv();
    return csv.separator() == CsvOptions.PLAIN.separator() ? options.with(csv.with('\t')) : options;
  }

  private static String[] names(String inputCol, String labelCol) {
    return labelCol == null ? new String[] {inputCol} : new String[] {inputCol, labelCol};
  }

  private static Dataset<Row> lines(
      SparkSession spark, List<FileStatus> files, LineGrammar grammar, ReadMode mode) {
    return rows(spark, InputFiles.slices(spark, files), grammar, mode);
  }

  /** The rows of slices, each group of which a task reads. */
  static Dataset<Row> rows(
      SparkSession spark, List<List<FileSlice>> groups, RowFormat format, ReadMode mode) {
    Configuration conf = spark.sparkContext().hadoopConfiguration();
    JavaRDD<Row> rows =
        new JavaSparkContext(spark.sparkContext())
            .parallelize(groups, Math.max(1, groups.size()))
            .flatMap(new ReadSlices(new SerializableConfiguration(conf), format, mode));
    StructType schema = format.schema();
    return spark.createDataFrame(
        rows, mode == ReadMode.FAILFAST ? schema : schema.asNullable().add(MALFORMED, "string"));
  }

  /** A task's part: the rows of its slices, whose files are closed even if the task stops early. */
  private record ReadSlices(SerializableConfiguration conf, RowFormat format, ReadMode mode)
      implements FlatMapFunction<List<FileSlice>, Row> {
    @Override
    public Iterator<Row> call(List<FileSlice> slices) {
      RowIterator<?> rows = format.rows(conf.value(), slices, mode);
      TaskContext.get()
          .addTaskCompletionListener(
              context -> {
                try {
                  rows.close();
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
      return rows;
    }
  }
}
