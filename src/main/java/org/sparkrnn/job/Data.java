package org.sparkrnn.job;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.FilterFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.ReadMode;
import org.sparkrnn.io.AtomicOutput;
import org.sparkrnn.io.AudioOptions;
import org.sparkrnn.io.ColumnUses;
import org.sparkrnn.io.CsvOptions;
import org.sparkrnn.io.FileLayouts;
import org.sparkrnn.io.Format;
import org.sparkrnn.io.ReadOptions;
import org.sparkrnn.io.SequenceReader;
import org.sparkrnn.ml.AudioFeatures;
import org.sparkrnn.ml.RnnModel;
import org.sparkrnn.ml.param.RegressionParams;
import org.sparkrnn.ml.param.RnnParams;

/** The data of a job's arguments: formats, columns, paths, outputs. */
final class Data {
  /** Keys for the form of CSV, in all jobs that read data. */
  static final String SEPARATOR = "csvSeparator";

  static final String DECIMAL = "csvDecimal";
  static final String HEADER = "csvHeader";
  static final String STEPS = "csvSteps";

  private static final List<String> RUN = List.of("train", "validation", "test");
  private static final int SHOWN = 5;

  private final SparkSession spark;
  private final JobArguments arguments;
  private final FileLayouts layouts = new FileLayouts();
  private final Map<String, Dataset<Row>> read = new HashMap<>(); // by key=path
  private AudioFeatures audio; // null unless sound was read
  private long droppedRows;

  Data(SparkSession spark, JobArguments arguments) {
    this.spark = spark;
    this.arguments = arguments;
  }

  /**
   * Reads the data whose path a key gives. All data of a training run is read at once, because its
   * columns must have the same types. Malformed rows of the files may be dropped; they are then
   * counted and the first ones shown.
   *
   * @param params Params that name the columns; a model knows whether it reads tokens or numbers
   * @param labelCol the column of labels, or null if labels are not needed
   */
  Dataset<Row> read(
      String key, SequenceTask<?, ?> work, RnnParams params, String labelCol, ReadMode mode) {
    String place = key + "=" + arguments.require(key);
    if (!read.containsKey(place)) {
      Map<String, Dataset<Row>> together = new LinkedHashMap<>();
      for (String other : RUN.contains(key) ? RUN : List.of(key)) {
        if (arguments.get(other) != null) {
          together.put(
              other + "=" + arguments.get(other), readFiles(other, work, params, labelCol, mode));
        }
      }
      List<String> columns = work.columns(params);
      read.putAll(CommonTypes.of(together, columns));
      tellTypes(read.get(place), columns);
      tellDecimal(read.get(place), columns);
    }
    return read.get(place);
  }

  /**
   * Sets the names of columns that have no name in the data and that the user has not named: a
   * series is {@link SequenceReader#SERIES}, its label in .ts files is {@link
   * SequenceReader#LABEL}, and frames of sound have the name that {@link AudioFeatures} gives them.
   *
   * @param params Params in which inputCol and labelCol are set
   */
  void nameColumns(RnnParams params) {
    boolean ts = format("train") == Format.TS;
    boolean named = params.isSet(params.inputCol()) || params.isDefined(params.inputCols());
    if ((ts || arguments.get(STEPS) != null) && !named) {
      params.set(params.inputCol(), SequenceReader.SERIES);
    }
    if (format("train") == Format.WAV && !named) {
      params.set(params.inputCol(), new AudioFeatures().getOutputCol());
    }
    if (ts && !params.isSet(params.labelCol())) {
      params.set(params.labelCol(), SequenceReader.LABEL);
    }
  }

  private Format format(String key) {
    Configuration conf = spark.sessionState().newHadoopConf();
    return Format.of(arguments.get("format"), arguments.require(key), conf);
  }

