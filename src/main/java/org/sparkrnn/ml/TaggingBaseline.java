package org.sparkrnn.ml;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.sparkrnn.baseline.Hmm;
import org.sparkrnn.baseline.MostFrequentTag;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.SequenceEncoder;
import org.sparkrnn.data.Vocabulary;
import org.sparkrnn.ml.column.BaselineRows;
import org.sparkrnn.ml.column.SequenceInput;
import org.sparkrnn.ml.column.StepLabels;
import org.sparkrnn.ml.evaluation.TaggingCounts;
import scala.Tuple2;

/**
 * What a {@link SequenceTagger} has to beat, on the columns that it reads: the most frequent tag of
 * each token, and a hidden Markov model of order 2. Feature vectors have no names to count by: for
 * them there is the most frequent label alone.
 */
public final class TaggingBaseline {
  /** Three unknown tokens in a row have so many tags to the third power. */
  private static final int MOST_TAGS = 100;

  /** Gives each token its tag. */
  @FunctionalInterface
  interface Tagger extends Serializable {
    String[] tag(String[] tokens);
  }

  private final String name;
  private final SequenceTaggerModel model;
  private final Tagger tagger;

  private TaggingBaseline(String name, SequenceTaggerModel model, Tagger tagger) {
    this.name = name;
    this.model = model;
    this.tagger = tagger;
  }

  /** All that mean something for the model's inputs. */
  public static List<BaselineTrial> trials(
      SequenceTaggerModel model, Dataset<Row> training, Dataset<Row> measured) {
    List<BaselineTrial> trials = new ArrayList<>();
    trials.add(BaselineTrial.of("mostFrequentTag", () -> fit(training, model).measure(measured)));
    if (model.network().tokenInput()) {
      trials.add(BaselineTrial.of("hmm2", () -> hmm(training, model).measure(measured)));
    }
    return trials;
  }

  /**
   * Counts the most frequent tag of each token.
   *
   * @param model names the columns, and knows which tokens it does not know
   * @throws InvalidInputException if a row is malformed
   */
  public static TaggingBaseline fit(Dataset<?> training, SequenceTaggerModel model) {
    SequenceInput input = model.input(training.schema());
    StepLabels labels = new StepLabels(training.schema(), "labelCol", model.getLabelCol());
    try {
      MostFrequentTag tags =
          MostFrequentTag.fit(
              training
                  .toDF()
                  .toJavaRDD()
                  .flatMap(
                      row -> {
                        String[] gold = labels.strings(row);
                        String[] tokens = tokens(input, row, gold.length);
                        SequenceEncoder.requireOneEach(tokens.length, gold.length);
                        List<Tuple2<String, String>> steps = new ArrayList<>();
                        for (int t = 0; t < gold.length; t++) {
                          steps.add(new Tuple2<>(tokens[t], gold[t]));
                        }
                        return steps.iterator();
                      }));
      return new TaggingBaseline("mostFrequentTag", model, tags::tag);
    } catch (Exception e) { // Spark's are checked, though undeclared
      throw InvalidInputException.orElse(e);
    }
  }

  /**
   * Counts the hidden Markov model of {@link HmmTagger}, of order 2.
   *
   * @param model names the columns, and knows which tokens it does not know
   * @throws InvalidInputException if a row is malformed
   * @throws OmittedBaselineException if there are too many tags
   */
  public static TaggingBaseline hmm(Dataset<?> training, SequenceTaggerModel model) {
    SequenceInput input = model.input(training.schema());
    StepLabels labels = new StepLabels(training.schema(), "labelCol", model.getLabelCol());
    int tags = model.tagger().encoder().labels().size();
    if (tags > MOST_TAGS) {
      throw new OmittedBaselineException(
          "it would compare %d^3 paths at some steps, for there are %d tags; it is measured up to %d"
              .formatted(tags, tags, MOST_TAGS));
    }
    try {
      Map<String, Long> counts =
          BaselineRows.count(
              training.toDF(),
              (row, keys) -> {
                String[] gold = labels.strings(row);
                String[] tokens = tokens(input, row, gold.length);
                SequenceEncoder.requireOneEach(tokens.length, gold.length);
                Hmm.count(tokens, gold, keys);
              });
      HmmTagger defaults = new HmmTagger();
      Hmm hmm =
          new Hmm(counts, defaults.getOrder(), defaults.getSuffixLength(), defaults.getRareCount());
      return new TaggingBaseline("hmm" + defaults.getOrder(), model, hmm::tag);
    } catch (Exception e) { // Spark's are checked, though undeclared
      throw InvalidInputException.orElse(e);
    }
  }

  private BaselineMetrics measure(Dataset<Row> dataset) {
    return metrics(name, evaluate(dataset));
  }

  /** accuracy, unknownAccuracy and, for BIO tags, spanF1. */
  static BaselineMetrics metrics(String name, TaggingMetrics metrics) {
    BaselineMetrics values =
        new BaselineMetrics(name, metrics.sequences(), metrics.steps())
            .with("accuracy", metrics.accuracy())
            .with("unknownAccuracy", metrics.unknownAccuracy());
    return metrics.bio() ? values.with("spanF1", metrics.spanF1()) : values;
  }

  /**
   * Metrics on other data. There is no loss: these baselines have no probabilities.
   *
   * @throws InvalidInputException if a row is malformed
   */
  public TaggingMetrics evaluate(Dataset<?> dataset) {
    StructType schema = dataset.schema();
    SequenceInput input = model.input(schema);
    StepLabels labels = new StepLabels(schema, "labelCol", model.getLabelCol());
    Tagger tags = tagger;
    Vocabulary vocabulary = model.tagger().encoder().tokens();
    try {
      return new TaggingMetrics(
          dataset
              .toDF()
              .toJavaRDD()
              .treeAggregate(
                  new TaggingCounts(),
                  (counts, row) -> {
                    String[] gold = labels.strings(row);
                    String[] tokens = tokens(input, row, gold.length);
                    return counts.add(
                        gold, tags.tag(tokens), TaggingCounts.unknown(vocabulary, tokens));
                  },
                  TaggingCounts::merge,
                  2));
    } catch (Exception e) { // Spark's are checked, though undeclared
      throw InvalidInputException.orElse(e);
    }
  }

  private static String[] tokens(SequenceInput input, Row row, int length) {
    if (input.tokens()) {
      return input.normalized(row);
    }
    String[] none = new String[length];
    Arrays.fill(none, "");
    return none;
  }
}
