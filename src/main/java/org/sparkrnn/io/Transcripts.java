package org.sparkrnn.io;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sparkrnn.data.InvalidInputException;

/**
 * A table with further columns for sounds, one row per file, on the driver. A row names a file with
 * or without its folders, and with or without the ending .wav: {@code b/1}, {@code 1.wav} and
 * {@code hdfs:/a/b/1.wav} all mean the last one. A malformed row is left out, and told.
 */
final class Transcripts {
  private static final Logger LOG = LoggerFactory.getLogger(Transcripts.class);
  private static final Set<Format> TABLES =
      EnumSet.of(Format.CSV, Format.TSV, Format.JSON, Format.PARQUET);

  /** A file system in front of an absolute path, or the way to the folder of the table. */
  private static final Pattern NO_FOLDER =
      Pattern.compile("^(?:[A-Za-z][A-Za-z0-9+.-]+:(?://[^/]*)?(?=/)|(?:\\.\\.?/)+)");

  private final String path;
  private final String fileCol;
  private final StructType schema;
  private final Map<String, List<Row>> rows = new HashMap<>(); // by name without folders
  private final int file; // index of the column of names
  private final String leftOut; // the malformed rows of the table, for messages; empty if none

  /**
   * @param inputCol column for the frames, which the table must not have
   * @param labelCol column that the table must have, or null
   * @throws InvalidInputException if the table cannot be read or lacks a column
   */
  Transcripts(SparkSession spark, ReadOptions options, String inputCol, String labelCol) {
    path = options.audio().transcripts();
    fileCol = options.audio().fileCol();
    Format format = Format.of(null, path, spark.sparkContext().hadoopConfiguration());
    if (!TABLES.contains(format)) {
      throw new InvalidInputException(
          "transcripts=%s is read as %s because of its ending; expected a table: csv, tsv, json or parquet"
              .formatted(path, format.label()));
    }
    Dataset<Row> table =
        SequenceReader.read(
            spark, path, format, List.of(fileCol), labelCol, of(options, inputCol, fileCol));
    List<String> names = new ArrayList<>(List.of(table.columns()));
    boolean told = names.remove(SequenceReader.MALFORMED);
    schema = table.drop(SequenceReader.MALFORMED).schema().asNullable();
    if (names.contains(inputCol)) {
      throw new InvalidInputException(
          "transcripts=%s has a column %s, but the frames of the sounds have this name too; give the frames another name with inputCol"
              .formatted(path, inputCol));
    }
    file = names.indexOf(fileCol);
    List<Row> all;
    try {
      all = table.collectAsList();
    } catch (Exception e) { // Spark throws checked exceptions without declaring them
      throw InvalidInputException.orElse(e);
    }
    List<Row> malformed = new ArrayList<>();
    for (Row row : all) {
      if (told && !row.isNullAt(row.size() - 1)) {
        malformed.add(row);
      } else {
        add(row);
      }
    }
    leftOut = leftOut(malformed);
    if (!malformed.isEmpty()) {
      LOG.warn("transcripts={}{}", path, leftOut);
    }
  }

  private static String leftOut(List<Row> malformed) {
    return malformed.isEmpty()
        ? ""
        : ", of which %d malformed %s left out, for example: %s"
            .formatted(
                malformed.size(),
                malformed.size() == 1 ? "row is" : "rows are",
                malformed.get(0).getString(malformed.get(0).size() - 1));
  }

  private static ReadOptions of(ReadOptions options, String inputCol, String fileCol) {
    ColumnUses uses = options.uses();
    Set<String> required = new HashSet<>(uses.required());
    required.remove(inputCol);
    required.add(fileCol);
    return new ReadOptions(
        TextSplitting.WHOLE,
        options.mode(),
        options.csv(),
        new ColumnUses(uses.numbers(), uses.numbersOrText(), uses.flags(), required),
        new FileLayouts(),
        options.audio());
  }

  private void add(Row row) {
    String name = row.isNullAt(file) ? "" : name(row);
    if (name.isBlank()) {
      throw new InvalidInputException(
          "transcripts=%s: a row has no file name in column %s: %s"
              .formatted(path, fileCol, row.json()));
    }
    rows.computeIfAbsent(last(name), key -> new ArrayList<>(1)).add(row);
  }

  private String name(Row row) {
    String text = row.get(file).toString().strip().replace('\\', '/');
    return stem(NO_FOLDER.matcher(text).replaceFirst(""));
  }

  private static String last(String name) {
    return name.substring(name.lastIndexOf('/') + 1);
  }

  /** A name without the ending .wav. */
  private static String stem(String name) {
    String plain = Format.uncompressed(name);
    return sound(plain) ? plain.substring(0, plain.lastIndexOf('.')) : name;
  }

  /** Whether a file is a WAV file by its name. */
  static boolean sound(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.endsWith(".wav") || lower.endsWith(".wave");
  }

  /** The columns of the table. */
  StructType schema() {
    return schema;
  }

  /** The table's values for a file, or the reason why there are none. */
  WavEntry entry(Path wav) {
    String whole = stem(wav.toString());
    List<Row> named =
        rows.getOrDefault(last(whole), List.of()).stream()
            .filter(row -> whole.equals(name(row)) || whole.endsWith(suffix(name(row))))
            .toList();
    if (named.size() == 1) {
      Object[] values = new Object[schema.size()];
      Arrays.setAll(values, named.get(0)::get);
      return new WavEntry(wav.toString(), values, null);
    }
    String problem =
        named.isEmpty()
            ? "has no row in transcripts=%s, whose column %s names the files; add a row, or move the file elsewhere%s"
                .formatted(path, fileCol, leftOut.isEmpty() ? "" : " (the table" + leftOut + ")")
            : "has %d rows in transcripts=%s; expected one".formatted(named.size(), path);
    return new WavEntry(wav.toString(), new Object[schema.size()], problem);
  }

  private static String suffix(String name) {
    return name.startsWith("/") ? name : "/" + name;
  }

  /** Reports that no row fits. */
  InvalidInputException strange(String where, Path wav) {
    String shown =
        rows.values().stream()
            .flatMap(List::stream)
            .map(row -> row.get(file).toString())
            .min(String::compareTo)
            .map(name -> "names other files, such as " + name)
            .orElse("is empty");
    return new InvalidInputException(
        "none of the WAV files in %s, such as %s, has a row in transcripts=%s, whose column %s %s; expected the names of the files, with or without folders and .wav"
            .formatted(where, wav.getName(), path, fileCol, shown));
  }
}
