package org.sparkrnn.ml;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.LabelEncoder;
import org.sparkrnn.data.Readout;
import org.sparkrnn.data.SequenceEncoder;
import org.sparkrnn.ml.column.OutputColumn;
import org.sparkrnn.ml.column.PredictedRows;
import org.sparkrnn.ml.column.RunningOutputs;
import org.sparkrnn.ml.column.RunningTags;
import org.sparkrnn.ml.column.TaggerOutputs;
import org.sparkrnn.ml.column.TaggerTargets;
import org.sparkrnn.ml.column.TargetColumn;
import org.sparkrnn.ml.evaluation.TaggingCounts;
import org.sparkrnn.ml.evaluation.TaggingEvaluation;
import org.sparkrnn.ml.network.Outputs;
import org.sparkrnn.ml.param.TaggerParams;
import org.sparkrnn.nn.NetworkBuilder;
import org.sparkrnn.nn.NetworkSpec;
import org.sparkrnn.nn.output.CrfOutputSpec;
import org.sparkrnn.predict.Tagger;

/**
 * A trained {@link SequenceTagger}: adds a column with one label per step, or one such column per
 * target.
 */
public final class SequenceTaggerModel extends RnnModel<SequenceTaggerModel, Tagger>
    implements TaggerParams {
  private static final long serialVersionUID = 1L;

  /** Creates an empty model; Spark uses this to load one. */
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

  /** The same model for use in plain Java, without Spark. */
  public Tagger tagger() {
    return predictor();
  }

  @Override
  Tagger predictor(NetworkSpec spec, float[] weights, SequenceEncoder encoder) {
    return new Tagger(spec, weights, encoder);
  }

  @Override
  List<OutputColumn> outputColumns() {
    requireTargets();
    return outputColumns(this, encoder().targets().stream().map(LabelEncoder::per).toList());
  }

  /**
   * Of each target predictionCol, and probabilityCol unless it is empty; then nBestCol unless it is
   * empty.
   *
   * @param targets for each target, whether it has a label per step or one for the sequence
   */
  static List<OutputColumn> outputColumns(TaggerParams params, List<Readout> targets) {
    List<OutputColumn> columns = new ArrayList<>();
    for (int i = 0; i < targets.size(); i++) {
      boolean each = targets.get(i) == Readout.EACH_STEP;
      DataType labels = DataTypes.StringType;
      columns.add(
          new OutputColumn(
              "predictionCol",
              params.columnOf(params.getPredictionCol(), i),
              each ? DataTypes.createArrayType(labels) : labels));
      if (!params.getProbabilityCol().isEmpty()) {
        DataType sure = DataTypes.DoubleType;
        columns.add(
            new OutputColumn(
                "probabilityCol",
                params.columnOf(params.getProbabilityCol(), i),
                each ? DataTypes.createArrayType(sure, false) : sure));
      }
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

  @Override
  RunningOutputs<Tagger> runningOutputs() {
    if (!getNBestCol().isEmpty()) {
      throw new InvalidInputException(
          "nBestCol is %s, but the most probable label sequences are known only at the end of a sequence; set nBestCol to an empty string"
              .formatted(getNBestCol()));
    }
    List<LabelEncoder> targets = encoder().targets();
    for (int i = 0; i < targets.size(); i++) {
      if (targets.get(i).per() != Readout.EACH_STEP) {
        throw new InvalidInputException(
            "label column %s has one label per sequence, which is known only at its end; train a tagger without this column"
                .formatted(labelColumns().get(i)));
      }
      if (targets.get(i).given() != null) {
        throw new InvalidInputException(
            "labels of column %s are converted between the schemes %s and %s, which needs whole sequences; train with labelScheme=%s"
                .formatted(
                    labelColumns().get(i),
                    targets.get(i).scheme().paramValue(),
                    targets.get(i).given().paramValue(),
                    targets.get(i).given().paramValue()));
      }
    }
    return new RunningTags(!getProbabilityCol().isEmpty());
  }

  /** Sets {@link #labelCols}. */
  public SequenceTaggerModel setLabelCols(String... values) {
    set(labelCols(), values);
    return this;
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

  /** Whether the output layer of the network is a crf. */
  @Override
  public boolean crf() {
    return network() == null
        ? TaggerParams.super.crf()
        : network().output().parts().stream().anyMatch(CrfOutputSpec.class::isInstance);
  }

  @Override
  List<TargetColumn> targetColumns(StructType schema) {
    return TaggerTargets.of(schema, this, encoder().targets());
  }

  /** There must be a name for each target, of which those of the added columns are made. */
  private void requireTargets() {
    if (labelColumns().size() != encoder().targets().size()) {
      throw new InvalidInputException(
          "labelCols is %s, but this model has learned %d targets; name one column for each, in the order of training"
              .formatted(String.join(", ", labelColumns()), encoder().targets().size()));
    }
  }

  /**
   * Compares predictions with {@code labelCol}, or with each of {@code labelCols}, in one job.
   *
   * @throws InvalidInputException if a column is missing or of the wrong type, or a row is
   *     malformed
   */
  public TaggingMetrics evaluate(Dataset<?> dataset) {
    List<TargetColumn> labels = targetColumns(dataset.schema());
    TaggingEvaluation evaluation = new TaggingEvaluation(labels);
    return new TaggingMetrics(
        aggregate(dataset, evaluation.zero(), evaluation, TaggingCounts::merge), labelColumns());
  }

  /** The reader that Spark uses; see {@link #load}. */
  public static MLReader<SequenceTaggerModel> read() {
    return new RnnModelLoader<>(SequenceTaggerModel.class, SequenceTaggerModel::new);
  }

  /**
   * Loads a saved model.
   *
   * @throws InvalidInputException if the path does not contain a complete, intact model of this
   *     kind
   */
  public static SequenceTaggerModel load(String path) {
    return read().load(path);
  }
}
