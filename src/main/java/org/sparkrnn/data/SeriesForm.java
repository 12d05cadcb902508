package org.sparkrnn.data;

import java.io.Serializable;
import java.time.LocalDateTime;
import java.util.Arrays;

/**
 * How windows are made of series: what a step of them holds, how long they are and where they end.
 *
 * <p>A step's features are the series' value, what else is known of the step, and, of the step
 * {@code horizon} later, what is known before: so the last steps of a window hold what is known of
 * the steps that are forecast, and windows that overlap are views of the same steps.
 *
 * <p>For a decoder, a window has the {@code horizon} steps that are forecast at its end, and each
 * step holds what is known before of itself. What the steps at the end have beyond that stays in
 * the features, which windows share, but the input of the network leaves it out.
 */
public final class SeriesForm implements Cloneable, Serializable {
  private static final long serialVersionUID = 1L;

  private final int window;
  private final int horizon;
  private int perStep = 1;
  private boolean counts;
  private int windowStep = 1;
  private int past = 1; // numbers known once a step is over, the value first
  private int ahead; // numbers known before
  private int categories;
  private Calendar[] calendar = {};
  private TimeGrid grid;
  private boolean decoded;
  private boolean masked;

  /**
   * Windows that hold values alone, one output for each step that is forecast, and a training
   * window at each step.
   *
   * @param window W, the most steps of history
   * @param horizon H, steps that are forecast
   */
  public SeriesForm(int window, int horizon) {
    this.window = window;
    this.horizon = horizon;
  }

  private SeriesForm copy() {
    try {
      return (SeriesForm) clone();
    } catch (CloneNotSupportedException e) {
      throw new AssertionError(e); // this class is cloneable
    }
  }

  /**
   * The same with other outputs.
   *
   * @param ofStep Q, outputs for each step that is forecast
   * @param ofCounts whether values are counts, which are learned as they are, beside their scale
   */
  public SeriesForm withOutputs(int ofStep, boolean ofCounts) {
    SeriesForm form = copy();
    form.perStep = ofStep;
    form.counts = ofCounts;
    return form;
  }

  /**
   * The same with other distances of windows.
   *
   * @param steps between the training windows of a series
   */
  public SeriesForm withWindowStep(int steps) {
    SeriesForm form = copy();
    form.windowStep = steps;
    return form;
  }

  /**
   * The same with other numbers of steps and names of series.
   *
   * @param ofPast numbers of a step that are known once it is over, the value first
   * @param known numbers of a step that are known before
   * @param names C, names that are known of a whole series
   */
  public SeriesForm withInputs(int ofPast, int known, int names) {
    SeriesForm form = copy();
    form.past = ofPast;
    form.ahead = known;
    form.categories = names;
    return form;
  }

  /**
   * The same with times.
   *
   * @param ofTime what is read of the time; needs a grid
   * @param ofSteps distances of steps
   */
  public SeriesForm withTimes(Calendar[] ofTime, TimeGrid ofSteps) {
    SeriesForm form = copy();
    form.calendar = ofTime;
    form.grid = ofSteps;
    return form;
  }

  /**
   * The same for networks that read missing numbers as such, or go on over the steps ahead.
   *
   * @param forDecoder whether windows go on over the steps that are forecast
   * @param withMissing whether missing numbers stay missing, as NaN
   */
  public SeriesForm with(boolean forDecoder, boolean withMissing) {
    SeriesForm form = copy();
    form.decoded = forDecoder;
    form.masked = withMissing;
    return form;
  }

  /** How many steps a window has behind its origin: H for a decoder, otherwise 0. */
  int behind() {
    return decoded ? horizon : 0;
  }

  /** Whether missing numbers stay missing. */
  public boolean masked() {
    return masked;
  }

  /** H. */
  public int horizon() {
    return horizon;
  }

  /** Q, outputs for each step that is forecast: quantiles, or parameters of a distribution. */
  public int perStep() {
    return perStep;
  }

  /** Whether values are counts, whose targets are these, each beside the scale of its window. */
  public boolean counts() {
    return counts;
  }

