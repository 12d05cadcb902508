package org.sparkrnn.ml.evaluation;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.Row;
import org.sparkrnn.ml.column.SequenceInput;

/**
 * What a report shows of single rows: how well the model does by their length, the rows that it is
 * worst at and least certain of, and the first outputs beside their targets. All of it is bounded,
 * however many rows there are.
 */
public final class Examples implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int TEXT = 240; // characters of a text at most
  private static final int CURVE = 80; // points of a series at most
  private static final int SINGLE_OUTPUTS = 240; // rows of which each has one number
  private static final int SERIES = 3; // rows of which each has several
  private static final int SERIES_VALUES = 240;

  private static final Comparator<Example> ORDER =
      Comparator.comparingDouble((Example example) -> -example.rank)
          .thenComparing(example -> example.text)
          .thenComparing(example -> example.label);

  /**
   * What became of a row; it is not kept as it is.
   *
   * @param outputs whose target was compared
   * @param right of them; NaN where outputs are numbers
   * @param error mean loss of an output, of numbers the mean absolute error; NaN if not known
   * @param certainty probability of the least certain output; NaN if not known
   * @param label what was expected, as text
   * @param predicted what came
   */
  public record Outcome(
      long outputs,
      double right,
      double error,
      double certainty,
      Supplier<String> label,
      Supplier<String> predicted) {}

  /** A row to be quoted. */
  public static final class Example implements Serializable {
    private static final long serialVersionUID = 1L;

    /** The higher, the sooner it is quoted. */
    private double rank;

    /** Tokens, or how many steps there are. */
    public String text;

    /** Of a series without tokens, the first feature, thinned; else empty. */
    public float[] curve = {};

    /** What was expected. */
    public String label;

    /** What came. */
    public String predicted;

    /** As {@link Outcome#error}. */
    public double error;

    /** As {@link Outcome#certainty}. */
    public double certainty;
  }

  /** The rows whose length lies within bounds. */
  public static final class Length implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Rows. */
    public long sequences;

    /** As {@link Outcome#outputs}, summed. */
    public long outputs;

    /** As {@link Outcome#right}, summed. */
    public double right;

    /** As {@link Outcome#error}, summed over the outputs of which it is known. */
    public double error;

    /** Those outputs. */
    public long errorOutputs;
  }

  /** Outputs of a row beside their targets. */
  public static final class Series implements Serializable {
    private static final long serialVersionUID = 1L;

    private long key; // by which rows are in order

    /** Of each output, or of the one output all of its numbers. */
    public double[] actual;

    /** As {@link #actual}. */
    public double[] predicted;
  }

  private int quoted;
  private final TreeMap<Integer, Length> lengths = new TreeMap<>(); // by their upper bound
  private final ArrayList<Example> worst = new ArrayList<>();
  private final ArrayList<Example> uncertain = new ArrayList<>();
  private final ArrayList<Series> series = new ArrayList<>();

  /** Sets how many rows are quoted of each sort; none unless this is called. */
  public void quote(int most) {
    quoted = most;
  }

  /** Adds a row. */
  public void add(Row row, SequenceInput input, int steps, Outcome outcome) {
    Length length = lengths.computeIfAbsent(bound(steps), key -> new Length());
    length.sequences++;
    length.outputs += outcome.outputs();
    length.right += outcome.right();
    if (!Double.isNaN(outcome.error())) {
      length.error += outcome.error() * outcome.outputs();
      length.errorOutputs += outcome.outputs();
      offer(worst, outcome.error(), row, input, steps, outcome);
    }
    if (!Double.isNaN(outcome.certainty())) {
      offer(uncertain, -outcome.certainty(), row, input, steps, outcome);
    }
  }

  /** The least power of two that is not below a number. */
  private static int bound(int steps) {
    return steps <= 1 ? steps : Integer.highestOneBit(steps - 1) << 1;
  }

  private void offer(
      List<Example> to, double rank, Row row, SequenceInput input, int steps, Outcome outcome) {
    if (quoted == 0 || steps == 0 || to.size() >= quoted && rank < to.get(to.size() - 1).rank) {
      return; // the text of most rows is never needed
    }
    Example example = new Example();
    example.rank = rank;
    example.text = cut(text(row, input, steps));
    example.curve = curve(row, input, steps);
    example.label = cut(outcome.label().get());
    example.predicted = cut(outcome.predicted().get());
    example.error = outcome.error();
    example.certainty = outcome.certainty();
    to.add(example);
    trim(to);
  }

  private void trim(List<Example> examples) {
    examples.sort(ORDER);
    while (examples.size() > quoted) {
      examples.remove(examples.size() - 1);
    }
  }

  private static String text(Row row, SequenceInput input, int steps) {
    return input.tokens()
        ? String.join(input.characters() ? "" : " ", input.strings(row))
        : steps == 1 ? "1 step" : "%,d steps".formatted(steps);
  }

  private static float[] curve(Row row, SequenceInput input, int steps) {
    if (input.tokens() || input.sets()) {
      return new float[0];
    }
    int width = input.width(row);
    double[] features = input.features(row, width);
    float[] curve = new float[Math.min(CURVE, steps)];
    for (int i = 0; i < curve.length; i++) {
      curve[i] = (float) features[(int) ((long) i * steps / curve.length) * width];
    }
    return curve;
  }

  private static String cut(String text) {
    return text.length() <= TEXT ? text : text.substring(0, TEXT) + "…";
  }

  /**
   * Adds numbers beside what they should be.
   *
   * @param number of the row in its partition
   */
  public void addSeries(long number, double[] actual, double[] predicted) {
    if (quoted == 0 || actual.length == 0) {
      return;
    }
    int most = actual.length == 1 ? SINGLE_OUTPUTS : SERIES;
    long key = (long) TaskContext.getPartitionId() << 40 | number;
    if (series.size() >= most && key > series.get(series.size() - 1).key) {
      return;
    }
    Series added = new Series();
    added.key = key;
    int values = Math.min(SERIES_VALUES, actual.length);
    added.actual = Arrays.copyOf(actual, values);
    added.predicted = Arrays.copyOf(predicted, values);
    series.add(added);
    trimSeries();
  }

  private void trimSeries() {
    series.sort(Comparator.comparingLong(row -> row.key));
    int most = !series.isEmpty() && series.get(0).actual.length == 1 ? SINGLE_OUTPUTS : SERIES;
    while (series.size() > most) {
      series.remove(series.size() - 1);
    }
  }

  /** Adds those of other rows. */
  public void merge(Examples other) {
    quoted = Math.max(quoted, other.quoted);
    other.lengths.forEach(
        (bound, more) -> {
          Length length = lengths.computeIfAbsent(bound, key -> new Length());
          length.sequences += more.sequences;
          length.outputs += more.outputs;
          length.right += more.right;
          length.error += more.error;
          length.errorOutputs += more.errorOutputs;
        });
    worst.addAll(other.worst);
    trim(worst);
    uncertain.addAll(other.uncertain);
    trim(uncertain);
    series.addAll(other.series);
    trimSeries();
  }

  /** By the largest length, a power of two or 0. */
  public Map<Integer, Length> lengths() {
    return Collections.unmodifiableMap(lengths);
  }

  /** Rows of the largest error, the largest first. */
  public List<Example> worst() {
    return Collections.unmodifiableList(worst);
  }

  /** Rows of the least certainty, the least first. */
  public List<Example> uncertain() {
    return Collections.unmodifiableList(uncertain);
  }

  /** The first rows of numbers. */
  public List<Series> series() {
    return Collections.unmodifiableList(series);
  }
}
