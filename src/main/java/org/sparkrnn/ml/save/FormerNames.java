package org.sparkrnn.ml.save;

import java.util.Map;

/** Classes of models that had another name in an earlier version, which saved models hold. */
final class FormerNames {
  private static final String ML = "org.sparkrnn.ml.";

  private static final Map<String, String> NOW =
      Map.of(
          ML + "LanguageModelModel", ML + "TrainedLanguageModel",
          ML + "NGramLanguageModelModel", ML + "TrainedNGramLanguageModel",
          ML + "NearestNeighborClassifierModel", ML + "NearestMomentsClassifierModel");

  private FormerNames() {}

  /** The present name of a class. */
  static String now(String className) {
    return NOW.getOrDefault(className, className);
  }
}
