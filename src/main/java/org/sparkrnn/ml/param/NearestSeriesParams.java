package org.sparkrnn.ml.param;

import org.sparkrnn.ml.param.generated.HasNeighbors;

/** The Params of {@link org.sparkrnn.ml.NearestSeriesClassifier} and its model. */
public interface NearestSeriesParams extends InputParams, HasNeighbors {
  /** Whether series are warped in time; otherwise they are compared step by step. */
  default boolean warped() {
    return getDistance().equals("dtw");
  }
}
