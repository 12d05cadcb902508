package org.sparkrnn.ml;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.sparkrnn.ml.param.kind.TextUnit;

/** The baseline of a {@link LanguageModel}: n-grams of the same tokens. */
public final class LanguageModelBaseline {
  /** For words. For characters it is the estimator's default. */
  private static final int ORDER_OF_WORDS = 2;

  private LanguageModelBaseline() {}

  /**
   * The n-gram model, with the order given by {@code baselineOrder}.
   *
   * @param model names the columns
   */
  public static List<BaselineTrial> trials(
      TrainedLanguageModel model, Dataset<Row> training, Dataset<Row> measured) {
    NGramLanguageModel baseline =
        new NGramLanguageModel()
            .setBoundaries(model.inOrder() ? "lineEnds" : "lines")
            .setMinCount(model.getMinCount())
            .setMaxVocabulary(model.getMaxVocabulary());
    if (model.getBaselineOrder() > 0) {
      baseline.setOrder(model.getBaselineOrder());
    } else if (TextUnit.of(model.getLevel()) == TextUnit.WORD) {
      baseline.setOrder(ORDER_OF_WORDS);
    }
    baseline.readLike(model);
    return List.of(BaselineTrial.of("ngram", () -> baseline.fit(training).evaluate(measured)));
  }
}
