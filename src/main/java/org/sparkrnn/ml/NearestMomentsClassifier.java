package org.sparkrnn.ml;

import org.apache.spark.ml.util.MLReader;

/**
 * A class that compared series by the means and deviations of their channels and was replaced by
 * {@link NearestSeriesClassifier}. Spark looks for the class that a saved pipeline names, so this
 * class loads what was saved under the former name, which is only the columns.
 */
public final class NearestMomentsClassifier {
  private NearestMomentsClassifier() {}

  /** The reader that Spark uses. */
  public static MLReader<NearestSeriesClassifier> read() {
    return NearestSeriesClassifier.readFormer(NearestMomentsClassifier.class);
  }
}
