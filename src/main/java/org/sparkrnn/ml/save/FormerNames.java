package org.sparkrnn.ml.save;

import java.util.List;
import java.util.Map;
import org.sparkrnn.data.InvalidInputException;

/** Classes of models that had another name in an earlier version or were removed. */
final class FormerNames {
  private static final String ML = "org.sparkrnn.ml.";

  private static final Map<String, String> NOW =
      Map.of(
          ML + "LanguageModelModel", ML + "TrainedLanguageModel",
          ML + "NGramLanguageModelModel", ML + "TrainedNGramLanguageModel");

  /** These models had means and deviations of series, from which series cannot be restored. */
  private static final List<String> GONE =
      List.of(ML + "NearestMomentsClassifierModel", ML + "NearestNeighborClassifierModel");

  private FormerNames() {}

  /**
   * The current name of a class.
   *
   * @param path path of the model, for the message
   * @throws InvalidInputException if this version has no replacement
   */
  static String now(String className, String path) {
    if (GONE.contains(className)) {
      throw new InvalidInputException(
          "model %s is a %s, which this version does not have; fit a NearestSeriesClassifier on the training series instead"
              .formatted(path, className));
    }
    return NOW.getOrDefault(className, className);
  }
}
