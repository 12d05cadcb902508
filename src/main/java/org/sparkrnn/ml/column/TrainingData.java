package org.sparkrnn.ml.column;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sparkrnn.data.EncodedSequence;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.RoundingLoss;
import org.sparkrnn.data.SequenceEncoder;
import org.sparkrnn.data.Standardization;
import org.sparkrnn.data.TokenColumn;
import org.sparkrnn.data.Vocabulary;
import org.sparkrnn.ml.network.DescribedNetwork;
import org.sparkrnn.ml.param.RnnParams;
import org.sparkrnn.ml.start.InitialModel;
import org.sparkrnn.train.InitialWeights;
import org.sparkrnn.train.JobScope;
import org.sparkrnn.train.shard.ShardedDataset;

/**
 * A dataset prepared for training: vocabularies are counted, and rows are encoded and dealt to
 * cached shards.
 */
public final class TrainingData implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TrainingData.class);
  private static final int SHOWN = 5; // number of columns in a message

  private final SequenceEncoder encoder;
  private final ShardedDataset training;
  private final ShardedDataset validation; // or null
  private final List<Map<String, Long>> labels; // by target
  private final long droppedRows;
  private final PretrainedVectors vectors; // or null
  private final InitialModel start; // or null

  /**
   * @param validation the validation data, or null
   */
  public TrainingData(SequenceEncoder encoder, ShardedDataset training, ShardedDataset validation) {
    this(encoder, training, validation, List.of(), 0, null, null);
  }

  private TrainingData(
      SequenceEncoder encoder,
      ShardedDataset training,
      ShardedDataset validation,
      List<Map<String, Long>> labels,
      long droppedRows,
      PretrainedVectors vectors,
      InitialModel start) {
    this.vectors = vectors;
    this.start = start;
    this.labels = labels;
    this.droppedRows = droppedRows;
    this.encoder = encoder;
    this.training = training;
    this.validation = validation;
  }

  /** The encoder that turns rows into sequences; it was made from the training rows. */
  public SequenceEncoder encoder() {
    return encoder;
  }

  /** The training sequences. */
  public ShardedDataset training() {
    return training;
  }

  /** The validation sequences; null if the Params set no validation. */
  public ShardedDataset validation() {
    return validation;
  }

  /** How often each label of each target occurs in the rows that are not marked for validation. */
  public List<Map<String, Long>> labels() {
    return labels;
  }

  /** The number of malformed rows that were left out of training and validation. */
  public long droppedRows() {
    return droppedRows;
  }

  /** The same data with the number of rows that were left out. */
  public TrainingData withoutRows(long dropped) {
    return new TrainingData(encoder, training, validation, labels, dropped, vectors, start);
  }

  /** The pretrained vectors, or null. */
  public PretrainedVectors vectors() {
    return vectors;
  }

  /** The model with which training begins, or null. */
  public InitialModel start() {
    return start;
  }

  /** The initial values of weights that do not begin at random. */
  public InitialWeights initial() {
    if (start != null) {
      return start.weights(encoder);
    }
    return vectors == null ? InitialWeights.NONE : vectors.rows();
  }

  /**
   * The same data with pretrained vectors.
   *
   * @param value may be null
   */
  TrainingData with(PretrainedVectors value) {
    return new TrainingData(encoder, training, validation, labels, droppedRows, value, start);
  }

  /**
   * The same data with an initial model.
   *
   * @param value may be null
   */
  TrainingData with(InitialModel value) {
    return new TrainingData(encoder, training, validation, labels, droppedRows, vectors, value);
  }

  @Override
  public void close() {
    training.close();
    if (validation != null) {
      validation.close();
    }
  }

  /**
   * Prepares a dataset as the Params say.
   *
   * @param reader makes the reader of rows for a schema
   * @throws InvalidInputException if there is no training data or a row is malformed; as a cause if
   *     a task found it
   */
  public static TrainingData prepare(
      Dataset<?> dataset, RnnParams params, Function<StructType, SequenceRows> reader) {
    boolean indicated = params.isDefined(params.validationIndicatorCol());
    Dataset<Row> data =
        select(
            dataset,
            reader.apply(dataset.schema()).columns(),
            indicated ? params.getValidationIndicatorCol() : null);
    SequenceRows rows = reader.apply(data.schema());
    JavaRDD<Row> all = data.toJavaRDD();
    SparkSession spark = dataset.sparkSession();
    return prepareSound(all, rows, params, sound -> prepare(spark, sound, indicated, rows, params));
  }

  /** Prepares all rows, or only those that are not malformed, depending on {@code mode}. */
  public static TrainingData prepareSound(
      JavaRDD<Row> all,
      SequenceRows rows,
      RnnParams params,
      Function<JavaRDD<Row>, TrainingData> prepare) {
    if (!params.dropsMalformed()) {
      return prepare.apply(all);
    }
    MalformedRows malformed = MalformedRows.toTrainOn(all, rows);
    long dropped = malformed.tell(all);
    return prepare.apply(malformed.without(all)).withoutRows(dropped);
  }

  private static TrainingData prepare(
      SparkSession spark,
      JavaRDD<Row> all,
      boolean indicated,
      SequenceRows rows,
      RnnParams params) {
    JavaRDD<Row> trainRows = indicated ? all.filter(row -> !isValidation(row)) : all;
    SequenceRows.Counts counts =
        rows.count(
            trainRows,
            DescribedNetwork.tokenColumns(params),
            params.getLowercase(),
            KnownTokens.toCount(params));
    requireSomething(counts, params);
    TrainingData data = prepare(spark, all, trainRows, indicated, rows, counts, params);
    List<Map<String, Long>> labels =
        counts.targets().stream().map(SequenceRows.LabelCounts::labels).toList();
    return new TrainingData(
        data.encoder, data.training, data.validation, labels, 0, data.vectors, data.start);
  }

  private static TrainingData prepare(
      SparkSession spark,
      JavaRDD<Row> all,
      JavaRDD<Row> trainRows,
      boolean indicated,
      SequenceRows rows,
      SequenceRows.Counts counts,
      RnnParams params) {
    SequenceRows encoding = rows.counted(counts);

    // A label that only validation has is never trained, so it is an error whenever it occurs.
    List<Map<String, Long>> labelCounts = new ArrayList<>();
    counts.targets().forEach(target -> labelCounts.add(new HashMap<>(target.labels())));
    JavaRDD<Row> validationRows = indicated ? all.filter(TrainingData::isValidation) : null;
    Map<String, Long> heldTokens = Map.of();
    if (indicated) {
      TokenColumn[] columns =
          params.isDefined(params.pretrainedVectors())
              ? new TokenColumn[] {TokenColumn.TOKENS}
              : new TokenColumn[0];
      SequenceRows.Counts held =
          rows.count(validationRows, columns, params.getLowercase(), KnownTokens.ALL);
      for (int i = 0; i < labelCounts.size(); i++) {
        Map<String, Long> known = labelCounts.get(i);
        held.targets().get(i).labels().keySet().forEach(label -> known.putIfAbsent(label, 0L));
      }
      heldTokens = held.tokens().getOrDefault(TokenColumn.TOKENS, Map.of());
    }
    PretrainedVectors vectors =
        rows.input().tokens()
            ? PretrainedVectors.read(
                spark,
                params,
                List.of(Vocabulary.UNKNOWN),
                counts.tokens().get(TokenColumn.TOKENS),
                heldTokens)
            : null;
    InitialModel start = InitialModel.read(spark.sessionState().newHadoopConf(), params);
    SequenceEncoder encoder = CountedEncoder.of(rows, counts, labelCounts, vectors, start, params);
    JavaRDD<EncodedSequence> raw = trainRows.mapPartitions(part -> encoding.raw(part, encoder));
    JavaRDD<EncodedSequence> held =
        indicated ? validationRows.mapPartitions(part -> encoding.raw(part, encoder)) : null;
    return dealRaw(encoder, raw, held, start, params).with(vectors).with(start);
  }

  /** Selects the columns that are read, followed by the indicator unless it is null. */
  public static Dataset<Row> select(Dataset<?> dataset, List<String> names, String indicator) {
    List<Column> columns = new ArrayList<>();
    names.forEach(name -> columns.add(NamedColumn.of(dataset.schema(), "column", name).column()));
    if (indicator != null) {
      columns.add(NamedColumn.of(dataset.schema(), "validationIndicatorCol", indicator).column());
    }
    return dataset.select(columns.toArray(Column[]::new));
  }

  /** Whether the indicator, which is the last column, marks the row for validation. */
  public static boolean isValidation(Row row) {
    int last = row.size() - 1;
    return !row.isNullAt(last) && row.getBoolean(last);
  }

  /**
   * @throws InvalidInputException if there are no training rows or all are empty
   */
  public static void requireSomething(SequenceRows.Counts counts, RnnParams params) {
    if (counts.rows() == 0) {
      throw new InvalidInputException(
          "the training data is empty: there are no rows to train on" + heldOut(params));
    }
    if (counts.steps() == 0) {
      throw new InvalidInputException(
          "the training data is empty: all its %d rows are sequences of length 0"
              .formatted(counts.rows()));
    }
  }

  /** Names the Param that may have held out all rows. */
  private static String heldOut(RnnParams params) {
    if (!params.isDefined(params.validationIndicatorCol())) {
      return "";
    }
    String column = params.getValidationIndicatorCol();
    if (!column.equals(ValidationSplit.COLUMN)) {
      return "; the rows marked in column %s are only used for validation".formatted(column);
    }
    double fraction = params.getValidationFraction();
    return fraction == 0 ? "" : "; validationFraction=%s holds out all rows".formatted(fraction);
  }

  /** Standardizes numbers if the Params say so, and rounds them to float. */
  private static TrainingData dealRaw(
      SequenceEncoder encoder,
      JavaRDD<EncodedSequence> training,
      JavaRDD<EncodedSequence> validation,
      InitialModel start,
      RnnParams params) {
    boolean numbers = encoder.width() + encoder.targetWidth() > 0;
    boolean standardize = numbers && params.getStandardize();
    if (numbers && !standardize) {
      warnOfRounding(training);
    }
    SequenceEncoder last = standardize ? standardizing(encoder, training, start) : encoder;
    return deal(
        last,
        training.map(last::encode),
        validation == null ? null : validation.map(last::encode),
        params);
  }

  /** Takes means and scales from only the training part, or from the initial model. */
  private static SequenceEncoder standardizing(
      SequenceEncoder encoder, JavaRDD<EncodedSequence> training, InitialModel start) {
    JobScope.describe(training.context(), "find means and scales");
    Standardization.Moments moments =
        training.treeAggregate(
            new Standardization.Moments(encoder.width(), encoder.targetWidth()),
            Standardization.Moments::add,
            Standardization.Moments::merge);
    List<String> constants = moments.constants();
    if (!constants.isEmpty()) {
      LOG.warn(
          "nothing can be learned from values that are the same in all of the training data: {}",
          shown(constants));
    }
    Standardization found = moments.result();
    return encoder.with(start == null ? found : start.standardization(found));
  }

  private static void warnOfRounding(JavaRDD<EncodedSequence> training) {
    JobScope.describe(training.context(), "look for numbers that float cannot tell apart");
    List<String> losses =
        training.mapPartitions(part -> RoundingLoss.of(part).iterator()).collect();
    if (!losses.isEmpty()) {
      LOG.warn(
          "standardize is false, and different numbers become equal when they are rounded to float32: {}; set standardize=true, or subtract an offset",
          losses.get(0));
    }
  }

  private static String shown(List<String> texts) {
    String first = String.join("; ", texts.subList(0, Math.min(SHOWN, texts.size())));
    return texts.size() <= SHOWN ? first : first + "; and " + (texts.size() - SHOWN) + " more";
  }

  /**
   * Deals encoded rows to cached shards.
   *
   * @param validation the validation data, or null
   */
  public static TrainingData deal(
      SequenceEncoder encoder,
      JavaRDD<EncodedSequence> training,
      JavaRDD<EncodedSequence> validation,
      RnnParams params) {
    int numShards =
        params.getNumShards() == 0
            ? training.context().defaultParallelism()
            : params.getNumShards();
    ShardedDataset shards = deal(training, encoder, numShards);
    try {
      ShardedDataset held = validation == null ? null : deal(validation, encoder, numShards);
      if (held != null && held.steps() == 0) {
        held.close();
        throw new InvalidInputException(
            "the validation data is empty: no row was set aside; check validationIndicatorCol, or"
                + " raise validationFraction");
      }
      return new TrainingData(encoder, shards, held);
    } catch (Throwable t) {
      shards.close();
      throw t;
    }
  }

  /** Caches the encoded rows until they are dealt, because sorting reads its input twice. */
  private static ShardedDataset deal(
      JavaRDD<EncodedSequence> sequences, SequenceEncoder encoder, int numShards) {
    JavaRDD<EncodedSequence> kept = sequences.persist(StorageLevel.MEMORY_AND_DISK());
    try {
      return ShardedDataset.deal(kept, encoder.width(), numShards);
    } finally {
      JobScope.uninterrupted(() -> kept.unpersist(false));
    }
  }
}