  /** K, outputs of a window: those of a step side by side. */
  public int outputs() {
    return horizon * perStep;
  }

  /** Features of a step. */
  public int width() {
    return past + ahead + Calendar.WIDTH * calendar.length;
  }

  /** How many of the features, the first ones, the data holds. */
  public int given() {
    return past + ahead;
  }

  /** How many numbers of a step are known before it comes. */
  public int ahead() {
    return ahead;
  }

  /** C, names that are known of a whole series. */
  public int categories() {
    return categories;
  }

  /** The entries that a vocabulary has of a series' categories: {@code 0=north}. */
  public static String[] entries(SeriesSteps series) {
    String[] entries = new String[series.categories().length];
    Arrays.setAll(entries, c -> c + "=" + series.categories()[c]);
    return entries;
  }

  /** Distances of steps. */
  public TimeGrid grid() {
    return grid;
  }

  /** The first step of a window whose last one stands before {@code origin}. */
  public int begin(int origin) {
    return Math.max(0, origin - window);
  }

  /**
   * How many windows a series has to train on. The last one ends {@code horizon} steps before its
   * end; the first one is complete, or where the series is too short for that has half of what
   * there is, so that short histories are learned too.
   */
  public int trainingWindows(SeriesSteps series) {
    int last = series.trained() - horizon;
    if (last < 1) {
      return 0;
    }
    int first = Math.min(window, (last + 1) / 2);
    return (last - first) / windowStep + 1;
  }

  /** Where training window {@code i} ends, from the latest to the earliest. */
  public int trainingOrigin(SeriesSteps series, int i) {
    return series.trained() - horizon - i * windowStep;
  }

  /** How many windows there are to validate on: the steps behind those to train on, H at a time. */
  public int validationWindows(SeriesSteps series) {
    return series.trained() < 1 ? 0 : (series.length() - series.trained()) / horizon;
  }

  /** Where validation window {@code i} ends. */
  public int validationOrigin(SeriesSteps series, int i) {
    return series.trained() + i * horizon;
  }

  /**
   * Writes the features of a step.
   *
   * @param offset what is subtracted from the value before it becomes float: what a float cannot
   *     hold beside it would be lost
   * @param standardization of the others; null for none
   * @param to from {@code at} on; NaN where a number is missing, if these are masked
   */
  void features(
      SeriesSteps series,
      int t,
      double offset,
      Standardization standardization,
      float[] to,
      int at) {
    int later = decoded ? t : t + horizon; // the step of which what is known before stands here
    for (int j = 0; j < past + ahead; j++) {
      int step = j < past ? t : later;
      double value = step < series.rows() ? series.at(step, j) : Double.NaN;
      if (Double.isNaN(value)) { // or behind all that is known, where no window reads it
        to[at + j] = masked ? Float.NaN : 0;
      } else if (j == 0) {
        double seen = value - offset;
        to[at] = standardization == null ? (float) seen : standardization.input(0, seen);
      } else {
        to[at + j] = standardization == null ? (float) value : standardization.input(j, value);
      }
    }
    if (calendar.length > 0) {
      LocalDateTime time = TimeGrid.date(series.time(grid, later));
      for (int c = 0; c < calendar.length; c++) {
        calendar[c].write(time, to, at + past + ahead + Calendar.WIDTH * c);
      }
    }
  }

  /** A window's sequence to predict from, with the level and scale of its column of scales. */
  public EncodedSequence sequence(
      SeriesSteps series, int origin, WindowScale scale, SequenceEncoder encoder) {
    int begin = begin(origin);
    int width = width();
    int end = origin + behind();
    float[] features = new float[(end - begin) * width];
    for (int t = begin; t < end; t++) {
      features(series, t, scale.level(), encoder.standardization(), features, (t - begin) * width);
    }
    Vocabulary known = encoder.vocabulary(TokenColumn.CATEGORIES);
    return new EncodedSequence(
        end - begin,
        Column.features(width, features),
        Column.of(SeriesViews.SCALES, 0f, (float) scale.scale()),
        known == null ? null : TokenColumn.CATEGORIES.encode(entries(series), known));
  }
}
