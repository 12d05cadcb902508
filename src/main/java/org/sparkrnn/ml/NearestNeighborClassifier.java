package org.sparkrnn.ml;

import org.apache.spark.ml.util.MLReader;

/**
 * The former name of {@link NearestMomentsClassifier}, which was replaced by {@link
 * NearestSeriesClassifier}. Spark looks for the class that a saved pipeline names, so this class
 * loads what was saved under the former name, which is only the columns.
 */
public final class NearestNeighborClassifier {
  private NearestNeighborClassifier() {}

  /** The reader that Spark uses. */
  public static MLReader<NearestSeriesClassifier> read() {
    return NearestSeriesClassifier.readFormer(NearestNeighborClassifier.class);
  }
}
