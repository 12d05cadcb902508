package org.sparkrnn.baseline;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.sparkrnn.data.InvalidInputException;

/**
 * Series of vectors with their classes, to which other series are compared. If there are several
 * channels, each is divided by its standard deviation over all steps, so that units do not matter;
 * a single channel is not changed. Series without steps only count for the frequency of their
 * classes.
 */
public final class SeriesSet implements Serializable {
  private static final long serialVersionUID = 1L;

  final double[][] x; // [rows][T, C] scaled, T from 1 on
  final String[] y; // [rows]
  final String majority; // the most frequent class, or the first of these by name
  private final double[] scale; // [C] factors of the channels

  /**
   * @param channels C, numbers per step
   * @param series each [T, C], T from 0 on
   * @param labels the classes of the series
   * @throws InvalidInputException if there is no series with a step
   */
  public SeriesSet(int channels, List<double[]> series, List<String> labels) {
    List<String> classes = new ArrayList<>();
    List<double[]> steps = new ArrayList<>();
    Map<String, Integer> counts = new TreeMap<>();
    for (int i = 0; i < series.size(); i++) {
      counts.merge(labels.get(i), 1, Integer::sum);
      if (series.get(i).length > 0) {
        steps.add(series.get(i));
        classes.add(labels.get(i));
      }
    }
    if (steps.isEmpty()) {
      throw new InvalidInputException(
          "there is nothing to compare with: the data has no sequence with a step");
    }
    String most = null;
    for (Map.Entry<String, Integer> count : counts.entrySet()) {
      most = most == null || count.getValue() > counts.get(most) ? count.getKey() : most;
    }
    majority = most;
    scale = scale(channels, steps);
    x = steps.stream().map(this::scaled).toArray(double[][]::new);
    y = classes.toArray(String[]::new);
  }

  private SeriesSet(SeriesSet all, double[][] x, String[] y) {
    this.x = x;
    this.y = y;
    majority = all.majority;
    scale = all.scale;
  }

  private static double[] scale(int channels, List<double[]> series) {
    double[] scale = new double[channels];
    for (int c = 0; c < channels; c++) {
      long n = 0;
      double sum = 0;
      for (double[] one : series) {
        for (int k = c; k < one.length; k += channels, n++) {
          sum += one[k];
        }
      }
      double mean = sum / n;
      double squares = 0;
      for (double[] one : series) {
        for (int k = c; k < one.length; k += channels) {
          squares += (one[k] - mean) * (one[k] - mean);
        }
      }
      double deviation = Math.sqrt(squares / n);
      scale[c] = channels > 1 && deviation > 0 ? 1 / deviation : 1;
    }
    return scale;
  }

  /** Scales another series in the same way. */
  double[] scaled(double[] series) {
    double[] scaled = new double[series.length];
    for (int k = 0; k < scaled.length; k++) {
      scaled[k] = series[k] * scale[k % scale.length];
    }
    return scaled;
  }

  /** The number of channels C. */
  public int channels() {
    return scale.length;
  }

  /** The number of series with steps. */
  public int size() {
    return x.length;
  }

  /** The number of steps of all series. */
  long steps() {
    long numbers = 0;
    for (double[] one : x) {
      numbers += one.length;
    }
    return numbers / channels();
  }

  /** A sample of {@code count} series at even distances. */
  SeriesSet evenly(int count) {
    if (count >= size()) {
      return this;
    }
    double[][] some = new double[count][];
    String[] labels = new String[count];
    for (int i = 0; i < count; i++) {
      int from = (int) ((long) i * size() / count);
      some[i] = x[from];
      labels[i] = y[from];
    }
    return new SeriesSet(this, some, labels);
  }
}
