package org.sparkrnn.ml.evaluation;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
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
  private static final int NAME = 40; // characters of a token at most
  private static final int CURVE = 80; // points of a series at most
  private static final int NUMBERS = 6; // of a row at most

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
   * @param shades of the steps, or null where nothing is known of single steps
   */
  public record Outcome(
      long outputs,
      double right,
      double error,
      double certainty,
      Supplier<String> label,
      Supplier<String> predicted,
      Supplier<StepShades> shades) {
    /** Of a row of whose single steps nothing is known. */
    public Outcome(
        long outputs,
        double right,
        double error,
        double certainty,
        Supplier<String> label,
        Supplier<String> predicted) {
      this(outputs, right, error, certainty, label, predicted, null);
    }
  }

  /** A row to be quoted. */
  public static final class Example implements Serializable {
    private static final long serialVersionUID = 1L;

    /** The higher, the sooner it is quoted. */
    private double rank;

    /** Tokens, or how many steps there are. */
    public String text;

    /** Of a series without tokens, the first feature, thinned; else empty. */
    public float[] curve = {};

    /** Of a text whose steps are shaded its tokens, as many as are shown; else empty. */
    public String[] tokens = {};

    /** What stands between these tokens. */
    public String between = " ";

    /** From 0 to 1, of the tokens or of the points of the curve; empty where nothing is known. */
    public float[] shades = {};

    /** Which steps are shaded most, in words; empty where nothing is known. */
    public String note = "";

    /** What was expected. */
    public String label;

    /** What came. */
    public String predicted;

    /** As {@link Outcome#error}. */
    public double error;

    /** As {@link Outcome#certainty}. */
    public double certainty;

    private boolean isLike(Example other) {
      return text.equals(other.text)
          && label.equals(other.label)
          && predicted.equals(other.predicted)
          && Arrays.equals(curve, other.curve);
    }
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

  private int quoted;
  private final TreeMap<Integer, Length> lengths = new TreeMap<>(); // by their upper bound
  private final ArrayList<Example> worst = new ArrayList<>();
  private final ArrayList<Example> uncertain = new ArrayList<>();
  private final SeriesExamples series = new SeriesExamples();

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
      if (outcome.error() > 0) {
        offer(worst, outcome.error(), row, input, steps, outcome);
      }
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
    if (outcome.shades() != null) {
      shade(example, outcome.shades().get(), row, input);
    }
    to.add(example);
    trim(to);
  }

  private static void shade(Example example, StepShades of, Row row, SequenceInput input) {
    example.note = of.note();
    if (input.tokens()) {
      example.tokens = shown(input.strings(row));
      example.between = input.characters() ? "" : " ";
      example.shades = Arrays.copyOf(of.shades(), example.tokens.length);
    } else {
      example.shades = new float[example.curve.length];
      for (int i = 0; i < example.shades.length; i++) {
        example.shades[i] = of.shades()[thinned(i, of.shades().length, example.shades.length)];
      }
    }
  }

  /** As many tokens as there is room for, each cut where it is very long. */
  private static String[] shown(String... tokens) {
    List<String> shown = new ArrayList<>();
    int room = TEXT;
    for (String token : tokens) {
      if (room <= 0) {
        break;
      }
      shown.add(cutName(token));
      room -= token.length() + 1;
    }
    return shown.toArray(String[]::new);
  }

  /** The step of which point i of so many tells. */
  private static int thinned(int i, int steps, int points) {
    return (int) ((long) i * steps / points);
  }

  private void trim(List<Example> examples) {
    examples.sort(ORDER);
    for (int i = examples.size() - 1; i > 0; i--) { // equal rows are quoted once
      if (examples.get(i).isLike(examples.get(i - 1))) {
        examples.remove(i);
      }
    }
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
      curve[i] = (float) features[thinned(i, steps, curve.length) * width];
    }
    return curve;
  }

  private static String cut(String text) {
    return cut(text, TEXT);
  }

  /** A token or the name of a series. */
  static String cutName(String text) {
    return cut(text, NAME);
  }

  private static String cut(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most) + "…";
  }

  /**
   * Adds numbers beside what they should be.
   *
   * @param number of the row in its partition
   */
  public void addSeries(long number, double[] actual, double[] predicted) {
    if (quoted > 0 && actual.length > 0) {
      series.add((long) TaskContext.getPartitionId() << 40 | number, actual, predicted);
    }
  }

  /**
   * Adds one of many series: of those whose names come first what was forecast, of those that went
   * worst their errors.
   *
   * @param past all values before those that were forecast
   * @param quantiles [H, Q] of the values, the lowest first; Q is 1 where they are the forecast
   * @param error sMAPE
   */
  public void addForecast(
      String name,
      double[] past,
      double[] actual,
      double[] predicted,
      double[] quantiles,
      double error) {
    if (quoted == 0) {
      return;
    }
    SeriesExamples.Series added =
        SeriesExamples.forecast(cutName(name), past, actual, predicted, quantiles);
    series.add(added);
    Example example = new Example();
    example.rank = error;
    example.text = "%s, %,d values before it".formatted(added.name, past.length);
    example.curve = new float[Math.min(CURVE, added.past.length)];
    int first = added.past.length - example.curve.length;
    for (int i = 0; i < example.curve.length; i++) {
      example.curve[i] = (float) added.past[first + i];
    }
    example.label = numbers(added.actual);
    example.predicted = numbers(added.predicted);
    example.error = error;
    example.certainty = Double.NaN;
    worst.add(example);
    trim(worst);
  }

  /** Numbers as they are quoted, the first of many. */
  static String numbers(double... values) {
    return Arrays.stream(values)
        .limit(NUMBERS)
        .mapToObj(value -> String.format(Locale.ROOT, "%.4g", value))
        .collect(Collectors.joining(", ", "", values.length > NUMBERS ? ", ..." : ""));
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
    series.merge(other.series);
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
  public List<SeriesExamples.Series> series() {
    return series.all();
  }
}
