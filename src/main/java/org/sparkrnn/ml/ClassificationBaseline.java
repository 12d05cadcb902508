package org.sparkrnn.ml;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What a {@link SequenceClassifier} of single classes has to beat, for each kind of input. */
public final class ClassificationBaseline {
  private ClassificationBaseline() {}

  /**
   * Fits a baseline to training data and measures it: naive Bayes for tokens (over n-grams of 2 and
   * 3 characters, or 1 and 2 words), with no eye for features that are joined to them; the class of
   * the nearest means and deviations for one column of feature vectors; for other inputs always the
   * most frequent class.
   *
   * @param model names the columns
   * @throws org.sparkrnn.data.InvalidInputException if a column or row cannot be read
   */
  public static BaselineMetrics measure(
      SequenceClassifierModel model, Dataset<Row> training, Dataset<Row> measured) {
    Baseline<?, ? extends BaselineModel<?, ?>> baseline =
        model.network().tokenInput()
            ? naiveBayes(model.input(training.schema()).characters())
            : model.inputColumns().size() == 1 && !model.getInputSets()
                ? new NearestMomentsClassifier()
                : new MajorityClassifier();
    baseline.readLike(model);
    baseline.setLowercase(false); // upper case may tell classes apart
    return baseline.fit(training).evaluate(measured);
  }

  private static NaiveBayesClassifier naiveBayes(boolean characters) {
    return new NaiveBayesClassifier()
        .setMinOrder(characters ? 2 : 1)
        .setMaxOrder(characters ? 3 : 2);
  }
}
