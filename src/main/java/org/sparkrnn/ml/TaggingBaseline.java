package org.sparkrnn.ml;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.sparkrnn.ml.network.DescribedNetwork;

/**
 * The baselines of a {@link SequenceTagger}, on the columns that it reads: the most frequent tag of
 * each token, and a hidden Markov model of order 2. For feature vectors there is only the most
 * frequent label. With several targets, the baselines are those of the first; if it is a label of
 * the whole sequence, they are the most frequent label and naive Bayes.
 */
public final class TaggingBaseline {
  /** A limit, because three unknown tokens in a row take work cubic in the number of tags. */
  private static final int MOST_TAGS = 100;

  private TaggingBaseline() {}

  /**
   * All baselines that are meaningful for the inputs of the model. Tokens that the model does not
   * know count as unknown.
   *
   * @param model names the columns and decides which tokens are unknown
   */
  public static List<BaselineTrial> trials(
      SequenceTaggerModel model, Dataset<Row> training, Dataset<Row> measured) {
    List<BaselineTrial> trials = new ArrayList<>();
    if (model.tagger().ofSequence(0)) {
      trials.add(
          BaselineTrial.of(
              "majority", () -> classes(new MajorityClassifier(), model, training, measured)));
      if (model.network().tokenInput()) {
        trials.add(
            BaselineTrial.of(
                "naiveBayes",
                () ->
                    classes(
                        new NaiveBayesClassifier().setMinOrder(1).setMaxOrder(2),
                        model,
                        training,
                        measured)));
      }
      return trials;
    }
    trials.add(
        BaselineTrial.of(
            "mostFrequentTag", () -> measure(new MostFrequentTagger(), model, training, measured)));
    if (model.network().tokenInput()) {
      trials.add(BaselineTrial.of("hmm2", () -> hmm(model, training, measured)));
    }
    return trials;
  }

  private static BaselineMetrics hmm(
      SequenceTaggerModel model, Dataset<Row> training, Dataset<Row> measured) {
    int tags = model.encoder().labels().size();
    if (tags > MOST_TAGS) {
      throw new OmittedBaselineException(
          "it would compare %d^3 paths at some steps, because there are %d tags; it is measured for at most %d tags"
              .formatted(tags, tags, MOST_TAGS));
    }
    return measure(new HmmTagger().setOrder(2), model, training, measured);
  }

  private static BaselineMetrics classes(
      Baseline<?, ? extends BaselineModel<?, ?>> baseline,
      SequenceTaggerModel model,
      Dataset<Row> training,
      Dataset<Row> measured) {
    baseline.readLike(model);
    baseline.setLowercase(false).setLabelCol(model.labelColumns().get(0));
    return baseline.fit(training).evaluate(measured);
  }

  private static BaselineMetrics measure(
      Baseline<?, ? extends TaggingBaselineModel<?, ?>> baseline,
      SequenceTaggerModel model,
      Dataset<Row> training,
      Dataset<Row> measured) {
    baseline.readLike(model);
    baseline.setLabelCol(model.labelColumns().get(0));
    if (DescribedNetwork.readsCharacters(model)) { // by which the model tells upper case
      baseline.set(baseline.lowercase(), (Object) false);
    }
    return baseline.fit(training).measuredBy(model.encoder().tokens()).evaluate(measured);
  }
}
