package org.sparkrnn.ml.evaluation;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/** The first rows or series whose outputs are numbers, with their targets. */
public final class SeriesExamples implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int LEAST_PAST = 30; // values before a forecast, if available
  private static final int MOST_PAST = 120;
  private static final int SINGLE_OUTPUTS = 240; // rows with one number each
  private static final int SERIES = 3; // rows with several numbers each
  private static final int VALUES = 240; // largest number per row

  /** The outputs of a row with their targets. */
  public static final class Series implements Serializable {
    private static final long serialVersionUID = 1L;

    private long key; // decides the order of rows

    /** The name of one of many series, otherwise empty. */
    public String name = "";

    /** The last values before the forecast; empty if inputs are not past values. */
    public double[] past = {};

    /** The target of each output, or all target numbers of a single output. */
    public double[] actual;

    /** The lowest quantile of each value; empty if there are none. */
    public double[] low = {};

    /** The highest quantile of each value; empty if there are none. */
    public double[] high = {};

    /** The predictions for {@link #actual}. */
    public double[] predicted;
  }

  private final ArrayList<Series> series = new ArrayList<>();

  /** Adds the outputs of a row. */
  void add(long key, double[] actual, double[] predicted) {
    if (series.size() >= most(actual.length == 1) && key > series.get(series.size() - 1).key) {
      return;
    }
    Series added = of(actual, predicted);
    added.key = key;
    add(added);
  }

  private static Series of(double[] actual, double[] predicted) {
    Series of = new Series();
    int values = Math.min(VALUES, actual.length);
    of.actual = Arrays.copyOf(actual, values);
    of.predicted = Arrays.copyOf(predicted, values);
    return of;
  }

  /** The shown part of a forecast of one of many series; see {@link Examples#addForecast}. */
  static Series forecast(
      String name, double[] past, double[] actual, double[] predicted, double[] quantiles) {
    Series of = of(actual, predicted);
    of.name = name;
    int values = of.actual.length;
    int before = Math.min(MOST_PAST, Math.max(LEAST_PAST, 3 * values));
    of.past = Arrays.copyOfRange(past, Math.max(0, past.length - before), past.length);
    int Q = quantiles.length / actual.length;
    if (Q > 1) {
      of.low = new double[values];
      of.high = new double[values];
      Arrays.setAll(of.low, h -> quantiles[h * Q]);
      Arrays.setAll(of.high, h -> quantiles[(h + 1) * Q - 1]);
    }
    return of;
  }

  void add(Series added) {
    series.add(added);
    trim();
  }

  void merge(SeriesExamples other) {
    series.addAll(other.series);
    trim();
  }

  private void trim() {
    series.sort(Comparator.comparingLong((Series row) -> row.key).thenComparing(row -> row.name));
    boolean single =
        !series.isEmpty() && series.get(0).actual.length == 1 && series.get(0).name.isEmpty();
    while (series.size() > most(single)) {
      series.remove(series.size() - 1);
    }
  }

  private static int most(boolean single) {
    return single ? SINGLE_OUTPUTS : SERIES;
  }

  List<Series> all() {
    return Collections.unmodifiableList(series);
  }
}
