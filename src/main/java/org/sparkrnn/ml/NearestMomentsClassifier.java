package org.sparkrnn.ml;

import org.apache.spark.ml.util.MLReader;

/**
 * The class that compared series by their channels' means and deviations. {@link
 * NearestSeriesClassifier} has taken its place. Spark looks for the class that a saved pipeline
 * names, so that what was saved under this name, columns alone, is read by it.
 */
public final class NearestMomentsClassifier {
  private NearestMomentsClassifier() {}

  /** What Spark reads a saved one with. */
  public static MLReader<NearestSeriesClassifier> read() {
    return NearestSeriesClassifier.readFormer(NearestMomentsClassifier.class);
  }
}
