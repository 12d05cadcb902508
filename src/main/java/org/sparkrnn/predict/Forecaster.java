package org.sparkrnn.predict;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
  private final int median; // which of the outputs of a step is the forecast

  /**
   * @param form the one that the network was trained with
   * @param scale the one that the network was trained with
   * @param median the number of the output of a step, from 0, that is the forecast
   */
  public Forecaster(Regressor regressor, SeriesForm form, WindowScale scale, int median) {
    this.median = median;
    this.regressor = regressor;
    this.form = form;
    this.scale = scale;
  }

  /** How windows are made from series. */
  public SeriesForm form() {
    return form;
  }

  /** A forecast: the values, and the scale of their errors in the network. */
  public static final class Forecast {
    private final double[] values;
    private final double[] quantiles;
    private final double scale;

    Forecast(double[] values, double[] quantiles, double scale) {
      this.values = values;
      this.quantiles = quantiles;
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
      int Q = form.quantiles();
      double[] values = new double[H];
      double[] quantiles = new double[H * Q];
      for (int h = 0; h < H; h++) {
        for (int k = h * Q; k < (h + 1) * Q; k++) {
          quantiles[k] = bases.get(i)[h] + scales[i] * outputs.get(i)[k];
        }
        // Quantiles that cross are put into their order, which is never worse (Chernozhukov,
        // Fernandez-Val and Galichon 2010).
        Arrays.sort(quantiles, h * Q, (h + 1) * Q);
        values[h] = quantiles[h * Q + median];
      }
      forecasts.add(new Forecast(values, quantiles, scales[i]));
    }
    return forecasts;
  }

  private void requireKnown(SeriesSteps series, int origin) {
    if (origin < 1) {
      throw new InvalidInputException(
          "series %s has no value yet; a forecast needs at least one".formatted(series.name()));
    }
    for (int h = 0; h < form.horizon() && form.ahead() > 0; h++) {
      for (int j = form.given() - form.ahead(); j < form.given(); j++) {
        int t = origin + h;
        if (t >= series.rows() || Double.isNaN(series.at(t, j))) {
          throw new InvalidInputException(
              "series %s has no knownCols at step %d of the %d that are forecast; give a row for each of these steps, with all of knownCols and without a value"
                  .formatted(series.name(), h + 1, form.horizon()));
        }
      }
    }
  }
}
