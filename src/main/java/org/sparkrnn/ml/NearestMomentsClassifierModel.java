package org.sparkrnn.ml;

import org.apache.spark.ml.util.MLReader;

/**
 * The model of {@link NearestMomentsClassifier}. It contains no series, so loading it fails with a
 * message that it has to be fitted again. Spark looks for the class that a saved pipeline names.
 */
public final class NearestMomentsClassifierModel {
  private NearestMomentsClassifierModel() {}

  /** The reader that Spark uses; it fails with a message. */
  public static MLReader<NearestSeriesClassifierModel> read() {
    return NearestSeriesClassifierModel.read();
  }
}
