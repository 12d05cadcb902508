package org.sparkrnn.ml.column;

import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;
import org.sparkrnn.data.EncodedSequence;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.NextTokens;
import org.sparkrnn.data.SequenceEncoder;
import org.sparkrnn.data.TokenColumn;
import org.sparkrnn.data.Vocabulary;
import org.sparkrnn.ml.network.DescribedNetwork;
import org.sparkrnn.ml.param.LanguageModelParams;
import org.sparkrnn.ml.start.InitialModel;
import org.sparkrnn.train.JobScope;
import org.sparkrnn.train.shard.ShardedDataset;
import org.sparkrnn.train.shard.StreamShards;

/** Prepares rows of text for training a language model, as lines or as one stream. */
public final class TextData {
  private TextData() {}

  /** The reader of rows, which have tokens; the targets follow from these. */
  public static SequenceRows rows(StructType schema, LanguageModelParams params) {
    return new SequenceRows(SequenceInput.textOf(schema, params), null);
  }

  /**
   * Counts the vocabulary of the training rows, encodes all rows and deals them to shards.
   *
   * @throws InvalidInputException if there is no training data or a row is malformed; as a cause if
   *     a task found it
   */
  public static TrainingData prepare(Dataset<?> dataset, LanguageModelParams params) {
    boolean indicated = params.isDefined(params.validationIndicatorCol());
    String indicator = indicated ? params.getValidationIndicatorCol() : null;
    List<String> columns = rows(dataset.schema(), params).columns();
    Dataset<Row> data = TrainingData.select(dataset, columns, indicator);
    SequenceRows rows = rows(data.schema(), params);
    SparkSession spark = dataset.sparkSession();
    return TrainingData.prepareSound(
        data.toJavaRDD(), rows, params, sound -> prepare(spark, sound, indicator, rows, params));
  }

  private static TrainingData prepare(
      SparkSession spark,
      JavaRDD<Row> all,
      String indicator,
      SequenceRows rows,
      LanguageModelParams params) {
    boolean indicated = indicator != null;
    JavaRDD<Row> training = indicated ? all.filter(row -> !TrainingData.isValidation(row)) : all;
    SequenceRows.Counts counts =
        rows.count(
            training,
            DescribedNetwork.tokenColumns(params),
            params.getLowercase(),
            KnownTokens.toCount(params));
    TrainingData.requireSomething(counts, params);
    List<String> first = List.of(Vocabulary.UNKNOWN, NextTokens.BOUNDARY);
    Map<String, Long> tokens = counts.tokens().get(TokenColumn.TOKENS);
    InitialModel start = InitialModel.read(spark.sessionState().newHadoopConf(), params);
    PretrainedVectors vectors = PretrainedVectors.read(spark, params, first, tokens, Map.of());
    Vocabulary vocabulary =
        vectors == null
            ? CountedEncoder.vocabulary(TokenColumn.TOKENS, first, counts, start, params)
            : vectors.vocabulary();
    SequenceEncoder encoder = new SequenceEncoder(vocabulary, 0, vocabulary);

    JavaRDD<EncodedSequence> encoded = training.mapPartitions(part -> rows.encode(part, encoder));
    JavaRDD<EncodedSequence> held =
        indicated
            ? all.filter(TrainingData::isValidation)
                .mapPartitions(part -> rows.encode(part, encoder))
            : null;
    TrainingData dealt =
        params.inOrder()
            ? streams(encoder, encoded, held, params)
            : TrainingData.deal(encoder, lines(encoded, encoder), lines(held, encoder), params);
    return dealt.with(vectors).with(start);
  }

  private static JavaRDD<EncodedSequence> lines(
      JavaRDD<EncodedSequence> rows, SequenceEncoder encoder) {
    int boundary = boundary(encoder);
    return rows == null ? null : rows.map(row -> NextTokens.ofLine(row, boundary));
  }

  /** The id of the token between rows; -1 if there is none. */
  public static int boundary(SequenceEncoder encoder) {
    return encoder.tokens().find(NextTokens.BOUNDARY);
  }

  private static TrainingData streams(
      SequenceEncoder encoder,
      JavaRDD<EncodedSequence> training,
      JavaRDD<EncodedSequence> held,
      LanguageModelParams params) {
    int parallelism = training.context().defaultParallelism();
    int numShards = params.getNumShards() == 0 ? parallelism : params.getNumShards();
    ShardedDataset shards = streams(training, encoder, params.getBatchSize(), numShards);
    try {
      ShardedDataset validation =
          held == null ? null : streams(held, encoder, params.getBatchSize(), numShards);
      return new TrainingData(encoder, shards, validation);
    } catch (Throwable t) {
      shards.close();
      throw t;
    }
  }

  private static ShardedDataset streams(
      JavaRDD<EncodedSequence> rows, SequenceEncoder encoder, int streams, int numShards) {
    int boundary = boundary(encoder);
    JavaRDD<int[]> tokens =
        rows.map(row -> NextTokens.withBoundary(row, boundary))
            .persist(StorageLevel.MEMORY_AND_DISK());
    try {
      JobScope.describe(rows.context(), "read the text");
      if (tokens.isEmpty()) {
        throw new InvalidInputException(
            "the training or the validation data is empty; check validationIndicatorCol, or validationFraction, which holds out whole rows");
      }
      return StreamShards.deal(tokens, boundary, streams, numShards);
    } finally {
      JobScope.uninterrupted(() -> tokens.unpersist(false));
    }
  }
}
