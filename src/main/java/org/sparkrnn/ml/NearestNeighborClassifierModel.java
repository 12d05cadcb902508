package org.sparkrnn.ml;

import org.apache.spark.ml.util.MLReader;

/**
 * The model of {@link NearestNeighborClassifier}, which holds no series: reading one says that it
 * has to be fitted again. Spark looks for the class that a saved pipeline names.
 */
public final class NearestNeighborClassifierModel {
  private NearestNeighborClassifierModel() {}

  /** What Spark reads a saved one with; it refuses it with a message. */
  public static MLReader<NearestSeriesClassifierModel> read() {
    return NearestSeriesClassifierModel.read();
  }
}
