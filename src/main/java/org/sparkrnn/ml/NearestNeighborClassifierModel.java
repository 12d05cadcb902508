package org.sparkrnn.ml;

import org.apache.spark.ml.util.MLReader;

/**
 * The former name of {@link NearestMomentsClassifierModel}. Spark looks for the class that a saved
 * pipeline names, so that what was saved under this name is read by it.
 */
public final class NearestNeighborClassifierModel {
  private NearestNeighborClassifierModel() {}

  /** What Spark reads a saved one with. */
  public static MLReader<NearestMomentsClassifierModel> read() {
    return NearestMomentsClassifierModel.read();
  }
}
