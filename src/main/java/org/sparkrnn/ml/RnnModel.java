package org.sparkrnn.ml;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.api.java.function.Function2;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.SequenceEncoder;
import org.sparkrnn.io.AtomicOutput;
import org.sparkrnn.ml.column.MalformedRows;
import org.sparkrnn.ml.column.NamedColumn;
import org.sparkrnn.ml.column.OutputColumn;
import org.sparkrnn.ml.column.PredictedRows;
import org.sparkrnn.ml.column.RowChunks;
import org.sparkrnn.ml.column.RunningOutputs;
import org.sparkrnn.ml.column.SequenceInput;
import org.sparkrnn.ml.column.SequenceRows;
import org.sparkrnn.ml.column.TargetColumn;
import org.sparkrnn.ml.evaluation.Familiarity;
import org.sparkrnn.ml.evaluation.MeasuredCounts;
import org.sparkrnn.ml.evaluation.Score;
import org.sparkrnn.ml.network.DescribedNetwork;
import org.sparkrnn.ml.param.RnnParams;
import org.sparkrnn.ml.save.ModelDirectory;
import org.sparkrnn.ml.save.RnnModelReader;
import org.sparkrnn.ml.save.RnnModelWriter;
import org.sparkrnn.nn.NetworkBuilder;
import org.sparkrnn.nn.NetworkSpec;
import org.sparkrnn.predict.SequencePredictor;
import org.sparkrnn.predict.file.NetworkFiles;
import org.sparkrnn.predict.file.OnnxFiles;
import org.sparkrnn.predict.file.TorchWeights;
import org.sparkrnn.train.JobScope;

/**
 * Base class of all trained models of networks: the network with its weights and encoder, its
 * broadcast, prediction per partition, and saving. A subclass defines which columns it adds and how
 * the outputs of a predictor become their values.
 *
 * @param <M> the model itself, which setters return
 * @param <P> the same model in plain Java; executors receive this one
 */
