package org.sparkrnn.ml.column;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Row;
import org.sparkrnn.data.Column;
import org.sparkrnn.data.EncodedSequence;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.LabelEncoder;
import org.sparkrnn.data.LabelScheme;
import org.sparkrnn.data.Readout;
import org.sparkrnn.data.SequenceEncoder;
import org.sparkrnn.data.Targets;
import org.sparkrnn.data.TokenColumn;
import org.sparkrnn.data.Vocabulary;
import org.sparkrnn.train.JobScope;
import scala.Tuple2;

/** Reads input and target columns of rows: counts them for vocabularies and encodes them. */
public final class SequenceRows implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int SHOWN = 120; // characters of a row in a message

  private final SequenceInput input;
  private final TargetColumn[] targets; // none, one, or several that are learned together
  private final RowWeights weights; // or null if all are 1
  private final NamedColumn series; // column of the series of which a row is a window, or null
  private final NamedColumn position; // column of the window's first step in it, or null

  /**
   * @param targets the target column, or null if rows have no targets
   */
  public SequenceRows(SequenceInput input, TargetColumn targets) {
    this(input, targets, null);
  }

  /**
   * @param targets the target column, or null if rows have no targets
   * @param weights weights of rows, or null if all are 1
   */
  public SequenceRows(SequenceInput input, TargetColumn targets, RowWeights weights) {
    this(
        input,
        targets == null ? new TargetColumn[0] : new TargetColumn[] {targets},
        weights,
        null,
        null);
  }

  /**
   * Reads rows with any number of target columns.
   *
   * @param targets the target columns; if there are several, all must be labels
   */
  public static SequenceRows of(SequenceInput input, List<? extends TargetColumn> targets) {
    return new SequenceRows(input, targets.toArray(new TargetColumn[0]), null, null, null);
  }

  private SequenceRows(
      SequenceInput input,
      TargetColumn[] targets,
      RowWeights weights,
      NamedColumn series,
      NamedColumn position) {
    this.input = input;
    this.targets = targets;
    this.weights = weights;
    this.series = series;
    this.position = position;
  }

  /**
   * Reads the same rows as windows of series.
   *
   * @param number column of longs from 0 on, the number of the series
   * @param first column of longs, the position of the window's first step in the series
   */
  SequenceRows ofWindows(NamedColumn number, NamedColumn first) {
    return new SequenceRows(input, targets, weights, number, first);
  }

  /** The same, after the labels of the training data were counted. */
  public SequenceRows counted(Counts counts) {
    return weights == null
        ? this
        : new SequenceRows(input, targets, weights.counted(counts.labels()), series, position);
  }

  /** The names of the columns that are read. */
  public List<String> columns() {
    Set<String> names = new LinkedHashSet<>(input.columnNames());
    for (TargetColumn target : targets) {
      names.add(target.name());
    }
    if (weights != null && weights.column() != null) {
      names.add(weights.column());
    }
    if (series != null) {
      names.add(series.name());
      names.add(position.name());
    }
    return List.copyOf(names);
  }

  /** The input columns. */
  public SequenceInput input() {
    return input;
  }

  /** The target columns; if there are several, they are labels that are learned together. */
  public List<TargetColumn> targets() {
    return List.of(targets);
  }

  /**
   * The counts of one pass over the rows.
   *
   * @param steps number of steps of all rows
   * @param tokens how often each part of a token occurs, for each column that is made from tokens
   * @param targets the counts of each target column
   * @param width features per step, 0 for tokens only
   * @param targetWidth numbers per target, 0 for labels
   * @param single whether there are tokens and each is one character
   */
  public record Counts(
      long rows,
      long steps,
      Map<TokenColumn, Map<String, Long>> tokens,
      List<LabelCounts> targets,
      int width,
      int targetWidth,
      boolean single) {
    /** How often each label of the first target occurs; empty for numbers and without targets. */
    public Map<String, Long> labels() {
      return targets.isEmpty() ? Map.of() : targets.get(0).labels();
    }
  }

  /**
   * The counts of a column of labels.
   *
   * @param labels how often each label occurs; empty for targets that are numbers
   * @param broken number of rows whose labels of steps break each scheme of spans
   */
  public record LabelCounts(Map<String, Long> labels, Map<LabelScheme, Long> broken) {}

  /** Counts rows, steps, features and targets in one job. */
  public Counts count(JavaRDD<Row> rows) {
    return count(rows, new TokenColumn[0], false, KnownTokens.ALL);
  }

  /**
   * Counts rows, tokens (or features per step) and targets in one job, or in three if only the most
   * frequent tokens are kept.
   *
   * @param columns the columns made from tokens whose parts are counted
   * @param lowercase whether tokens are lower-cased before counting
   * @param known which counts of {@link TokenColumn#TOKENS} to keep
   */
  public Counts count(
      JavaRDD<Row> rows, TokenColumn[] columns, boolean lowercase, KnownTokens known) {
    JobScope.describe(
        rows.context(), columns.length > 0 ? "count vocabulary" : "count features and labels");
    return new RowCounter(input, targets, columns, lowercase).count(rows, known);
  }

  /** Whether rows can differ in the numbers of features or of target values. */
  public boolean haveWidths() {
    return input.dense() || numbers() != null || indicators() != null;
  }

  /** The target if it has numbers, otherwise null. */
  private TargetValues numbers() {
    return targets.length == 1 && targets[0] instanceof TargetValues values ? values : null;
  }

  /** The target if it has a 0 or 1 for each label, otherwise null. */
  private LabelSets indicators() {
    LabelSets sets = sets();
    return sets != null && sets.indicators() ? sets : null;
  }

  private LabelSets sets() {
    return targets.length == 1 && targets[0] instanceof LabelSets sets ? sets : null;
  }

  /**
   * Features per step and numbers per target of a row; 0 if there are none.
   *
   * @throws InvalidInputException if the row is malformed even without a comparison
   */
  public Tuple2<Integer, Integer> widths(Row row) {
    int[] targetWidth = new int[1];
    int width = input.dense() ? input.width(row) : 0;
    if (numbers() != null) {
      numbers().count(row, input.length(row), new Labels(new ArrayList<>(), targetWidth));
    } else if (indicators() != null) {
      targetWidth[0] = indicators().width(row, input.length(row));
    }
    return new Tuple2<>(width, targetWidth[0]);
  }

  /**
   * Checks a row by reading it in every way in which training reads it, as if its labels were all
   * labels.
   *
   * @param width features per step, 0 if there are none
   * @param targetWidth numbers per target, 0 for labels and for sets of any size
   * @throws InvalidInputException if the row is malformed
   */
  public void require(Row row, int width, int targetWidth) {
    int steps = input.length(row);
    LabelEncoder[] labels = new LabelEncoder[targets.length];
    for (int i = 0; i < labels.length; i++) {
      List<String> own = new ArrayList<>();
      targets[i].count(row, steps, new Labels(own, new int[1]));
      labels[i] = ofLabels(targets[i], own);
    }
    if (sets() != null && targetWidth > 0) {
      sets().requireWidth(row, steps, targetWidth);
    }
    Vocabulary tokens = input.tokens() ? new Vocabulary(List.of(Vocabulary.UNKNOWN), false) : null;
    int features = input.dense() ? Math.max(1, width) : 0;
    encode(
        row,
        numbers() != null
            ? SequenceEncoder.ofValues(tokens, features, Math.max(1, targetWidth))
            : new SequenceEncoder(tokens, features, null).with(labels));
  }

  /** The smallest encoder of rows: one token or feature, and one label per target. */
  public SequenceEncoder least() {
    LabelEncoder[] labels = new LabelEncoder[Math.max(1, targets.length)];
    Arrays.setAll(labels, i -> ofLabels(i < targets.length ? targets[i] : null, List.of()));
    return new SequenceEncoder(
            input.tokens() ? new Vocabulary(List.of(Vocabulary.UNKNOWN), false) : null,
            input.dense() ? 1 : 0,
            null)
        .with(labels);
  }

  /** An encoder of these labels, or of one label if there are none. */
  private static LabelEncoder ofLabels(TargetColumn target, List<String> labels) {
    return new LabelEncoder(
        target == null ? Readout.EACH_STEP : target.per(),
        new Vocabulary(
            labels.isEmpty() ? List.of(Vocabulary.UNKNOWN) : labels.stream().distinct().toList(),
            false));
  }

  /** Collects a row's labels and the width of its targets. */
  private record Labels(List<String> labels, int[] targetWidth) implements TargetColumn.Counter {
    @Override
    public void label(String label, int count) {
      labels.add(label);
    }

    @Override
    public void width(int numbers) {
      targetWidth[0] = numbers;
    }
  }

  /** Encodes one row; exceptions name the row. */
  public EncodedSequence encode(Row row, long number, SequenceEncoder encoder) {
    return checked(row, number, r -> encode(r, encoder));
  }

  /** The same; exceptions do not name the row. */
  EncodedSequence encode(Row row, SequenceEncoder encoder) {
    return encoder.encode(raw(row, encoder));
  }

  private EncodedSequence raw(Row row, SequenceEncoder encoder) {
    List<Column> columns =
        input.tokens() ? encoder.tokenColumns(input.strings(row)) : new ArrayList<>();
    if (input.dense()) {
      columns.add(encoder.features(input.features(row, encoder.width())));
    }
    int length = columns.get(0).entries();
    for (int i = 0; i < targets.length; i++) {
      Column target = targets[i].encode(row, length, encoder.target(i));
      columns.add(targets.length == 1 ? target : target.named(Targets.name(i)));
    }
    EncodedSequence sequence = new EncodedSequence(length, columns.toArray(Column[]::new));
    if (series != null) {
      sequence = sequence.asWindow((Long) series.value(row), (Long) position.value(row));
    }
    return weights == null ? sequence : sequence.withWeight(weights.of(row));
  }

  /** Encodes all rows of a partition lazily. */
  public Iterator<EncodedSequence> encode(Iterator<Row> rows, SequenceEncoder encoder) {
    return each(rows, row -> encode(row, encoder));
  }

  /** Reads all rows of a partition lazily, without standardizing or rounding their numbers. */
  public Iterator<EncodedSequence> raw(Iterator<Row> rows, SequenceEncoder encoder) {
    return each(rows, row -> raw(row, encoder));
  }

  /** Maps the rows of a partition lazily; exceptions name the row. */
  static <R> Iterator<R> each(Iterator<Row> rows, Function<Row, R> use) {
    return new Iterator<>() {
      private long number;

      @Override
      public boolean hasNext() {
        return rows.hasNext();
      }

      @Override
      public R next() {
        return checked(rows.next(), number++, use);
      }
    };
  }

  /** Runs {@code use} on a row and names the row in exceptions. */
  public static <R> R checked(Row row, long number, Function<Row, R> use) {
    try {
      return use.apply(row);
    } catch (InvalidInputException e) {
      throw new InvalidInputException(
          "row %d of partition %d: %s: %s"
              .formatted(number + 1, TaskContext.getPartitionId() + 1, e.getMessage(), shown(row)),
          e);
    }
  }

  private static String shown(Row row) {
    String text = row.json();
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
  }
}
