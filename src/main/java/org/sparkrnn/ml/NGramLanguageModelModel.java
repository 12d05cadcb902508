package org.sparkrnn.ml;

import org.apache.spark.ml.util.MLReader;

/**
 * The former name of {@link TrainedNGramLanguageModel}. Spark looks for the class that a saved
 * pipeline names, so this class loads what was saved under the former name.
 */
public final class NGramLanguageModelModel {
  private NGramLanguageModelModel() {}

  /** The reader that Spark uses. */
  public static MLReader<TrainedNGramLanguageModel> read() {
    return TrainedNGramLanguageModel.read();
  }
}
