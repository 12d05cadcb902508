package org.sparkrnn.ml;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.sparkrnn.baseline.TokenTagger;
import org.sparkrnn.data.SequenceEncoder;
import org.sparkrnn.data.Vocabulary;
import org.sparkrnn.ml.column.BaselineRows;
import org.sparkrnn.ml.column.SequenceInput;
import org.sparkrnn.ml.column.StepLabels;
import org.sparkrnn.ml.evaluation.TaggingCounts;

/**
 * Base class of fitted baseline taggers, which add one label per step and are measured by it.
 *
 * @param <M> the model itself
 * @param <S> the tagger in plain Java
 */
public abstract class TaggingBaselineModel<
        M extends TaggingBaselineModel<M, S>, S extends TokenTagger>
    extends BaselineModel<M, S> {
  private static final long serialVersionUID = 1L;

  private transient boolean measuredByNetwork;
  private transient Vocabulary known; // of the network; null where it reads no tokens

  TaggingBaselineModel(String uid) {
    super(uid);
  }

  /** How the input columns are read. */
  abstract SequenceInput tokens(StructType schema);

  /** Which tokens count as unknown: those that a network does not know, instead of this model. */
  final M measuredBy(Vocabulary vocabulary) {
    measuredByNetwork = true;
    known = vocabulary;
    return self();
  }

  @Override
  DataType checkColumns(StructType schema, boolean labelled) {
    tokens(schema);
    if (labelled) {
      StepLabels.of(schema, this);
    }
    return DataTypes.createArrayType(DataTypes.StringType);
  }

  @Override
  RowPredictor<S> predictor(StructType schema) {
    SequenceInput input = tokens(schema);
    return (tagger, row) -> array(tagger.tag(tokens(input, row)));
  }

  /** The row's tokens; of numbers, which have no names to count by, an empty one for each step. */
  static String[] tokens(SequenceInput input, Row row) {
    if (input.tokens()) {
      return input.normalized(row);
    }
    String[] none = new String[input.length(row)];
    Arrays.fill(none, "");
    return none;
  }

  /** Counts one sequence: its tokens and the tag of each. */
  @FunctionalInterface
  interface Counter extends Serializable {
    /** Gives {@code keys} what occurs. */
    void count(String[] tokens, String[] tags, BiConsumer<String, Long> keys);
  }

  /** How often every key occurs in rows whose steps have a tag each. */
  final Map<String, Long> count(Dataset<Row> dataset, Counter counter) {
    SequenceInput input = tokens(dataset.schema());
    StepLabels labels = StepLabels.of(dataset.schema(), this);
    return BaselineRows.count(
        dataset,
        (row, keys) -> {
          String[] words = tokens(input, row);
          String[] tags = labels.strings(row);
          SequenceEncoder.requireOneEach(words.length, tags.length);
          counter.count(words, tags, keys);
        });
  }

  /** accuracy, unknownAccuracy and, for BIO tags, spanF1. There is no loss: no probabilities. */
  @Override
  BaselineMetrics measure(Dataset<Row> dataset, Broadcast<S> broadcast) {
    TaggingMetrics metrics = new TaggingMetrics(counts(dataset, broadcast));
    BaselineMetrics values =
        new BaselineMetrics(name(), metrics.sequences(), metrics.steps())
            .with("accuracy", metrics.accuracy())
            .with("unknownAccuracy", metrics.unknownAccuracy());
    return metrics.bio() ? values.with("spanF1", metrics.spanF1()) : values;
  }

  private TaggingCounts counts(Dataset<Row> dataset, Broadcast<S> broadcast) {
    SequenceInput input = tokens(dataset.schema());
    StepLabels labels = StepLabels.of(dataset.schema(), this);
    boolean byNetwork = measuredByNetwork;
    Vocabulary vocabulary = known;
    return dataset
        .toJavaRDD()
        .mapPartitions(
            part -> {
              S tagger = broadcast.value();
              TaggingCounts counts = new TaggingCounts();
              BaselineRows.map(
                      part,
                      row -> {
                        String[] tokens = tokens(input, row);
                        String[] gold = labels.strings(row);
                        SequenceEncoder.requireOneEach(tokens.length, gold.length);
                        boolean[] unknown =
                            byNetwork
                                ? TaggingCounts.unknown(vocabulary, tokens)
                                : unknown(tagger, tokens);
                        return counts.add(gold, tagger.tag(tokens), unknown);
                      })
                  .forEachRemaining(sums -> {});
              return List.of(counts).iterator();
            })
        .treeAggregate(new TaggingCounts(), TaggingCounts::merge, TaggingCounts::merge);
  }

  private static boolean[] unknown(TokenTagger tagger, String[] tokens) {
    boolean[] unknown = new boolean[tokens.length];
    for (int t = 0; t < tokens.length; t++) {
      unknown[t] = !tagger.knows(tokens[t]);
    }
    return unknown;
  }
}