public abstract class RnnModel<M extends RnnModel<M, P>, P extends SequencePredictor>
    extends SequenceModel<M> implements RnnParams {
  private static final long serialVersionUID = 1L;

  private static final Logger LOG = LoggerFactory.getLogger(RnnModel.class);

  private NetworkSpec spec;
  private float[] weights;
  private SequenceEncoder encoder;
  private transient RnnTrainingSummary summary;
  private transient String metrics;
  private transient AudioFeatures audio;
  private transient Broadcast<P> broadcast;
  private transient WeakReference<SparkContext> broadcastIn;
  private transient List<?> broadcastWith; // predictorSettings() of the broadcast

  /**
   * @param spec the network; null, like the next two, for a model that is about to be read
   */
  RnnModel(String uid, NetworkSpec spec, float[] weights, SequenceEncoder encoder) {
    super(uid);
    this.spec = spec;
    this.weights = weights;
    this.encoder = encoder;
  }

  /** A new, empty model of the same class. */
  abstract M newModel(String uid, NetworkSpec spec, float[] weights, SequenceEncoder encoder);

  /**
   * Adds head, readout and loss, as the Params say; a model of format version 1 has no other record
   * of them.
   */
  abstract NetworkBuilder withOutput(NetworkBuilder network);

  abstract P predictor(NetworkSpec spec, float[] weights, SequenceEncoder encoder);

  /**
   * The values of the Params of a trained model that {@link #predictor} reads. They are compared
   * before each use of a broadcast, because Spark and pyspark also set Params without the setters
   * of this model.
   */
  List<?> predictorSettings() {
    return List.of();
  }

  /** The columns that {@link #transform} adds. */
  abstract List<OutputColumn> outputColumns();

  /** The values of those columns. It is sent to executors, so it must not refer to this model. */
  abstract PredictedRows.Outputs<P> outputs();

  /**
   * The same values for sequences that continue from row to row: see {@link RunningSequences}.
   *
   * @throws InvalidInputException if this model cannot continue a sequence
   */
  RunningOutputs<P> runningOutputs() {
    throw new InvalidInputException(
        "%s does not predict sequences that continue from row to row; expected a %s or a %s"
            .formatted(
                getClass().getSimpleName(),
                SequenceTaggerModel.class.getSimpleName(),
                TrainedLanguageModel.class.getSimpleName()));
  }

  /** The network with all its sizes. */
  public final NetworkSpec network() {
    return spec;
  }

  /** A copy of the parameters, in the layout of the network. */
  public final float[] weights() {
    return weights.clone();
  }

  /** SHA-256 of the float32 weights in the order of the saved file, in hexadecimal. */
  public final String weightsSha256() {
    return TorchWeights.sha256(spec, weights);
  }

  /** The number of steps per row, as an expression over its input columns. */
  public Column steps(Dataset<?> dataset) {
    return input(dataset.schema()).stepCount();
  }

  final SequenceEncoder encoder() {
    return encoder;
  }

  final P predictor() {
    return predictor(spec, weights, encoder);
  }

  /** Whether this model was trained and not loaded, so that it has a {@link #summary()}. */
  public final boolean hasSummary() {
    return summary != null;
  }

  /**
   * The summary of the training.
   *
   * @throws IllegalStateException if the model was loaded: see {@link #metrics()}
   */
  public final RnnTrainingSummary summary() {
    if (summary == null) {
      throw new IllegalStateException(
          "this model was loaded, not trained, so it has no summary; metrics() returns its metrics.json");
    }
    return summary;
  }

  final M setSummary(RnnTrainingSummary value) {
    summary = value;
    return self();
  }

  /** The content of metrics.json of the saved model, or null if there is none. */
  public final String metrics() {
    return metrics;
  }

  /** Sets the JSON object that {@link #write()} puts into metrics.json. */
  public M setMetrics(String json) {
    metrics = json;
    return self();
  }

  /**
   * The transformer that made the frames that this model was trained on, if they were made from
   * sound and it is known; otherwise null. It is saved with the model, so that jobs read WAV files
   * in the same way.
   */
  public final AudioFeatures audio() {
    return audio;
  }

  /** Sets {@link #audio()}. */
  public M setAudio(AudioFeatures value) {
    audio = value;
    return self();
  }

  /**
   * Replaces metrics.json of a saved model by {@link #metrics()}. A model is saved before it is
   * measured, so that it is not lost if the measurement fails.
   *
   * @param path of a model that was saved
   * @throws IOException if the file cannot be written; the old one stays
   */
  public final void saveMetrics(SparkSession spark, String path) throws IOException {
    new ModelDirectory(spark.sessionState().newHadoopConf(), path).replaceMetrics(metrics);
  }

  /** Sets {@link #chunkRows}. */
  public M setChunkRows(int value) {
    set(chunkRows(), (Object) value);
    return self();
  }

  /**
   * Adds the prediction columns and keeps every other column and the order of the rows.
   *
   * @throws InvalidInputException if an input column is missing or has another type than in
   *     training, or a column to add already exists; if a row is malformed, it is the cause of the
   *     exception that the Spark action throws
   */
  @Override
  public Dataset<Row> transform(Dataset<?> dataset) {
    return NamedColumn.inSession(dataset, () -> predicted(dataset));
  }

  private Dataset<Row> predicted(Dataset<?> dataset) {
    StructType output = transformSchema(dataset.schema());
    SequenceRows rows = new SequenceRows(input(dataset.schema()), null);
    Broadcast<P> sent = broadcast(dataset);
    PredictedRows.Outputs<P> outputs = outputs();
    int chunkRows = getChunkRows();
    MapPartitionsFunction<Row, Row> predict =
        part -> new PredictedRows<>(part, rows, sent.value(), outputs, chunkRows);
    return OutputColumn.map(dataset.toDF(), predict, output);
  }

  /**
   * Runs the network over all rows and adds up the counts of {@code score}, in one job; without
   * malformed rows if {@code mode} says so.
   *
   * @param zero new counts of nothing
   * @throws InvalidInputException if a column is missing or of the wrong type, or a row is
   *     malformed
   */
  final <C extends MeasuredCounts> C aggregate(
      Dataset<?> dataset, C zero, Score<P, C> score, Function2<C, C, C> merge) {
    return NamedColumn.inSession(dataset, () -> sum(dataset, zero, score, merge));
  }

  private <C extends MeasuredCounts> C sum(
      Dataset<?> dataset, C zero, Score<P, C> score, Function2<C, C, C> merge) {
    SequenceRows rows = new SequenceRows(input(dataset.schema()), null);
    List<TargetColumn> targets = targetColumns(dataset.schema());
    Broadcast<P> sent = broadcast(dataset);
    zero.examples().quote(getReportExamples());
    Function2<C, RowChunks.Chunk, C> add =
        (counts, chunk) -> {
          score.add(counts, chunk, rows, sent.value());
          counts.familiarity().add(chunk, targets, sent.value().encoder());
          return counts;
        };
    Function2<C, C, C> both =
        (counts, other) -> {
          counts.familiarity().merge(other.familiarity());
          counts.examples().merge(other.examples());
          return merge.call(counts, other);
        };
    FlatMapFunction<Iterator<Row>, RowChunks.Chunk> chunks =
        part -> new RowChunks(part, rows, sent.value().encoder());
    SparkContext context = dataset.sparkSession().sparkContext();
    C counts =
        JobScope.run(
            dataset.sparkSession(),
            getClass().getSimpleName() + " " + uid(),
            () -> {
              MalformedRows.Sound sound = sound(dataset);
              JobScope.describe(context, "evaluate");
              C sum = sound.rows().toJavaRDD().mapPartitions(chunks).treeAggregate(zero, add, both);
              sum.setDroppedRows(sound.dropped());
              return sum;
            });
    tell(counts);
    return counts;
  }

  /** Logs the warnings that are needed to interpret the figures. */
  static void tell(MeasuredCounts counts) {
    counts.familiarity().warnings().forEach(warning -> LOG.warn("{}", warning));
  }

  /** The number of steps per row with a token that this model does not know, as an expression. */
  public Column unknownSteps(Dataset<?> dataset) {
    if (!network().tokenInput()) {
      return functions.lit(0L);
    }
    String name = input(dataset.schema()).tokenColumn();
    NamedColumn tokens = NamedColumn.of(dataset.schema(), "inputCol", name);
    SequenceInput column =
        SequenceInput.ofTokens(new StructType().add("tokens", tokens.type()), this);
    Broadcast<P> sent = broadcast(dataset);
    UDF1<Row, Long> count = row -> sent.value().encoder().unknownTokens(column.strings(row));
    return functions
        .udf(count, DataTypes.LongType)
        .apply(functions.struct(tokens.column().as("tokens")));
  }

  /**
   * Warnings for data with this number of tokens, of which this number is unknown; see {@link
   * #unknownSteps}. Empty unless most tokens are unknown.
   */
  public List<String> warnings(long tokens, long unknown) {
    String warning = network().tokenInput() ? Familiarity.ofTokens(tokens, unknown) : null;
    return warning == null ? List.of() : List.of(warning);
  }

  /** The column of labels or targets; null for a model that is measured without one. */
  TargetColumn targets(StructType schema) {
    return null;
  }

  /** All columns of labels or targets, for a model that may have several. */
  List<TargetColumn> targetColumns(StructType schema) {
    TargetColumn targets = targets(schema);
    return targets == null ? List.of() : List.of(targets);
  }

  /**
   * The rows on which this model can be measured: with {@code mode} failfast all rows; with
   * dropmalformed only the rows that are not malformed, and the number of malformed rows is logged.
   */
  public final Dataset<Row> withoutMalformed(Dataset<?> labelled) {
    return sound(labelled).rows();
  }

  /** {@link #withoutMalformed} with the number of rows that it leaves out. */
  MalformedRows.Sound sound(Dataset<?> labelled) {
    Dataset<Row> all = labelled.toDF();
    if (!dropsMalformed()) {
      return MalformedRows.Sound.all(all);
    }
    SequenceRows rows = SequenceRows.of(input(all.schema()), targetColumns(all.schema()));
    return MalformedRows.toMeasure(rows, encoder).sound(all);
  }

  /** The input columns, which must be of the kind that this model was trained on. */
  final SequenceInput input(StructType schema) {
    return SequenceInput.of(schema, this, spec);
  }

  /**
   * One broadcast per model and SparkContext, until a Param changes that the predictor reads.
   * Spark's cleaner removes it with the model. When a context stops, its broadcasts are gone, while
   * the model may still be used with the next one.
   */
  final synchronized Broadcast<P> broadcast(Dataset<?> dataset) {
    SparkContext context = dataset.sparkSession().sparkContext();
    List<?> settings = predictorSettings();
    if (broadcast == null || broadcastIn.get() != context || !settings.equals(broadcastWith)) {
      broadcast = JavaSparkContext.fromSparkContext(context).broadcast(predictor());
      broadcastIn = new WeakReference<>(context);
      broadcastWith = settings;
    }
    return broadcast;
  }

  /**
   * Exports the network to ONNX: a directory with model.onnx, config.json and the vocabularies, on
   * any Hadoop file system. It is written to a temporary place and then renamed. The export
   * contains only the network, not the steps around it: the encoding of rows as numbers and the
   * decoding of labels.
   *
   * @param overwrite whether an existing path is replaced
   * @throws InvalidInputException if the model has a part that ONNX cannot express, or the path
   *     exists and must not be replaced; then nothing is written
   * @throws IOException if it cannot be written
   */
  public final void exportOnnx(SparkSession spark, String path, boolean overwrite)
      throws IOException {
    requireOnnx();
    OnnxFiles files = new OnnxFiles(spec, weights, encoder);
    Configuration conf = spark.sessionState().newHadoopConf();
    AtomicOutput.write(
        conf,
        path,
        overwrite,
        temporary -> files.write(new ModelDirectory(conf, temporary)::create));
  }

  /**
   * @throws InvalidInputException if the way in which this model uses its network cannot be
   *     exported
   */
  void requireOnnx() {}

  @Override
  public StructType transformSchema(StructType schema) {
    input(schema);
    return OutputColumn.addTo(schema, outputColumns());
  }

  @Override
  public M copy(ParamMap extra) {
    M copy = newModel(uid(), spec, weights, encoder);
    copyValues(copy, extra);
    copy.setSummary(summary).setMetrics(metrics).setAudio(audio).setParent(parent());
    return copy;
  }

  @Override
  public MLWriter write() {
    String report = hasSummary() ? ModelReport.of(this).html() : null;
    return new RnnModelWriter(this, spec, weights, encoder, audio, metrics, furtherFiles())
        .withReport(report);
  }

  /**
   * The additional files of a saved model beside the network, as lines by file name; usually none.
   */
  Map<String, List<String>> furtherFiles() {
    return Map.of();
  }

  /** Reads the {@link #furtherFiles}; Params and network are already set. */
  void readFurtherFiles(RnnModelReader reader) {
    // Most models consist of their network only.
  }

  /**
   * The metadata of a saved model of any class: a JSON object with {@code class}, {@code paramMap}
   * and more.
   *
   * @throws InvalidInputException if the path does not contain a model of this library
   */
  public static JsonNode savedMetadata(SparkSession spark, String path) {
    return new ModelDirectory(spark.sessionState().newHadoopConf(), path).readMetadata();
  }

  /** Takes over the content of a saved model; called once, on a new model. */
  final M restore(RnnModelReader reader) {
    reader.setParams(this);
    NetworkFiles saved = reader.network(this);
    if (saved == null) {
      encoder = reader.encoder(this);
      spec = reader.checked(this::ofParams);
      weights = reader.weights(spec);
    } else {
      encoder = saved.encoder();
      spec = saved.network();
      weights = saved.weights();
    }
    readFurtherFiles(reader);
    reader.checked(this::predictor); // fails unless the network suits a model of this class
    String sound = reader.audio();
    if (sound != null) {
      audio = AudioFeatures.ofJson(sound, reader.audioFile());
    }
    return setMetrics(reader.metrics());
  }

  /** The network of a model of format version 1, from its Params. */
  private NetworkSpec ofParams() {
    return withOutput(DescribedNetwork.of(this, encoder)).build();
  }
}
