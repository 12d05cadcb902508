package org.sparkrnn.ml;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.SequenceEncoder;
import org.sparkrnn.ml.column.OutputColumn;
import org.sparkrnn.ml.column.PredictedRows;
import org.sparkrnn.ml.column.StepLabels;
import org.sparkrnn.ml.column.TaggerOutputs;
import org.sparkrnn.ml.column.TargetColumn;
import org.sparkrnn.ml.evaluation.TaggingCounts;
import org.sparkrnn.ml.evaluation.TaggingEvaluation;
import org.sparkrnn.ml.network.Outputs;
import org.sparkrnn.ml.param.TaggerParams;
import org.sparkrnn.nn.NetworkBuilder;
import org.sparkrnn.nn.NetworkSpec;
import org.sparkrnn.predict.Tagger;

/** A trained {@link SequenceTagger}: adds a column with one label a step. */
public final class SequenceTaggerModel extends RnnModel<SequenceTaggerModel, Tagger>
    implements TaggerParams {
  private static final long serialVersionUID = 1L;

  /** For Spark, which creates a model before it reads it. */
  public SequenceTaggerModel() {
    this(null, null, null, null);
  }

  SequenceTaggerModel(String uid, NetworkSpec spec, float[] weights, SequenceEncoder encoder) {
    super(uid, spec, weights, encoder);
  }

  @Override
  SequenceTaggerModel newModel(
      String uid, NetworkSpec spec, float[] weights, SequenceEncoder encoder) {
    return new SequenceTaggerModel(uid, spec, weights, encoder);
  }

  @Override
  NetworkBuilder withOutput(NetworkBuilder network) {
    return Outputs.tags(this, network);
  }

  /** The same model for a plain JVM, without Spark. */
  public Tagger tagger() {
    return predictor();
  }

  @Override
  Tagger predictor(NetworkSpec spec, float[] weights, SequenceEncoder encoder) {
    return new Tagger(spec, weights, encoder);
  }

  @Override
  List<OutputColumn> outputColumns() {
    return outputColumns(this);
  }

  /** predictionCol, then probabilityCol and nBestCol unless they are empty. */
  static List<OutputColumn> outputColumns(TaggerParams params) {
    List<OutputColumn> columns = new ArrayList<>();
    DataType labels = DataTypes.createArrayType(DataTypes.StringType);
    columns.add(new OutputColumn("predictionCol", params.getPredictionCol(), labels));
    if (!params.getProbabilityCol().isEmpty()) {
      DataType each = DataTypes.createArrayType(DataTypes.DoubleType, false);
      columns.add(new OutputColumn("probabilityCol", params.getProbabilityCol(), each));
    }
    if (!params.getNBestCol().isEmpty()) {
      columns.add(new OutputColumn("nBestCol", params.getNBestCol(), TaggerOutputs.BEST));
    }
    return columns;
  }

  @Override
  PredictedRows.Outputs<Tagger> outputs() {
    return new TaggerOutputs(
        !getProbabilityCol().isEmpty(), getNBestCol().isEmpty() ? 0 : getNBest());
  }

  /** Sets {@link #probabilityCol}. */
  public SequenceTaggerModel setProbabilityCol(String value) {
    set(probabilityCol(), value);
    return this;
  }

  /** Sets {@link #nBestCol}. */
  public SequenceTaggerModel setNBestCol(String value) {
    set(nBestCol(), value);
    return this;
  }

  /** Sets {@link #nBest}. */
  public SequenceTaggerModel setNBest(int value) {
    set(nBest(), (Object) value);
    return this;
  }

  /** As the network is. */
  @Override
  public boolean crf() {
    return network() == null ? TaggerParams.super.crf() : !network().output().stepsStandAlone();
  }

  @Override
  TargetColumn targets(StructType schema) {
    boolean converted = encoder() != null && encoder().given() != null;
    return new StepLabels(schema, "labelCol", getLabelCol(), converted ? encoder().scheme() : null);
  }

  /**
   * Compares predictions with {@code labelCol}, in one job.
   *
   * @throws InvalidInputException if a column is missing or of the wrong type, or a row is
   *     malformed
   */
  public TaggingMetrics evaluate(Dataset<?> dataset) {
    StepLabels labels = (StepLabels) targets(dataset.schema());
    return new TaggingMetrics(
        aggregate(
            dataset, new TaggingCounts(), new TaggingEvaluation(labels), TaggingCounts::merge));
  }

  /** What Spark reads a saved one with; see {@link #load}. */
  public static MLReader<SequenceTaggerModel> read() {
    return new RnnModelLoader<>(SequenceTaggerModel.class, SequenceTaggerModel::new);
  }

  /**
   * Reads a saved model.
   *
   * @throws InvalidInputException if the path holds no complete and sound model of this kind
   */
  public static SequenceTaggerModel load(String path) {
    return read().load(path);
  }
}
