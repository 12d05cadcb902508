package org.sparkrnn.ml.column;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Row;
import org.sparkrnn.data.Column;
import org.sparkrnn.data.EncodedSequence;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.LabelScheme;
import org.sparkrnn.data.SequenceEncoder;
import org.sparkrnn.data.TokenColumn;
import org.sparkrnn.data.Vocabulary;
import org.sparkrnn.train.JobScope;
import scala.Tuple2;

/** Reads input and target columns of rows: counts them into vocabularies, encodes them. */
public final class SequenceRows implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int SHOWN = 120; // characters of a row in a message

  private final SequenceInput input;
  private final TargetColumn targets;
  private final RowWeights weights; // or null: all rows count alike
  private final NamedColumn series; // of which a row is a window; or null
  private final NamedColumn position; // where it begins there; or null

  /**
   * @param targets the target column, or null where rows have no targets
   */
  public SequenceRows(SequenceInput input, TargetColumn targets) {
    this(input, targets, null);
  }

  /**
   * @param targets the target column, or null where rows have no targets
   * @param weights how much rows count, or null for all alike
   */
  public SequenceRows(SequenceInput input, TargetColumn targets, RowWeights weights) {
    this(input, targets, weights, null, null);
  }

  private SequenceRows(
      SequenceInput input,
      TargetColumn targets,
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
   * The same rows as windows of series.
   *
   * @param number column of longs from 0 on: which series
   * @param first column of longs: the window's first step in it
   */
  SequenceRows ofWindows(NamedColumn number, NamedColumn first) {
    return new SequenceRows(input, targets, weights, number, first);
  }

  /** The same, knowing how often each label occurs in training. */
  public SequenceRows counted(Counts counts) {
    return weights == null
        ? this
        : new SequenceRows(input, targets, weights.counted(counts.labels()), series, position);
  }

  /** The names of the columns that are read. */
  public List<String> columns() {
    Set<String> names = new LinkedHashSet<>(input.columnNames());
    if (targets != null) {
      names.add(targets.name());
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

  /**
   * What one pass over the rows counts.
   *
   * @param steps of all rows
   * @param tokens how often each part of a token occurs, of each column that is made of tokens
   * @param labels how often each occurs; empty for targets that are numbers
   * @param width features a step, 0 for tokens alone
   * @param targetWidth numbers a target, 0 for labels
   * @param single whether there are tokens, each of one character
   * @param broken how many rows have labels a step that a scheme of spans has not
   */
  public record Counts(
      long rows,
      long steps,
      Map<TokenColumn, Map<String, Long>> tokens,
      Map<String, Long> labels,
      int width,
      int targetWidth,
      boolean single,
      Map<LabelScheme, Long> broken) {}

  /** Counts rows, steps, features and targets in one job. */
  public Counts count(JavaRDD<Row> rows) {
    return count(rows, new TokenColumn[0], false, KnownTokens.ALL);
  }

  /**
   * Counts rows, tokens (or the features a step) and targets in one job; in three jobs where no
   * more than the most frequent tokens are wanted.
   *
   * @param columns what of tokens is counted
   * @param lowercase whether tokens are counted lower-cased
   * @param known which counts of {@link TokenColumn#TOKENS} are wanted
   */
  public Counts count(
      JavaRDD<Row> rows, TokenColumn[] columns, boolean lowercase, KnownTokens known) {
    JobScope.describe(
        rows.context(), columns.length > 0 ? "count vocabulary" : "count features and labels");
    JavaPairRDD<String, Long> counted =
        rows.mapPartitionsToPair(part -> countPartition(part, columns, lowercase))
            .reduceByKey(Long::sum);
    long n = 0;
    long steps = 0;
    int width = 0;
    int targetWidth = 0;
    Map<TokenColumn, Map<String, Long>> tokens = new EnumMap<>(TokenColumn.class);
    for (TokenColumn column : columns) {
      tokens.put(column, new HashMap<>());
    }
    Map<String, Long> labels = new HashMap<>();
    Map<LabelScheme, Long> broken = new EnumMap<>(LabelScheme.class);
    boolean single = input.tokens();
    for (Tuple2<String, Long> entry : known.collect(counted, key(TokenColumn.TOKENS, ""))) {
      String key = entry._1.substring(1);
      switch (entry._1.charAt(0)) {
        case 'n' -> n = entry._2;
        case 's' -> steps = entry._2;
        case 't' -> tokens.get(column(key)).put(key.substring(1), entry._2);
        case 'l' -> labels.put(key, entry._2);
        case 'b' -> broken.put(LabelScheme.valueOf(key), entry._2);
        case 'm' -> single = false;
        case 'v' -> targetWidth = Math.max(targetWidth, Integer.parseInt(key));
        default -> width = Math.max(width, Integer.parseInt(key));
      }
    }
    single &= steps > 0;
    return new Counts(n, steps, tokens, labels, width, targetWidth, single, broken);
  }

  private static String key(TokenColumn column, String part) {
    return "t" + (char) column.ordinal() + part;
  }

  private static TokenColumn column(String key) {
    return TokenColumn.values()[key.charAt(0)];
  }

  private Iterator<Tuple2<String, Long>> countPartition(
      Iterator<Row> rows, TokenColumn[] columns, boolean lowercase) {
    Map<String, Long> counts = new HashMap<>();
    TargetColumn.Counter counter =
        new TargetColumn.Counter() {
          @Override
          public void label(String label, int count) {
            counts.merge("l" + label, (long) count, Long::sum);
          }

          @Override
          public void broken(LabelScheme scheme) {
            counts.merge("b" + scheme.name(), 1L, Long::sum);
          }

          @Override
          public void width(int numbers) {
            counts.merge("v" + numbers, 1L, Long::sum);
          }
        };
    for (long number = 0; rows.hasNext(); number++) {
      Row row = rows.next();
      checked(
          row,
          number,
          r -> {
            counts.merge("n", 1L, Long::sum);
            int steps = countInput(r, counts, columns, lowercase);
            counts.merge("s", (long) steps, Long::sum);
            if (targets != null) {
              targets.count(r, steps, counter);
            }
            return null;
          });
    }
    List<Tuple2<String, Long>> pairs = new ArrayList<>(counts.size());
    counts.forEach((key, count) -> pairs.add(new Tuple2<>(key, count)));
    return pairs.iterator();
  }

  /** Returns the row's steps. */
  private int countInput(
      Row row, Map<String, Long> counts, TokenColumn[] columns, boolean lowercase) {
    if (input.dense()) {
      counts.merge("w" + input.width(row), 1L, Long::sum);
    }
    if (!input.tokens()) {
      return input.length(row);
    }
    String[] tokens = input.strings(row);
    if (Arrays.stream(tokens).anyMatch(token -> token.codePointCount(0, token.length()) != 1)) {
      counts.merge("m", 1L, Long::sum);
    }
    for (TokenColumn column : columns) {
      boolean lower = lowercase && column.lowercased();
      for (String token : tokens) {
        for (String part : column.parts(token)) {
          counts.merge(key(column, Vocabulary.normalize(part, lower)), 1L, Long::sum);
        }
      }
    }
    return tokens.length;
  }

  /** Whether a row can have more or fewer numbers than another, at a step or as a target. */
  public boolean haveWidths() {
    return input.dense()
        || targets instanceof TargetValues
        || targets instanceof LabelSets sets && sets.indicators();
  }

  /**
   * Features a step, and numbers a target, of a row; 0 without any.
   *
   * @throws InvalidInputException if the row is malformed whatever the others are
   */
  public Tuple2<Integer, Integer> widths(Row row) {
    int[] targetWidth = new int[1];
    int width = input.dense() ? input.width(row) : 0;
    if (targets instanceof TargetValues) {
      targets.count(row, input.length(row), new Labels(new ArrayList<>(), targetWidth));
    } else if (targets instanceof LabelSets sets && sets.indicators()) {
      targetWidth[0] = sets.width(row, input.length(row));
    }
    return new Tuple2<>(width, targetWidth[0]);
  }

  /**
   * Reads a row in every way in which training reads it, with its own labels for all there are.
   *
   * @param width features a step, 0 where no row has any
   * @param targetWidth numbers a target, 0 for labels whose sets are of any size
   * @throws InvalidInputException if the row is malformed
   */
  public void require(Row row, int width, int targetWidth) {
    List<String> labels = new ArrayList<>();
    int steps = input.length(row);
    if (targets != null) {
      targets.count(row, steps, new Labels(labels, new int[1]));
    }
    if (targets instanceof LabelSets sets && targetWidth > 0) {
      sets.requireWidth(row, steps, targetWidth);
    }
    if (labels.isEmpty()) {
      labels.add(Vocabulary.UNKNOWN); // a vocabulary has one at least
    }
    Vocabulary tokens = input.tokens() ? new Vocabulary(List.of(Vocabulary.UNKNOWN), false) : null;
    int features = input.dense() ? Math.max(1, width) : 0;
    encode(
        row,
        targets instanceof TargetValues
            ? SequenceEncoder.ofValues(tokens, features, Math.max(1, targetWidth))
            : new SequenceEncoder(
                tokens, features, new Vocabulary(labels.stream().distinct().toList(), false)));
  }

  /** Collects a row's labels, and the width of its targets. */
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

  /** Encodes one row; what it throws names the row. */
  public EncodedSequence encode(Row row, long number, SequenceEncoder encoder) {
    return checked(row, number, r -> encode(r, encoder));
  }

  private EncodedSequence encode(Row row, SequenceEncoder encoder) {
    return encoder.encode(raw(row, encoder));
  }

  private EncodedSequence raw(Row row, SequenceEncoder encoder) {
    List<Column> columns =
        input.tokens() ? encoder.tokenColumns(input.strings(row)) : new ArrayList<>();
    if (input.dense()) {
      columns.add(encoder.features(input.features(row, encoder.width())));
    }
    int length = columns.get(0).entries();
    if (targets != null) {
      columns.add(targets.encode(row, length, encoder));
    }
    EncodedSequence sequence = new EncodedSequence(length, columns.toArray(Column[]::new));
    if (series != null) {
      sequence = sequence.asWindow((Long) series.value(row), (Long) position.value(row));
    }
    return weights == null ? sequence : sequence.withWeight(weights.of(row));
  }

  /** Encodes all rows of a partition, as they are asked for. */
  public Iterator<EncodedSequence> encode(Iterator<Row> rows, SequenceEncoder encoder) {
    return each(rows, row -> encode(row, encoder));
  }

  /** Reads all rows of a partition, as they are asked for, with their numbers as they are. */
  public Iterator<EncodedSequence> raw(Iterator<Row> rows, SequenceEncoder encoder) {
    return each(rows, row -> raw(row, encoder));
  }

  /** What is made of each row of a partition, as it is asked for; what is thrown names the row. */
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

  /** Runs {@code use} on a row and names the row in what it throws. */
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
