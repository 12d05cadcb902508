package org.sparkrnn.ml;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.sparkrnn.baseline.MostFrequentTag;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.SequenceEncoder;
import org.sparkrnn.data.Vocabulary;
import org.sparkrnn.ml.column.SequenceInput;
import org.sparkrnn.ml.column.StepLabels;
import org.sparkrnn.ml.evaluation.TaggingCounts;
import scala.Tuple2;

/**
 * The most-frequent-tag baseline, on the columns that a trained tagger reads. Feature vectors have
 * no names to count by: for them it is the most frequent label.
 */
public final class TaggingBaseline {
  private final SequenceTaggerModel model;
  private final MostFrequentTag tags;

  private TaggingBaseline(SequenceTaggerModel model, MostFrequentTag tags) {
    this.model = model;
    this.tags = tags;
  }

  /**
   * Counts the training data.
   *
   * @param model names the columns, and knows which tokens it does not know
   * @throws InvalidInputException if a row is malformed
   */
  public static TaggingBaseline fit(Dataset<?> training, SequenceTaggerModel model) {
    SequenceInput input = model.input(training.schema());
    StepLabels labels = new StepLabels(training.schema(), "labelCol", model.getLabelCol());
    try {
      return new TaggingBaseline(
          model,
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
                      })));
    } catch (Exception e) { // Spark's are checked, though undeclared
      throw InvalidInputException.orElse(e);
    }
  }

  /**
   * Metrics on other data. There is no loss: this baseline has no probabilities.
   *
   * @throws InvalidInputException if a row is malformed
   */
  public TaggingMetrics evaluate(Dataset<?> dataset) {
    StructType schema = dataset.schema();
    SequenceInput input = model.input(schema);
    StepLabels labels = new StepLabels(schema, "labelCol", model.getLabelCol());
    MostFrequentTag tagger = tags;
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
                        gold, tagger.tag(tokens), TaggingCounts.unknown(vocabulary, tokens));
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