  private Dataset<Row> readFiles(
      String key, SequenceTask<?, ?> work, RnnParams params, String labelCol, ReadMode mode) {
    String path = arguments.require(key);
    Format format = format(key);
    ReadOptions options =
        new ReadOptions(
            work.textCells(),
            mode,
            csv(),
            uses(work, params, labelCol),
            layouts,
            audio(key, format, params));
    requireOneLabel(format, path, labelCol == null ? List.of() : work.labelCols(params));
    Dataset<Row> data =
        SequenceReader.read(spark, path, format, params.inputColumns(), labelCol, options);
    if (format == Format.TS && labelCol != null && !work.numbers(params).contains(labelCol)) {
      requireClasses(data, labelCol, key + "=" + path);
    }
    int why = List.of(data.columns()).indexOf(SequenceReader.MALFORMED);
    return why < 0 ? data : withoutMalformed(data, why, key + "=" + path);
  }

  /** The settings for reading sound: those of the model, or those of the arguments. */
  private AudioOptions audio(String key, Format format, RnnParams params) {
    if (format != Format.WAV) {
      AudioKeys.requireNone(arguments, key, format);
      return null;
    }
    if (audio == null) {
      audio =
          params instanceof RnnModel<?, ?> model ? model.audio() : AudioKeys.features(arguments);
    }
    if (audio == null) {
      throw new InvalidInputException(
          "%s=%s is read as wav, but the model was not trained on WAV files by a job, so it does not say how to turn sound into frames; make the frames with AudioFeatures, and predict with Spark ML"
              .formatted(key, arguments.get(key)));
    }
    return AudioKeys.options(arguments, audio);
  }

  /** The transformer that made frames of sound, or null if no sound was read. */
  AudioFeatures audio() {
    return audio;
  }

  /** Several columns of labels need names, and types that show which have one label per step. */
  private static void requireOneLabel(Format format, String path, List<String> labelCols) {
    Set<Format> several = EnumSet.of(Format.CONLLU, Format.CONLL, Format.JSON, Format.PARQUET);
    if (labelCols.size() > 1 && !several.contains(format)) {
      throw new InvalidInputException(
          "labelCols is %s, but files of format %s have one column of labels (%s); name one with labelCol, or give the data as conllu, conll, json or parquet"
              .formatted(String.join(", ", labelCols), format.label(), path));
    }
  }

  /** Refuses numbers as labels if a header calls them targets, although numbers can be labels. */
  private static void requireClasses(Dataset<Row> data, String labelCol, String where) {
    if (data.schema().apply(labelCol).dataType().equals(DataTypes.DoubleType)) {
      throw new InvalidInputException(
          "%s has numbers as targets, according to @targetLabel true in its header; give task=regressor, or name the classes in the header with @classLabel true"
              .formatted(where));
    }
  }

  private CsvOptions csv() {
    CsvOptions csv = CsvOptions.of(written(SEPARATOR), written(DECIMAL));
    if (arguments.get(HEADER) != null && !arguments.flag(HEADER)) {
      csv = csv.withoutHeader();
    }
    return arguments.get(STEPS) == null ? csv : csv.withSteps(arguments.get(STEPS));
  }

  private ColumnUses uses(SequenceTask<?, ?> work, RnnParams params, String labelCol) {
    Set<String> numbers = new HashSet<>(work.numbers(params));
    Set<String> numbersOrText = work.numbersOrText(params);
    if (params instanceof RnnModel<?, ?> model) {
      numbersOrText = Set.of(); // because the model knows it
      if (!model.network().tokenInput() && !params.getInputSets()) {
        numbers.addAll(params.inputColumns());
      }
    }
    if (",".equals(arguments.get(DECIMAL))
        && params instanceof RegressionParams series
        && series.isDefined(series.timeCol())) { // whose numbers have the same form
      numbersOrText = new HashSet<>(numbersOrText);
      numbersOrText.add(series.getTimeCol());
    }
    Set<String> flags =
        params.isDefined(params.validationIndicatorCol())
            ? Set.of(params.getValidationIndicatorCol())
            : Set.of();
    Set<String> required = new HashSet<>(work.columns(params));
    if (labelCol == null && !params.inputColumns().contains(params.getLabelCol())) {
      work.labelCols(params).forEach(required::remove);
      required.remove(params.getLabelCol());
      numbers.remove(params.getLabelCol()); // targets are not read
    }
    if (params instanceof RegressionParams series && series.isDefined(series.seriesCol())) {
      required.removeAll(
          work.numbers(params)); // steps ahead have no value, and gaps says of others
    }
    return new ColumnUses(numbers, numbersOrText, flags, required);
  }

