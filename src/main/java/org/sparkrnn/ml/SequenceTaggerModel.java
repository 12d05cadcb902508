package org.sparkrnn.ml;

import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.param.ParamPair;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.SequenceEncoder;
import org.sparkrnn.nn.HeadType;
import org.sparkrnn.nn.NetworkSpec;
import org.sparkrnn.predict.Tagger;

/** A trained {@link SequenceTagger}: adds a column with one label a step. */
public final class SequenceTaggerModel extends Model<SequenceTaggerModel>
    implements RnnParams, MLWritable {
  private static final long serialVersionUID = 1L;

  private String uid; // no initializers: see RnnEstimator
  private RnnParamSet params;
  private NetworkSpec spec;
  private float[] weights;
  private SequenceEncoder encoder;
  private transient RnnTrainingSummary summary;
  private transient String metrics;
  private transient Broadcast<Tagger> broadcast;

  /** For Spark, which creates a model before it reads it. */
  public SequenceTaggerModel() {
    this(Identifiable$.MODULE$.randomUID("sequenceTaggerModel"), null, null, null);
  }

  SequenceTaggerModel(String uid, NetworkSpec spec, float[] weights, SequenceEncoder encoder) {
    this.uid = uid;
    this.spec = spec;
    this.weights = weights;
    this.encoder = encoder;
    for (ParamPair<?> pair : rnnParamSet().defaults()) {
      setDefault(pair);
    }
  }

  private <T> void setDefault(ParamPair<T> pair) {
    setDefault(pair.param(), pair.value());
  }

  @Override
  public String uid() {
    if (uid == null) {
      uid = Identifiable$.MODULE$.randomUID("sequenceTaggerModel");
    }
    return uid;
  }

  @Override
  public RnnParamSet rnnParamSet() {
    if (params == null) {
      params = new RnnParamSet(this);
    }
    return params;
  }

  public SequenceTaggerModel setInputCol(String value) {
    set(inputCol(), value);
    return this;
  }

  public SequenceTaggerModel setLabelCol(String value) {
    set(labelCol(), value);
    return this;
  }

  public SequenceTaggerModel setPredictionCol(String value) {
    set(predictionCol(), value);
    return this;
  }

  /** All sizes of the network. */
  public NetworkSpec network() {
    return spec;
  }

  /** A copy of the parameters in the network's own layout. */
  public float[] weights() {
    return weights.clone();
  }

  /** SHA-256 of the float32 weights in the order of the saved file, in hexadecimal. */
  public String weightsSha256() {
    return TorchWeights.sha256(spec, weights);
  }

  /** The same model for a plain JVM, without Spark. */
  public Tagger tagger() {
    return new Tagger(spec, weights, encoder);
  }

  public boolean hasSummary() {
    return summary != null;
  }

  /**
   * How training went.
   *
   * @throws IllegalStateException for a model that was loaded: see {@link #metrics()}
   */
  public RnnTrainingSummary summary() {
    if (summary == null) {
      throw new IllegalStateException(
          "this model was loaded, not trained here: it has no summary, its metrics.json is metrics()");
    }
    return summary;
  }

  SequenceTaggerModel setSummary(RnnTrainingSummary value) {
    summary = value;
    return this;
  }

  /** The content of the saved model's metrics.json, or null if there is none. */
  public String metrics() {
    return metrics;
  }

  /** Sets what {@link #write()} puts into metrics.json: one JSON object. */
  public SequenceTaggerModel setMetrics(String json) {
    metrics = json;
    return this;
  }

  /**
   * Adds {@code predictionCol} and keeps every other column and the order of the rows.
   *
   * @throws InvalidInputException if inputCol is missing or of another type than in training, or
   *     predictionCol exists; from the action, as a cause, if a row is malformed
   */
  @Override
  public Dataset<Row> transform(Dataset<?> dataset) {
    StructType output = transformSchema(dataset.schema());
    SequenceRows rows = new SequenceRows(inputColumn(dataset.schema()), null);
    Broadcast<Tagger> tagger = broadcast(dataset);
    MapPartitionsFunction<Row, Row> tag = part -> new TaggedRows(part, rows, tagger.value());
    return dataset.toDF().mapPartitions(tag, Encoders.row(output));
  }

  /**
   * Compares predictions with {@code labelCol}, in one job.
   *
   * @throws InvalidInputException if a column is missing or of the wrong type, or a row is
   *     malformed
   */
  public TaggingMetrics evaluate(Dataset<?> dataset) {
    SequenceColumn input = inputColumn(dataset.schema());
    SequenceColumn labels = SequenceColumn.labels(dataset.schema(), "labelCol", getLabelCol());
    Broadcast<Tagger> tagger = broadcast(dataset);
    try {
      TaggingCounts counts =
          dataset
              .toDF()
              .toJavaRDD()
              .mapPartitions(part -> TaggingEvaluation.of(part, input, labels, tagger.value()))
              .treeAggregate(new TaggingCounts(), TaggingCounts::merge, TaggingCounts::merge, 2);
      return new TaggingMetrics(counts);
    } catch (Exception e) { // Spark's are checked, though undeclared
      throw InvalidInputException.orElse(e);
    }
  }

  private SequenceColumn inputColumn(StructType schema) {
    SequenceColumn input = SequenceColumn.input(schema, getInputCol());
    if (input.tokens() != spec.tokenInput()) {
      throw new InvalidInputException(
          "inputCol %s has type %s; this model was trained on %s"
              .formatted(
                  getInputCol(),
                  schema.apply(getInputCol()).dataType().simpleString(),
                  spec.tokenInput()
                      ? "tokens, array<string>"
                      : "vectors of %d features".formatted(spec.inputSize())));
    }
    return input;
  }

  /** One broadcast a model and application; Spark's cleaner removes it with the model. */
  private synchronized Broadcast<Tagger> broadcast(Dataset<?> dataset) {
    if (broadcast == null) {
      broadcast =
          JavaSparkContext.fromSparkContext(dataset.sparkSession().sparkContext())
              .broadcast(tagger());
    }
    return broadcast;
  }

  @Override
  public StructType transformSchema(StructType schema) {
    inputColumn(schema);
    return outputSchema(schema, getPredictionCol());
  }

  static StructType outputSchema(StructType schema, String predictionCol) {
    for (String name : schema.fieldNames()) {
      if (name.equals(predictionCol)) {
        throw new InvalidInputException(
            "predictionCol %s exists already; give predictionCol another name, or drop that column"
                .formatted(predictionCol));
      }
    }
    return schema.add(predictionCol, DataTypes.createArrayType(DataTypes.StringType), true);
  }

  @Override
  public SequenceTaggerModel copy(ParamMap extra) {
    SequenceTaggerModel copy = new SequenceTaggerModel(uid(), spec, weights, encoder);
    copyValues(copy, extra);
    return copy.setSummary(summary).setMetrics(metrics).setParent(parent());
  }

  @Override
  public RnnModelWriter write() {
    return new RnnModelWriter(this, spec, weights, encoder, metrics);
  }

  public static MLReader<SequenceTaggerModel> read() {
    return new Reader();
  }

  /**
   * Reads a saved model.
   *
   * @throws InvalidInputException if the path holds no complete and sound model of this kind
   */
  public static SequenceTaggerModel load(String path) {
    return read().load(path);
  }

  private static final class Reader extends MLReader<SequenceTaggerModel> {
    @Override
    public SequenceTaggerModel load(String path) {
      Configuration conf = sparkSession().sessionState().newHadoopConf();
      RnnModelReader reader = new RnnModelReader(conf, path, SequenceTaggerModel.class);
      SequenceTaggerModel model = new SequenceTaggerModel(reader.uid(), null, null, null);
      reader.setParams(model);
      model.encoder = reader.encoder(model);
      model.spec = reader.network(model, model.encoder, HeadType.SOFTMAX);
      model.weights = reader.weights(model.spec);
      return model.setMetrics(reader.metrics());
    }
  }
}
