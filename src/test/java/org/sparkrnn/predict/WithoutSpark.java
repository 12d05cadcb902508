package org.sparkrnn.predict;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Loads a saved model of each kind and prints its results; does not need Spark. */
public final class WithoutSpark {
  private static final double[] SERIES = {1, 0.5, 2, 0, 3, -1}; // two numbers per step

  private WithoutSpark() {}

  /**
   * @param args the folder of the models
   */
  public static void main(String[] args) {
    outputs(Path.of(args[0])).forEach(System.out::println);
  }

  /** A line for each kind of task. */
  static List<String> outputs(Path models) {
    List<String> lines = new ArrayList<>();
    Tagger tagger = SavedNetwork.load(models.resolve("tagger")).tagger();
    lines.add("tags " + String.join(" ", tagger.tag("the", "dog", "sees", "everything")));
    for (String name : List.of("classifier", "labels")) {
      Classifier classifier = SavedNetwork.load(models.resolve(name)).classifier();
      float[] p =
          classifier.probabilities(List.of(classifier.encoder().encode(SERIES, null))).get(0)[0];
      lines.add(
          "%s %s %s %s"
              .formatted(
                  name,
                  classifier.label(p),
                  String.join(" ", classifier.labels(p)),
                  Arrays.toString(p)));
    }
    Regressor regressor = SavedNetwork.load(models.resolve("regressor")).regressor(0);
    lines.add("number " + Arrays.toString(regressor.predict(SERIES)));
    LanguageModelPredictor language = SavedNetwork.load(models.resolve("language")).languageModel();
    TextScore score = language.score("the", "dog", "sees", "everything");
    lines.add("text " + score.tokens() + " " + score.logProbability());
    return lines;
  }
}
