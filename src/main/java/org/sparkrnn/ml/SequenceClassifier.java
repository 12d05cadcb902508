package org.sparkrnn.ml;

import java.util.List;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.AtomicType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructType;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.Readout;
import org.sparkrnn.data.SequenceEncoder;
import org.sparkrnn.ml.column.LabelForm;
import org.sparkrnn.ml.column.NamedColumn;
import org.sparkrnn.ml.column.OutputColumn;
import org.sparkrnn.ml.column.RowWeights;
import org.sparkrnn.ml.column.SequenceInput;
import org.sparkrnn.ml.column.SequenceRows;
import org.sparkrnn.ml.column.TargetColumn;
import org.sparkrnn.ml.network.Outputs;
import org.sparkrnn.ml.param.SequenceClassifierParams;
import org.sparkrnn.ml.param.generated.SetsSequenceClassifier;
import org.sparkrnn.ml.settings.DataFacts;
import org.sparkrnn.ml.settings.Settings;
import org.sparkrnn.ml.settings.SettingsRules;
import org.sparkrnn.nn.NetworkBuilder;
import org.sparkrnn.nn.NetworkSpec;
import org.sparkrnn.train.JobScope;

/**
 * Learns to give a sequence a class, which is read from its last step or, depending on {@code
 * readout}, from all of its steps. With {@code multilabel} it learns a set of labels per sequence
 * or, with {@code readout} eachStep, a set per step, such as chords.
 *
 * <p>{@code inputCol} is read as a {@link SequenceTagger} reads it. {@code labelCol} is a string, a
 * number or boolean; with {@code multilabel} it is array&lt;string&gt;, array&lt;int&gt; or a
 * vector or array of 0 and 1, and for a set per step an array of these. Empty sequences are not
 * used for training; for them a model predicts from a state of zeros.
 */
public final class SequenceClassifier
    extends RnnEstimator<SequenceClassifier, SequenceClassifierModel>
    implements SequenceClassifierParams, SetsSequenceClassifier<SequenceClassifier> {
  private static final long serialVersionUID = 1L;

  /** Creates an instance with a random uid. */
  public SequenceClassifier() {
    this(null);
  }

  /** Creates an instance with a given uid; Spark uses this to copy and to load. */
  public SequenceClassifier(String uid) {
    super(uid);
  }

  /**
   * Trains on the cluster and returns when training is complete.
   *
   * @throws InvalidInputException as in {@link RnnEstimator#fit}; also if labelSets is not set and
   *     lists of whole numbers in labelCol can be read both as the labels that hold and as a 0 or 1
   *     for each label, or as neither
   */
  @Override
  public SequenceClassifierModel fit(Dataset<?> dataset) {
    return super.fit(dataset);
  }

  @Override
  Fitting<SequenceClassifier, SequenceClassifierModel> fitting(Dataset<?> dataset) {
    if (!getMultilabel() || isDefined(labelSets())) {
      return super.fitting(dataset);
    }
    transformSchema(dataset.schema());
    JobScope.describe(dataset.sparkSession().sparkContext(), "read labels");
    boolean sets =
        LabelForm.sets(
            dataset.toDF(), SequenceClassifierModel.labelSetColumn(dataset.schema(), this));
    return new Fitting<>(copy(ParamMap.empty()).setLabelSets(sets), dataset);
  }

  @Override
  SequenceRows rows(StructType schema) {
    requireConsistent();
    TargetColumn target =
        getMultilabel()
            ? SequenceClassifierModel.labelSetColumn(schema, this)
            : TargetColumn.labels(schema, "labelCol", getLabelCol(), Readout.LAST_STEP);
    return new SequenceRows(
        SequenceInput.of(schema, this), target, RowWeights.of(schema, this, target));
  }

  @Override
  Settings rules(DataFacts facts) {
    return getMultilabel()
        ? SettingsRules.multilabel(facts, eachStep())
        : SettingsRules.classification(facts);
  }

  /** Lists of lists of labels are one set of labels per step. */
  @Override
  SequenceClassifier suiting(StructType schema) {
    SequenceClassifier known = super.suiting(schema);
    if (getMultilabel() && !isSet(readout())) {
      DataType type = NamedColumn.of(schema, "labelCol", getLabelCol()).type();
      if (type instanceof ArrayType steps && !(steps.elementType() instanceof AtomicType)) {
        known.choose(SettingsRules.ofSteps());
      }
    }
    return known;
  }

  /** It may not be known yet how sets of labels are written. */
  @Override
  SequenceRows rowsOfFacts(StructType schema) {
    return getMultilabel() ? new SequenceRows(SequenceInput.of(schema, this), null) : rows(schema);
  }

  @Override
  boolean eachStep() {
    return outputSteps() == Readout.EACH_STEP;
  }

  @Override
  String classCol() {
    return getMultilabel() ? null : getLabelCol();
  }

  @Override
  NetworkBuilder withOutput(NetworkBuilder network) {
    return Outputs.labels(this, network);
  }

  @Override
  SequenceClassifierModel newModel(
      String uid, NetworkSpec spec, float[] weights, SequenceEncoder encoder) {
    return new SequenceClassifierModel(uid, spec, weights, encoder);
  }

  @Override
  List<OutputColumn> outputColumns(StructType schema) {
    // Labels are not known before training.
    return SequenceClassifierModel.outputColumns(this, Metadata.empty(), Metadata.empty());
  }

  /** The reader that Spark uses; see {@link #load}. */
  public static MLReader<SequenceClassifier> read() {
    return new RnnEstimatorReader<>(SequenceClassifier.class, SequenceClassifier::new);
  }

  /** Loads a saved instance. */
  public static SequenceClassifier load(String path) {
    return read().load(path);
  }
}
