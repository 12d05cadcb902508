package org.sparkrnn.ml;

import org.apache.spark.ml.util.MLReader;

/**
 * The former name of {@link TrainedLanguageModel}. Spark looks for the class that a saved pipeline
 * names, so this class loads what was saved under the former name.
 */
public final class LanguageModelModel {
  private LanguageModelModel() {}

  /** The reader that Spark uses. */
  public static MLReader<TrainedLanguageModel> read() {
    return TrainedLanguageModel.read();
  }
}
