package org.sparkrnn.predict;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.sparkrnn.data.BatchPlan;
import org.sparkrnn.data.EncodedSequence;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.SeriesForm;
import org.sparkrnn.data.SeriesSteps;
import org.sparkrnn.data.WindowScale;

/**
 * Forecasts of series by a regressor that was trained on many: each series is scaled by its latest
 * window, so series that did not occur in training can be forecast too.
 */
public final class Forecaster implements Serializable {
  private static final long serialVersionUID = 1L;

  private final Regressor regressor;
  private final SeriesForm form;
  private final WindowScale scale;
  private static final int TOGETHER = 4096; // paths that are drawn at once

  private final ForecastOutput output;
  private final int horizon; // H, more than the form's where forecasts are fed back
  private final int paths; // N, drawn of a series; 0 for none
  private final long seed; // of their draws

  /**
   * @param form the one that the network was trained with
   * @param scale the one that the network was trained with
   * @param output the meaning of the outputs of a step
   */
  public Forecaster(
      Regressor regressor, SeriesForm form, WindowScale scale, ForecastOutput output) {
    this(regressor, form, scale, output, form.horizon(), 0, 0);
  }

  private Forecaster(
      Regressor regressor,
      SeriesForm form,
      WindowScale scale,
      ForecastOutput output,
      int horizon,
      int paths,
      long seed) {
    this.output = output;
    this.horizon = horizon;
    this.paths = paths;
    this.seed = seed;
    this.regressor = regressor;
    this.form = form;
    this.scale = scale;
  }

  /**
   * The same network, which gives one step, and forecasts several by reading what it gave before.
   *
   * @param steps H, that are forecast
   * @param samplePaths N paths of each series, whose values are drawn from the distributions that
   *     the network gives; a forecast is then their mean, and quantiles are theirs. 0 to read the
   *     forecasts themselves
   * @param drawSeed with the name of a series and the number of a path it decides the draws
   */
  public Forecaster recursive(int steps, int samplePaths, long drawSeed) {
    return new Forecaster(regressor, form, scale, output, steps, samplePaths, drawSeed);
  }

  /** How windows are made from series. */
  public SeriesForm form() {
    return form;
  }

  /** A forecast: the values, and the scale of their errors in the network. */
  public static final class Forecast {
    private final double[] values;
    private final double[] quantiles;
    private final double[][] distributions;
    private final double[][] paths;
    private final double scale;

    Forecast(
        double[] values,
        double[] quantiles,
        double[][] distributions,
        double[][] paths,
        double scale) {
      this.paths = paths;
      this.values = values;
      this.quantiles = quantiles;
      this.distributions = distributions;
      this.scale = scale;
    }

    /** The values [H] in the units of the series; not copied. */
    public double[] values() {
      return values;
    }

    /**
     * The quantiles [H, Q], which increase at each step; only the forecasts if the network gives no
     * other quantiles.
     */
    public double[] quantiles() {
      return quantiles;
    }

    /** [H, P] the parameters of each value's distribution; null where there is none. */
    public double[][] distributions() {
      return distributions;
    }

    /** [H, N] the values of each path that was drawn; null where none were. */
    public double[][] paths() {
      return paths;
    }

    /** The number by which errors are divided in training. */
    public double scale() {
      return scale;
    }
  }

  /**
   * The next values of a series.
   *
   * @param values all known values, with the latest last; at least one
   * @throws InvalidInputException if there are no values, or the network reads more than one number
   *     per step
   */
  public double[] forecast(double... values) {
    if (form.width() != 1) {
      throw new InvalidInputException(
          "this network reads %d numbers per step; give steps with all of them"
              .formatted(form.width()));
    }
    if (form.categories() > 0) {
      throw new InvalidInputException(
          "this network reads %d static columns of a series; give series with all of them"
              .formatted(form.categories()));
    }
    SeriesSteps series = new SeriesSteps("1", 0, values, 1, values.length, values.length);
    return forecast(List.of(series), new int[] {values.length}).get(0).values();
  }

  /**
   * The next values of each series.
   *
   * @param origins for each series, how many steps are known
   * @throws InvalidInputException if a series has no known step, or lacks a number that must be
   *     known for the steps that are forecast
   */
  public List<Forecast> forecast(List<SeriesSteps> series, int[] origins) {
    for (int i = 0; i < origins.length; i++) {
      requireKnown(series.get(i), origins[i]);
    }
    if (horizon == form.horizon() && paths == 0) {
      return atOnce(series, origins, output);
    }
    List<Forecast> forecasts = new ArrayList<>(series.size());
    int some = Math.max(1, TOGETHER / Math.max(1, paths));
    for (int from = 0; from < origins.length; from += some) {
      int to = Math.min(origins.length, from + some);
      forecasts.addAll(stepByStep(series.subList(from, to), Arrays.copyOfRange(origins, from, to)));
    }
    return forecasts;
  }

