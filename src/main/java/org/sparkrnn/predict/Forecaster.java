package org.sparkrnn.predict;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.sparkrnn.data.EncodedSequence;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.SeriesForm;
import org.sparkrnn.data.SeriesSteps;
import org.sparkrnn.data.WindowScale;

/**
 * Forecasts of series by a regressor that was trained on many: each series is seen in the scale of
 * its latest window, so that one that was never trained on is forecast like any other.
 */
public final class Forecaster implements Serializable {
  private static final long serialVersionUID = 1L;

  private final Regressor regressor;
  private final SeriesForm form;
  private final WindowScale scale;
  private final ForecastOutput output;

  /**
   * @param form as the network was trained with
   * @param scale as the network was trained with
   * @param output what the outputs of a step say
   */
  public Forecaster(
      Regressor regressor, SeriesForm form, WindowScale scale, ForecastOutput output) {
    this.output = output;
    this.regressor = regressor;
    this.form = form;
    this.scale = scale;
  }

  /** How windows are made of series. */
  public SeriesForm form() {
    return form;
  }

  /** A forecast: the values, and the scale in which the network sees errors of them. */
  public static final class Forecast {
    private final double[] values;
    private final double[] quantiles;
    private final double[][] distributions;
    private final double scale;

    Forecast(double[] values, double[] quantiles, double[][] distributions, double scale) {
      this.values = values;
      this.quantiles = quantiles;
      this.distributions = distributions;
      this.scale = scale;
    }

    /** [H], in the units of the series; not copied. */
    public double[] values() {
      return values;
    }

    /** [H, Q], rising at each step; the forecasts alone where the network gives nothing else. */
    public double[] quantiles() {
      return quantiles;
    }

    /** [H, P] the parameters of each value's distribution; null where there is none. */
    public double[][] distributions() {
      return distributions;
    }

    /** What an error is divided by where the network learns. */
    public double scale() {
      return scale;
    }
  }

  /**
   * The next values of a series.
   *
   * @param values all that is known, the latest last; at least one
   * @throws InvalidInputException if there is none, or the network reads more than values
   */
  public double[] forecast(double... values) {
    if (form.width() != 1) {
      throw new InvalidInputException(
          "this network reads %d numbers a step; give steps with all of them"
              .formatted(form.width()));
    }
    SeriesSteps series = new SeriesSteps("1", 0, values, 1, values.length, values.length);
    return forecast(List.of(series), new int[] {values.length}).get(0).values();
  }

  /**
   * What follows in each series.
   *
   * @param origins of each series how many steps are known
   * @throws InvalidInputException if a series has no known step, or lacks a number that has to be
   *     known of the steps that are forecast
   */
  public List<Forecast> forecast(List<SeriesSteps> series, int[] origins) {
    WindowScale own = scale.copy();
    List<EncodedSequence> sequences = new ArrayList<>(series.size());
    List<double[]> bases = new ArrayList<>(series.size());
    double[] scales = new double[series.size()];
    int H = form.horizon();
    for (int i = 0; i < scales.length; i++) {
      SeriesSteps one = series.get(i);
      requireKnown(one, origins[i]);
      own.measure(one.numbers(), one.width(), form.begin(origins[i]), origins[i]);
      sequences.add(form.sequence(one, origins[i], own, regressor.encoder().standardization()));
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
      forecasts.add(forecast(outputs.get(i), bases.get(i), scales[i]));
    }
    return forecasts;
  }

  private Forecast forecast(double[] outputs, double[] bases, double scale) {
    int H = form.horizon();
    int Q = output.quantiles();
    double[] values = new double[H];
    double[] quantiles = new double[H * Q];
    double[][] distributions = output.likelihood() == null ? null : new double[H][];
    for (int h = 0; h < H; h++) {
      int at = h * form.perStep();
      double[] distribution = output.distribution(outputs, at, bases[h], scale);
      values[h] = output.read(outputs, at, bases[h], scale, distribution, quantiles, h * Q);
      if (distributions != null) {
        distributions[h] = distribution;
      }
    }
    return new Forecast(values, quantiles, distributions, scale);
  }

  private void requireKnown(SeriesSteps series, int origin) {
    if (origin < 1) {
      throw new InvalidInputException(
          "series %s has no value yet; a forecast needs one at least".formatted(series.name()));
    }
    for (int h = 0; h < form.horizon() && form.ahead() > 0; h++) {
      for (int j = form.given() - form.ahead(); j < form.given(); j++) {
        int t = origin + h;
        if (t >= series.rows() || Double.isNaN(series.at(t, j))) {
          throw new InvalidInputException(
              "series %s lacks knownCols at step %d of the %d that are forecast; give a row for each of these steps, with all of knownCols and without a value"
                  .formatted(series.name(), h + 1, form.horizon()));
        }
      }
    }
  }
}
