package org.sparkrnn.io;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.hadoop.fs.FileStatus;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.ReadMode;
import org.sparkrnn.data.audio.AudioSpec;

/**
 * Reads WAV files: the driver lists them and looks up what the transcripts say of each, tasks
 * decode them. Not by Spark's binaryFile source, which takes a name such as {@code a[1].wav} for a
 * pattern, and shares files out by their size rather than in their order.
 */
final class WavReader {
  private WavReader() {}

  /**
   * As {@link SequenceReader#read} says.
   *
   * @throws InvalidInputException if there is no WAV file, or labels are wanted and nothing says
   *     them; and in failfast mode if a file has no transcript
   */
  static Dataset<Row> read(
      SparkSession spark,
      String path,
      List<FileStatus> all,
      String inputCol,
      String labelCol,
      ReadOptions options) {
    List<FileStatus> files = all.size() == 1 ? all : sounds(path, all);
    AudioOptions audio = options.audio();
    if (audio == null) {
      throw new InvalidInputException(
          "%s is read as wav, but there are no settings for turning sound into frames of numbers"
              .formatted(path));
    }
    if (labelCol != null && audio.transcripts() == null) {
      throw new InvalidInputException(
          "labelCol is %s, but WAV files have no labels (%s); give transcripts= with a table that has the columns %s, with the names of the files, and %s"
              .formatted(labelCol, path, audio.fileCol(), labelCol));
    }
    Transcripts transcripts =
        audio.transcripts() == null ? null : new Transcripts(spark, options, inputCol, labelCol);
    StructType known =
        transcripts == null
            ? new StructType().add(AudioOptions.FILE, DataTypes.StringType)
            : transcripts.schema();
    ArrayList<ArrayList<WavEntry>> groups = new ArrayList<>();
    boolean some = false;
    for (List<FileStatus> group : InputFiles.groups(spark, files)) {
      ArrayList<WavEntry> entries = new ArrayList<>();
      for (FileStatus file : group) {
        String name = file.getPath().toString();
        WavEntry entry =
            transcripts == null
                ? new WavEntry(name, new Object[] {name}, null)
                : transcripts.entry(file.getPath());
        some |= entry.problem() == null;
        entries.add(entry);
      }
      groups.add(entries);
    }
    if (!some) {
      throw transcripts.strange(path, files.get(0).getPath());
    }
    if (options.mode() == ReadMode.FAILFAST) {
      requireKnown(groups);
    }
    StructType schema = known.add(inputCol, FrameRows.TYPE);
    JavaRDD<Row> rows =
        new JavaSparkContext(spark.sparkContext())
            .parallelize(groups, groups.size())
            .flatMap(
                new Decode(
                    new SerializableConfiguration(spark.sparkContext().hadoopConfiguration()),
                    audio.spec(),
                    options.mode()));
    return spark.createDataFrame(
        rows,
        options.mode() == ReadMode.FAILFAST
            ? schema
            : schema.asNullable().add(SequenceReader.MALFORMED, DataTypes.StringType));
  }

  /** A folder of sounds often holds their table, and what else is known of them. */
  private static List<FileStatus> sounds(String path, List<FileStatus> all) {
    List<FileStatus> sounds =
        all.stream()
            .filter(file -> Transcripts.sound(Format.uncompressed(file.getPath().getName())))
            .toList();
    if (sounds.isEmpty()) {
      throw new InvalidInputException(
          "%s contains no file that ends with .wav or .wave, but %d other files, such as %s"
              .formatted(path, all.size(), all.get(0).getPath().getName()));
    }
    return sounds;
  }

  private static void requireKnown(List<ArrayList<WavEntry>> groups) {
    for (List<WavEntry> group : groups) {
      for (WavEntry entry : group) {
        if (entry.problem() != null) {
          throw new InvalidInputException(entry.path() + " " + entry.problem());
        }
      }
    }
  }

  /** A task's part. */
  private record Decode(SerializableConfiguration conf, AudioSpec spec, ReadMode mode)
      implements FlatMapFunction<ArrayList<WavEntry>, Row> {
    @Override
    public Iterator<Row> call(ArrayList<WavEntry> entries) {
      return new WavRows(conf.value(), entries, spec, mode);
    }
  }
}
