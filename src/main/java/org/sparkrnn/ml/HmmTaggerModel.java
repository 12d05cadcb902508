package org.sparkrnn.ml;

import java.util.List;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.sparkrnn.baseline.Hmm;
import org.sparkrnn.data.SequenceEncoder;
import org.sparkrnn.ml.column.BaselineRows;
import org.sparkrnn.ml.column.SequenceInput;
import org.sparkrnn.ml.column.StepLabels;
import org.sparkrnn.ml.evaluation.TaggingCounts;
import org.sparkrnn.ml.param.HmmParams;

/** A counted {@link HmmTagger}: adds one label a step. */
public final class HmmTaggerModel extends BaselineModel<HmmTaggerModel, Hmm> implements HmmParams {
  private static final long serialVersionUID = 1L;

  /** For Spark, which creates a model before it reads it. */
  public HmmTaggerModel() {
    this(null);
  }

  HmmTaggerModel(String uid) {
    super(uid);
  }

  @Override
  HmmTaggerModel create(String newUid) {
    return new HmmTaggerModel(newUid);
  }

  /** The same model for a plain JVM, without Spark. */
  public Hmm hmm() {
    return state();
  }

  @Override
  public String name() {
    return "hmm" + getOrder();
  }

  @Override
  Hmm parse(List<String> saved) {
    return new Hmm(BaselineRows.counts(saved), getOrder(), getSuffixLength(), getRareCount());
  }

  @Override
  RowPredictor<Hmm> predictor(StructType schema) {
    SequenceInput tokens = tokens(schema);
    return (hmm, row) -> array(hmm.tag(tokens.normalized(row)));
  }

  /** accuracy, unknownAccuracy and, for BIO tags, spanF1. */
  @Override
  BaselineMetrics measure(Dataset<Row> dataset, Broadcast<Hmm> broadcast) {
    return TaggingBaseline.metrics(name(), taggingMetrics(dataset, broadcast));
  }

  private TaggingMetrics taggingMetrics(Dataset<Row> dataset, Broadcast<Hmm> broadcast) {
    SequenceInput tokens = tokens(dataset.schema());
    StepLabels labels = labels(dataset.schema());
    return new TaggingMetrics(
        dataset
            .toJavaRDD()
            .mapPartitions(
                part -> {
                  TaggingCounts counts = new TaggingCounts();
                  BaselineRows.map(part, row -> add(counts, row, tokens, labels, broadcast.value()))
                      .forEachRemaining(row -> {});
                  return List.of(counts).iterator();
                })
            .treeAggregate(new TaggingCounts(), TaggingCounts::merge, TaggingCounts::merge, 2));
  }

  private static Row add(
      TaggingCounts counts, Row row, SequenceInput tokens, StepLabels labels, Hmm hmm) {
    String[] words = tokens.normalized(row);
    String[] gold = labels.strings(row);
    SequenceEncoder.requireOneEach(words.length, gold.length);
    boolean[] unknown = new boolean[words.length];
    for (int t = 0; t < words.length; t++) {
      unknown[t] = !hmm.knows(words[t]);
    }
    counts.add(gold, hmm.tag(words), unknown);
    return row;
  }

  /** What Spark reads a saved one with; see {@link #load}. */
  public static MLReader<HmmTaggerModel> read() {
    return new BaselineReader<>(HmmTaggerModel.class, HmmTaggerModel::new);
  }

  /**
   * Reads a saved model.
   *
   * @throws org.sparkrnn.data.InvalidInputException if the path holds no complete and sound model
   *     of this kind
   */
  public static HmmTaggerModel load(String path) {
    return read().load(path);
  }
}
