package org.sparkrnn.ml;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructType;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.Readout;
import org.sparkrnn.data.SequenceEncoder;
import org.sparkrnn.ml.column.ClassIndices;
import org.sparkrnn.ml.column.ClassifierOutputs;
import org.sparkrnn.ml.column.LabelForm;
import org.sparkrnn.ml.column.LabelProbabilities;
import org.sparkrnn.ml.column.LabelSets;
import org.sparkrnn.ml.column.OutputColumn;
import org.sparkrnn.ml.column.PredictedRows;
import org.sparkrnn.ml.column.SequenceLabel;
import org.sparkrnn.ml.column.TargetColumn;
import org.sparkrnn.ml.evaluation.ClassificationCounts;
import org.sparkrnn.ml.evaluation.ClassificationEvaluation;
import org.sparkrnn.ml.evaluation.MultilabelCounts;
import org.sparkrnn.ml.evaluation.MultilabelEvaluation;
import org.sparkrnn.ml.network.Outputs;
import org.sparkrnn.ml.param.SequenceClassifierParams;
import org.sparkrnn.nn.NetworkBuilder;
import org.sparkrnn.nn.NetworkSpec;
import org.sparkrnn.predict.Classifier;

/**
 * A trained {@link SequenceClassifier}: adds the label or labels, the probability of each label,
 * and the logarithm of the probability (of the odds if several labels may hold). The k-th value
 * belongs to {@link #labels()}{@code [k]}; the metadata of the columns also has the names, under
 * {@code labels}.
 */
