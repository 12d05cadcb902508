package org.sparkrnn.ml;

import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.MLReader;
import scala.Option;

/**
 * The former name of {@link NearestMomentsClassifier}. Spark looks for the class that a saved
 * pipeline names, so that what was saved under this name is read by it.
 */
public final class NearestNeighborClassifier {
  private NearestNeighborClassifier() {}

  /** What Spark reads a saved one with; see {@link #load}. */
  public static MLReader<NearestMomentsClassifier> read() {
    return new MLReader<>() {
      @Override
      public NearestMomentsClassifier load(String path) {
        var metadata =
            DefaultParamsReader.loadMetadata(
                path, sparkSession(), NearestNeighborClassifier.class.getName());
        NearestMomentsClassifier classifier = new NearestMomentsClassifier(metadata.uid());
        metadata.getAndSetParams(classifier, Option.empty());
        return classifier;
      }
    };
  }
}