  private String written(String key) {
    if (arguments.isEmpty(key)) {
      throw new InvalidInputException(
          "%s is empty; in a shell, quote a semicolon or write the word semicolon, and write tab for a tab"
              .formatted(key));
    }
    return arguments.get(key);
  }

  /** Prints how the columns are read. */
  private static void tellTypes(Dataset<Row> data, List<String> columns) {
    System.err.println(
        columns.stream()
            .map(name -> NestedField.of(data.schema(), name))
            .filter(Objects::nonNull)
            .map(field -> String.join(".", field.path()) + " " + field.type().simpleString())
            .collect(Collectors.joining(", ", "columns: ", "")));
  }

  /**
   * Prints the decimal point if fields are not separated by commas, because numbers may have
   * decimal commas.
   */
  private void tellDecimal(Dataset<Row> data, List<String> columns) {
    boolean numbers =
        Arrays.stream(data.schema().fields())
            .anyMatch(
                field ->
                    columns.contains(field.name())
                        && field.dataType().equals(DataTypes.DoubleType));
    String separator = arguments.get(SEPARATOR);
    if (numbers && separator != null && arguments.get(DECIMAL) == null) {
      System.err.println("numbers are read with a decimal point (csvDecimal=.)");
    }
  }

  private Dataset<Row> withoutMalformed(Dataset<Row> data, int why, String where) {
    JavaRDD<String> malformed =
        data.toJavaRDD().filter(row -> !row.isNullAt(why)).map(row -> row.getString(why));
    long count = malformed.count();
    droppedRows += count;
    if (count > 0) {
      System.err.printf(
          "%s: %d malformed rows are dropped (mode=dropmalformed); the first of them:%n",
          where, count);
      malformed.take(SHOWN).forEach(row -> System.err.println("  " + row.strip()));
    }
    FilterFunction<Row> sound = row -> row.isNullAt(why);
    return data.filter(sound).drop(SequenceReader.MALFORMED);
  }

  /** The number of malformed rows in all files that were read. */
  long droppedRows() {
    return droppedRows;
  }

  /**
   * Fails early, before hours of work, if an output cannot be written: it exists and may not be
   * replaced, its folder is not writable, or it would replace data that the job reads.
   *
   * @param others keys of the paths that the job reads, and of its other outputs
   * @throws InvalidInputException in these cases
   */
  void requireWritable(String key, List<String> others) {
    String path = arguments.get(key);
    if (path == null) {
      return;
    }
    Configuration conf = spark.sessionState().newHadoopConf();
    for (String other : others) {
      if (arguments.get(other) != null && AtomicOutput.holds(conf, path, arguments.get(other))) {
        throw new InvalidInputException(
            "%s=%s would replace %s=%s; give another %s"
                .formatted(key, path, other, arguments.get(other), key));
      }
    }
    AtomicOutput.requireWritable(conf, path, overwrite());
    if (overwrite()) {
      AtomicOutput.requireEarlierOutput(conf, path);
    }
  }

  /**
   * Fails if data lacks a required column, with a message that names the path.
   *
   * @throws InvalidInputException in these cases
   */
  void requireColumns(String key, Dataset<Row> data, List<String> columns) {
    for (String column : columns) {
      if (NestedField.of(data.schema(), column) == null) {
        throw new InvalidInputException(
            "%s=%s has no column %s; its columns are %s"
                .formatted(key, arguments.get(key), column, String.join(", ", data.columns())));
      }
    }
  }

  /** The format of the output whose path a key gives. */
  Format outputFormat(String key) {
    return Format.forOutput(arguments.get("outputFormat"), arguments.require(key));
  }

  boolean overwrite() {
    return arguments.flag("overwrite");
  }
}