public final class SequenceClassifierModel extends RnnModel<SequenceClassifierModel, Classifier>
    implements SequenceClassifierParams {
  private static final long serialVersionUID = 1L;

  /** Creates an empty model; Spark uses this to load one. */
  public SequenceClassifierModel() {
    this(null, null, null, null);
  }

  SequenceClassifierModel(String uid, NetworkSpec spec, float[] weights, SequenceEncoder encoder) {
    super(uid, spec, weights, encoder);
  }

  @Override
  SequenceClassifierModel newModel(
      String uid, NetworkSpec spec, float[] weights, SequenceEncoder encoder) {
    return new SequenceClassifierModel(uid, spec, weights, encoder);
  }

  @Override
  NetworkBuilder withOutput(NetworkBuilder network) {
    return Outputs.labels(this, network);
  }

  /** Whether the network was trained with {@link #multilabel}. */
  @Override
  public boolean getMultilabel() {
    return network() == null
        ? SequenceClassifierParams.super.getMultilabel()
        : !network().output().givesClasses();
  }

  @Override
  public Readout outputSteps() {
    return network() == null ? SequenceClassifierParams.super.outputSteps() : network().readout();
  }

  /** The same model for use in plain Java, without Spark. */
  public Classifier classifier() {
    return predictor();
  }

  /** The labels in the order of the vectors, in descending order of their frequency in training. */
  public String[] labels() {
    return encoder().labels().entries().toArray(String[]::new);
  }

  @Override
  Classifier predictor(NetworkSpec spec, float[] weights, SequenceEncoder encoder) {
    return new Classifier(spec, weights, encoder);
  }

  @Override
  List<OutputColumn> outputColumns() {
    ClassIndices indices = new ClassIndices(labels());
    return outputColumns(this, LabelProbabilities.metadata(labels()), indices.metadata());
  }

  /** How sets of labels are read, as far as it is known: see {@link #getLabelSets}. */
  static LabelSets labelSetColumn(StructType schema, SequenceClassifierParams params) {
    return TargetColumn.labelSets(
        schema,
        "labelCol",
        params.getLabelCol(),
        params.outputSteps(),
        params.isDefined(params.labelSets()) ? (Boolean) params.getLabelSets() : null);
  }

  /**
   * predictionCol, then probabilityCol, rawPredictionCol and predictionIndexCol unless they are
   * empty.
   *
   * @param vectors the metadata of probabilityCol and rawPredictionCol
   * @param index the metadata of predictionIndexCol
   */
  static List<OutputColumn> outputColumns(
      SequenceClassifierParams params, Metadata vectors, Metadata index) {
    params.requireIndexable();
    boolean each = params.outputSteps() == Readout.EACH_STEP;
    List<OutputColumn> columns = new ArrayList<>();
    DataType label = DataTypes.StringType;
    DataType labels = params.getMultilabel() ? DataTypes.createArrayType(label) : label;
    columns.add(new OutputColumn("predictionCol", params.getPredictionCol(), eachIf(each, labels)));
    DataType vector = eachIf(each, SQLDataTypes.VectorType());
    if (!params.getProbabilityCol().isEmpty()) {
      columns.add(new OutputColumn("probabilityCol", params.getProbabilityCol(), vector, vectors));
    }
    if (!params.getRawPredictionCol().isEmpty()) {
      columns.add(
          new OutputColumn("rawPredictionCol", params.getRawPredictionCol(), vector, vectors));
    }
    if (!params.getPredictionIndexCol().isEmpty()) {
      columns.add(
          new OutputColumn(
              "predictionIndexCol", params.getPredictionIndexCol(), DataTypes.DoubleType, index));
    }
    return columns;
  }

  private static DataType eachIf(boolean each, DataType type) {
    return each ? DataTypes.createArrayType(type) : type;
  }

  @Override
  PredictedRows.Outputs<Classifier> outputs() {
    return new ClassifierOutputs(
        getMultilabel(),
        !getProbabilityCol().isEmpty(),
        !getRawPredictionCol().isEmpty(),
        getPredictionIndexCol().isEmpty() ? null : new ClassIndices(labels()));
  }

  /** Sets {@link #probabilityCol}. */
  public SequenceClassifierModel setProbabilityCol(String value) {
    set(probabilityCol(), value);
    return this;
  }

  /** Sets {@link #rawPredictionCol}. */
  public SequenceClassifierModel setRawPredictionCol(String value) {
    set(rawPredictionCol(), value);
    return this;
  }

  /** Sets {@link #predictionIndexCol}. */
  public SequenceClassifierModel setPredictionIndexCol(String value) {
    set(predictionIndexCol(), value);
    return this;
  }

  /**
   * Sets {@link #labelSets}. This is only needed for models that were saved before this setting was
   * stored.
   */
  public SequenceClassifierModel setLabelSets(boolean value) {
    set(labelSets(), (Object) value);
    return this;
  }

  @Override
  TargetColumn targets(StructType schema) {
    return getMultilabel()
        ? labelSetColumn(schema, this)
        : TargetColumn.labels(schema, "labelCol", getLabelCol(), Readout.LAST_STEP);
  }

  /**
   * Compares predicted classes with {@code labelCol}, in one job. A class that did not occur in
   * training counts as a mistake and is left out of the loss.
   *
   * @throws InvalidInputException if this is a model of sets of labels, a column is missing or of
   *     the wrong type, or a row is malformed
   */
  public ClassificationMetrics evaluate(Dataset<?> dataset) {
    requireKind(false, "evaluateSets");
    return new ClassificationMetrics(
        aggregate(
            dataset,
            new ClassificationCounts(),
            new ClassificationEvaluation((SequenceLabel) targets(dataset.schema())),
            ClassificationCounts::merge));
  }

  /**
   * Compares predicted sets of labels with {@code labelCol}, in one job. A label that did not occur
   * in training counts as not found and is left out of the loss.
   *
   * @throws InvalidInputException if this is a model of single classes, a column is missing or of
   *     the wrong type, or a row is malformed
   */
  public MultilabelMetrics evaluateSets(Dataset<?> dataset) {
    requireKind(true, "evaluate");
    SequenceClassifierModel model = withLabelForm(dataset);
    return new MultilabelMetrics(
        model.aggregate(
            dataset,
            new MultilabelCounts(),
            new MultilabelEvaluation((LabelSets) model.targets(dataset.schema())),
            MultilabelCounts::merge));
  }

  /**
   * This model, which reads sets of labels as it was trained on them; one that was saved before
   * models knew that, as the data is.
   *
   * @throws InvalidInputException if the data is clearly of the other form
   */
  SequenceClassifierModel withLabelForm(Dataset<?> dataset) {
    if (isDefined(labelSets())) {
      LabelForm.requireSets(dataset.toDF(), labelSetColumn(dataset.schema(), this));
      return this;
    }
    return copy(ParamMap.empty())
        .setLabelSets(LabelForm.sets(dataset.toDF(), labelSetColumn(dataset.schema(), this)));
  }

  private void requireKind(boolean multilabel, String other) {
    if (getMultilabel() != multilabel) {
      throw new InvalidInputException(
          "this model was trained with multilabel=%s; measure it with %s"
              .formatted(getMultilabel(), other));
    }
  }

  /** The reader that Spark uses; see {@link #load}. */
  public static MLReader<SequenceClassifierModel> read() {
    return new RnnModelLoader<>(SequenceClassifierModel.class, SequenceClassifierModel::new);
  }

  /**
   * Loads a saved model.
   *
   * @throws InvalidInputException if the path does not contain a complete, intact model of this
   *     kind
   */
  public static SequenceClassifierModel load(String path) {
    return read().load(path);
  }
}