  /** Each step from what was forecast, or drawn, before it. */
  private List<Forecast> stepByStep(List<SeriesSteps> series, int[] origins) {
    int N = Math.max(1, paths);
    ForecastOutput step = paths == 0 ? output : ForecastOutput.ofLikelihood(output.likelihood());
    List<SeriesSteps> known = new ArrayList<>(N * origins.length);
    List<SplittableRandom> random = new ArrayList<>(N * origins.length);
    int[] at = new int[N * origins.length];
    WindowScale own = scale.copy();
    for (int j = 0; j < at.length; j++) {
      SeriesSteps one = series.get(j / N);
      int origin = origins[j / N];
      int begin = form.begin(origin);
      own.measure(one, begin, origin); // by values that are not in the part
      known.add(one.part(begin, origin, origin + horizon, own.scale()));
      random.add(new SplittableRandom(key(one.name(), j % N)));
      at[j] = origin - begin;
    }
    double[][][] found = new double[origins.length][horizon][N];
    double[] scales = new double[origins.length];
    for (int h = 0; h < horizon; h++) {
      List<Forecast> next = atOnce(known, at, step);
      for (int j = 0; j < at.length; j++) {
        Forecast one = next.get(j);
        double y =
            paths == 0
                ? one.values()[0]
                : output.likelihood().sample(one.distributions()[0], random.get(j));
        found[j / N][h][j % N] = y;
        known.get(j).numbers()[at[j]++ * known.get(j).width()] = y;
        scales[j / N] = h == 0 ? one.scale() : scales[j / N];
      }
    }
    List<Forecast> forecasts = new ArrayList<>(origins.length);
    for (int i = 0; i < origins.length; i++) {
      forecasts.add(ofPaths(found[i], scales[i]));
    }
    return forecasts;
  }

  private long key(String name, int path) {
    long hash = 0;
    for (int c = 0; c < name.length(); c++) {
      hash = 31 * hash + name.charAt(c);
    }
    return BatchPlan.key(BatchPlan.key(seed, hash), path);
  }

  /** The mean and the quantiles of each step's values; both are the value where it is one. */
  private Forecast ofPaths(double[][] found, double ofScale) {
    int Q = output.quantiles();
    double[] values = new double[horizon];
    double[] quantiles = new double[horizon * Q];
    for (int h = 0; h < horizon; h++) {
      double[] sorted = found[h].clone();
      Arrays.sort(sorted);
      for (double y : sorted) {
        values[h] += y / sorted.length;
      }
      output.readSample(sorted, quantiles, h * Q);
    }
    return new Forecast(values, quantiles, null, paths == 0 ? null : found, ofScale);
  }

  private List<Forecast> atOnce(List<SeriesSteps> series, int[] origins, ForecastOutput of) {
    WindowScale own = scale.copy();
    List<EncodedSequence> sequences = new ArrayList<>(series.size());
    List<double[]> bases = new ArrayList<>(series.size());
    double[] scales = new double[series.size()];
    int H = form.horizon();
    for (int i = 0; i < scales.length; i++) {
      SeriesSteps one = series.get(i);
      own.measure(one, form.begin(origins[i]), origins[i]);
      sequences.add(form.sequence(one, origins[i], own, regressor.encoder()));
      scales[i] = own.scale();
      double[] base = new double[H];
      for (int h = 0; h < H; h++) {
        base[h] = own.base(h);
      }
      bases.add(base);
    }
    List<double[]> outputs = regressor.predict(sequences);
    List<Forecast> forecasts = new ArrayList<>(series.size());
    for (int i = 0; i < scales.length; i++) {
      forecasts.add(forecast(outputs.get(i), bases.get(i), scales[i], of));
    }
    return forecasts;
  }

  private Forecast forecast(double[] outputs, double[] bases, double ofScale, ForecastOutput of) {
    int H = form.horizon();
    int Q = of.quantiles();
    double[] values = new double[H];
    double[] quantiles = new double[H * Q];
    double[][] distributions = of.likelihood() == null ? null : new double[H][];
    for (int h = 0; h < H; h++) {
      int at = h * form.perStep();
      double[] distribution = of.distribution(outputs, at, bases[h], ofScale);
      values[h] = of.read(outputs, at, bases[h], ofScale, distribution, quantiles, h * Q);
      if (distributions != null) {
        distributions[h] = distribution;
      }
    }
    return new Forecast(values, quantiles, distributions, null, ofScale);
  }

  private void requireKnown(SeriesSteps series, int origin) {
    if (origin < 1) {
      throw new InvalidInputException(
          "series %s has no value yet; a forecast needs at least one".formatted(series.name()));
    }
    if (!series.known(form.begin(origin), origin)) {
      throw new InvalidInputException(
          "series %s has no value among the last %d steps before step %d, which are its window; set a larger window"
              .formatted(series.name(), origin - form.begin(origin), origin + 1));
    }
    for (int h = 0; h < horizon && form.ahead() > 0; h++) {
      for (int j = form.given() - form.ahead(); j < form.given(); j++) {
        int t = origin + h;
        boolean past = form.masked() && t < series.length(); // whose gaps are masked
        if (!past && (t >= series.rows() || Double.isNaN(series.at(t, j)))) {
          throw new InvalidInputException(
              "series %s has no knownCols at step %d of the %d that are forecast; give a row for each of these steps, with all of knownCols and without a value"
                  .formatted(series.name(), h + 1, horizon));
        }
      }
    }
  }
}
