package org.sparkrnn.ml.report;

import java.util.ArrayList;
import java.util.List;

/** The range of an axis. */
final class Range {
  private static final double[] NINE = {1, 2, 3, 4, 5, 6, 7, 8, 9};
  private static final double[] NICE = {1, 2, 2.5, 5, 10};

  private final boolean logarithmic;
  private boolean whole = true; // all values
  private double low = Double.POSITIVE_INFINITY;
  private double high = Double.NEGATIVE_INFINITY;

  Range(boolean logarithmic) {
    this.logarithmic = logarithmic;
  }

  /** Whether the axis can show a value. */
  boolean has(double value) {
    return Double.isFinite(value) && (!logarithmic || value > 0);
  }

  void add(double value) {
    double scaled = scaled(value);
    whole &= value == Math.rint(value);
    low = Math.min(low, scaled);
    high = Math.max(high, scaled);
  }

  private double scaled(double value) {
    return logarithmic ? Math.log10(value) : value;
  }

  boolean isEmpty() {
    return low > high;
  }

  /** Leaves a little room at both ends. */
  void widen() {
    whole = false;
    double room = high > low ? 0.04 * (high - low) : high == 0 ? 1 : 0.1 * Math.abs(high);
    boolean positive = !logarithmic && low >= 0;
    low -= room;
    high += room;
    if (positive && low < 0) {
      low = 0;
    }
  }

  /** The place of a value, from 0 to 1; the middle if all values are the same. */
  double share(double value) {
    return high > low ? (scaled(value) - low) / (high - low) : 0.5;
  }

  /** The smallest and the largest value; only one if they are the same. */
  List<Double> ends() {
    double least = logarithmic ? Math.pow(10, low) : low;
    double most = logarithmic ? Math.pow(10, high) : high;
    return high > low ? List.of(least, most) : List.of(least);
  }

  /** About as many round values within the range as requested. */
  List<Double> ticks(int about) {
    List<Double> ticks = new ArrayList<>();
    if (high == low) {
      ticks.add(logarithmic ? Math.pow(10, low) : low);
      return ticks;
    }
    double step = (high - low) / about;
    double magnitude = Math.pow(10, Math.floor(Math.log10(step)));
    double nice = magnitude;
    for (double n : NICE) {
      nice = n * magnitude;
      if (nice >= step) {
        break;
      }
    }
    if (logarithmic || whole) { // there is nothing between two epochs
      nice = Math.max(1, Math.rint(nice));
    }
    for (double tick = Math.ceil(low / nice) * nice; tick <= high + nice * 1e-9; tick += nice) {
      double rounded = Math.rint(tick / nice) * nice;
      ticks.add(logarithmic ? Math.pow(10, rounded) : rounded);
    }
    return logarithmic && ticks.size() < 2 ? withinDecades() : ticks;
  }

  /** Multiples of powers of ten, for ranges with hardly any power of ten. */
  private List<Double> withinDecades() {
    for (double[] multiples : new double[][] {{1, 3}, {1, 2, 5}, NINE}) {
      List<Double> ticks = new ArrayList<>();
      for (double decade = Math.floor(low); decade <= high; decade++) {
        for (double multiple : multiples) {
          double at = decade + Math.log10(multiple);
          if (at >= low && at <= high) {
            ticks.add(multiple * Math.pow(10, decade));
          }
        }
      }
      if (ticks.size() > 1 || multiples == NINE && !ticks.isEmpty()) {
        return ticks;
      }
    }
    return ends();
  }
}
