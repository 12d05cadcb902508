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
 * The parts of a report on single rows: results by length, the rows with the largest error and the
 * least certainty, and the first outputs with their targets. Their size is bounded for any number
 * of rows.
 */
public final class Examples implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int TEXT = 240; // largest number of characters of a text
  private static final int NAME = 40; // largest number of characters of a token
  private static final int CURVE = 80; // largest number of points of a series
  private static final int NUMBERS = 6; // largest number per row

  private static final Comparator<Example> ORDER =
      Comparator.comparingDouble((Example example) -> -example.rank)
          .thenComparing(example -> example.text)
          .thenComparing(example -> example.label);

  /**
   * The result of a row, which is not kept in this form.
   *
   * @param outputs number of outputs that were compared with targets
   * @param right number of correct ones; NaN if outputs are numbers
   * @param error mean loss per output, or the mean absolute error of numbers; NaN if not known
   * @param certainty probability of the least certain output; NaN if not known
   * @param label the expected output, as text
   * @param predicted the predicted output, as text
   * @param shades shades of the steps, or null if there are none
   */
  public record Outcome(
      long outputs,
      double right,
      double error,
      double certainty,
      Supplier<String> label,
      Supplier<String> predicted,
      Supplier<StepShades> shades) {
    /** The result of a row without shades. */
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

    /** The priority; the highest ones are quoted. */
    private double rank;

    /** The tokens, or the number of steps. */
    public String text;

    /** The thinned first feature of a series without tokens, otherwise empty. */
    public float[] curve = {};

    /** The shown tokens of a text with shaded steps, otherwise empty. */
    public String[] tokens = {};

    /** The separator of these tokens. */
    public String between = " ";

    /** Shades from 0 to 1 of the tokens or of the points of the curve; may be empty. */
    public float[] shades = {};

    /** The steps with the darkest shades, in words; may be empty. */
    public String note = "";

    /** The expected output. */
    public String label;

    /** The predicted output. */
    public String predicted;

    /** See {@link Outcome#error}. */
    public double error;

    /** See {@link Outcome#certainty}. */
    public double certainty;

    private boolean isLike(Example other) {
      return text.equals(other.text)
          && label.equals(other.label)
          && predicted.equals(other.predicted)
          && Arrays.equals(curve, other.curve);
    }
  }

  /** The rows of a range of lengths. */
  public static final class Length implements Serializable {
    private static final long serialVersionUID = 1L;

    /** The number of rows. */
    public long sequences;

    /** The sum of {@link Outcome#outputs}. */
    public long outputs;

    /** The sum of {@link Outcome#right}. */
    public double right;

    /** {@link Outcome#error} summed over the outputs for which it is known. */
    public double error;

    /** The number of these outputs. */
    public long errorOutputs;
  }

  private int quoted;
  private final TreeMap<Integer, Length> lengths = new TreeMap<>(); // by their upper bound
  private final ArrayList<Example> worst = new ArrayList<>();
  private final ArrayList<Example> uncertain = new ArrayList<>();
  private final SeriesExamples series = new SeriesExamples();

  /** Sets the number of quoted rows of each kind, which is 0 by default. */
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

  /** The smallest power of two that is not below a number. */
  private static int bound(int steps) {
    return steps <= 1 ? steps : Integer.highestOneBit(steps - 1) << 1;
  }

  private void offer(
      List<Example> to, double rank, Row row, SequenceInput input, int steps, Outcome outcome) {
    if (quoted == 0 || steps == 0 || to.size() >= quoted && rank < to.get(to.size() - 1).rank) {
      return; // avoids making the text of most rows
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

  /** As many tokens as fit; very long ones are cut. */
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

  /** The step of point i of a thinned curve. */
  private static int thinned(int i, int steps, int points) {
    return (int) ((long) i * steps / points);
  }

  private void trim(List<Example> examples) {
    examples.sort(ORDER);
    for (int i = examples.size() - 1; i > 0; i--) { // quotes equal rows only once
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
   * Adds numbers with their targets.
   *
   * @param number number of the row in its partition
   */
  public void addSeries(long number, double[] actual, double[] predicted) {
    if (quoted > 0 && actual.length > 0) {
      series.add((long) TaskContext.getPartitionId() << 40 | number, actual, predicted);
    }
  }

  /**
   * Adds one of many series: the forecasts of the first series by name are kept, and the errors of
   * the worst series.
   *
   * @param past all values before the forecast
   * @param quantiles [H, Q] quantiles of the values, the lowest first; Q is 1 if they are the
   *     forecast
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

  /** The quoted text of numbers, which may be only the first ones. */
  static String numbers(double... values) {
    return Arrays.stream(values)
        .limit(NUMBERS)
        .mapToObj(value -> String.format(Locale.ROOT, "%.4g", value))
        .collect(Collectors.joining(", ", "", values.length > NUMBERS ? ", ..." : ""));
  }

  /** Adds the examples of other rows. */
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

  /** The results by the upper bound of the length, a power of two or 0. */
  public Map<Integer, Length> lengths() {
    return Collections.unmodifiableMap(lengths);
  }

  /** The rows with the largest error, the largest first. */
  public List<Example> worst() {
    return Collections.unmodifiableList(worst);
  }

  /** The least certain rows, the least certain first. */
  public List<Example> uncertain() {
    return Collections.unmodifiableList(uncertain);
  }

  /** The first rows of numbers. */
  public List<SeriesExamples.Series> series() {
    return series.all();
  }
}
