package org.sparkrnn.ml;

import org.apache.spark.ml.util.MLReader;

/**
 * The former name of {@link TrainedNGramLanguageModel}. Spark looks for the class that a saved
 * pipeline names, so that what was saved under this name is read by it.
 */
public final class NGramLanguageModelModel {
  private NGramLanguageModelModel() {}

  /** What Spark reads a saved one with. */
  public static MLReader<TrainedNGramLanguageModel> read() {
    return TrainedNGramLanguageModel.read();
  }
}
