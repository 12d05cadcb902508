package org.sparkrnn.baseline;

import java.io.Serializable;
import java.util.List;
import org.sparkrnn.data.InvalidInputException;

/**
 * The class of the training sequence nearest by Euclidean distance, each sequence standing for its
 * channels' means and standard deviations over time, which are standardized over the training
 * sequences: mean 0, standard deviation 1. Of equally near ones the first in training. (Cover and
 * Hart, Nearest neighbor pattern classification, 1967.)
 */
public final class NearestMoments implements Serializable {
  private static final long serialVersionUID = 1L;

  private final double[][] x; // [rows][2C]
  private final String[] y; // [rows]
  private final double[] scale; // [2C] 1 / standard deviation; 1 for a feature that never changes

  /**
   * @param features of every training sequence, see {@link #features}; all of one length
   * @param labels as many
   * @throws InvalidInputException if there are none
   */
  public NearestMoments(List<double[]> features, List<String> labels) {
    if (features.isEmpty()) {
      throw new InvalidInputException("there is nothing to compare with: the data has no rows");
    }
    int rows = features.size();
    int width = features.get(0).length;
    scale = new double[width];
    for (int j = 0; j < width; j++) {
      double[] column = new double[rows];
      for (int i = 0; i < rows; i++) {
        column[i] = features.get(i)[j];
      }
      double deviation = deviation(column, mean(column));
      scale[j] = deviation > 0 ? 1 / deviation : 1;
    }
    y = labels.toArray(String[]::new);
    x = features.toArray(double[][]::new);
  }

  /**
   * Means, then standard deviations (of the population) of all channels: [2C]. An empty sequence
   * has zeros.
   *
   * @param steps the sequence, [T][C]
   */
  public static double[] features(double[][] steps, int channels) {
    double[] features = new double[2 * channels];
    double[] channel = new double[steps.length];
    for (int j = 0; j < channels && steps.length > 0; j++) {
      for (int t = 0; t < steps.length; t++) {
        channel[t] = steps[t][j];
      }
      features[j] = mean(channel);
      features[channels + j] = deviation(channel, features[j]);
    }
    return features;
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  private static double deviation(double[] values, double mean) {
    double sum = 0;
    for (double value : values) {
      sum += (value - mean) * (value - mean);
    }
    return Math.sqrt(sum / values.length);
  }

  /** Channels of the sequences, C. */
  public int channels() {
    return scale.length / 2;
  }

  /**
   * @param steps the sequence, [T][C]
   */
  public String classify(double[][] steps) {
    double[] f = features(steps, channels());
    int best = 0;
    double nearest = Double.POSITIVE_INFINITY;
    for (int i = 0; i < x.length; i++) {
      double distance = 0;
      for (int j = 0; j < f.length && distance < nearest; j++) {
        double z = (f[j] - x[i][j]) * scale[j]; // the means cancel out
        distance += z * z;
      }
      if (distance < nearest) {
        nearest = distance;
        best = i;
      }
    }
    return y[best];
  }
}
