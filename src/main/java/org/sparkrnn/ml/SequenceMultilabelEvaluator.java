package org.sparkrnn.ml;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.param.BooleanParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.Readout;
import org.sparkrnn.ml.column.LabelForm;
import org.sparkrnn.ml.column.LabelProbabilities;
import org.sparkrnn.ml.column.LabelSets;
import org.sparkrnn.ml.column.NamedColumn;
import org.sparkrnn.ml.evaluation.MultilabelCounts;

/**
 * Compares a column of predicted sets of labels with a column of the correct sets, one per sequence
 * or one per step; for CrossValidator and similar classes.
 *
 * <p>All metrics except nll are those of Spark's MultilabelClassificationEvaluator (microF1 is its
 * microF1Measure), which reads only numbers and one set per row. Each set is one output, so with
 * {@code readout=eachStep} there is one output per step. A label that did not occur in training
 * counts as not found. {@code nll} is computed from {@code probabilityCol}, which is read only for
 * this metric. It also counts the outputs of empty sequences, because they cannot be recognized
 * here; {@link SequenceClassifierModel#evaluateSets} leaves them out.
 */
public final class SequenceMultilabelEvaluator
    extends LabelledEvaluator<SequenceMultilabelEvaluator, MultilabelMetrics> {
  private static final long serialVersionUID = 1L;

  private BooleanParam labelSets; // no initializer: see SequenceEvaluator

  /** Creates an instance with a random uid. */
  public SequenceMultilabelEvaluator() {
    this(null);
  }

  /** Creates an instance with a given uid; Spark uses this to copy and to load. */
  public SequenceMultilabelEvaluator(String uid) {
    super(uid, "label");
    setDefault(probabilityCol(), "probability");
  }

  /** The column with the probability of each label that the model adds. */
  public Param<String> probabilityCol() {
    return column(
        "probabilityCol", "column with the probabilities that the model adds; needed only for nll");
  }

  /** The value of {@link #probabilityCol}. */
  public String getProbabilityCol() {
    return getOrDefault(probabilityCol());
  }

  /** Sets {@link #probabilityCol}. */
  public SequenceMultilabelEvaluator setProbabilityCol(String value) {
    return with(probabilityCol(), value);
  }

  /** Whether lists of numbers are labels: see {@link SequenceClassifier#labelSets}. */
  public BooleanParam labelSets() {
    if (labelSets == null) {
      labelSets =
          new BooleanParam(
              this,
              "labelSets",
              "whether a list of numbers in labelCol names the labels that hold; if false, it has a 0 or 1 for each label. If not set, the data decides");
    }
    return labelSets;
  }

  /** The value of {@link #labelSets}. */
  public boolean getLabelSets() {
    return (boolean) getOrDefault(labelSets());
  }

  /** Sets {@link #labelSets}. */
  public SequenceMultilabelEvaluator setLabelSets(boolean value) {
    set(labelSets(), (Object) value);
    return this;
  }

  @Override
  List<String> metricNames() {
    return List.of(
        "microF1", "microPrecision", "microRecall", "subsetAccuracy", "hammingLoss", "nll");
  }

  @Override
  double value(MultilabelMetrics metrics, String name) {
    return switch (name) {
      case "microPrecision" -> metrics.microPrecision();
      case "microRecall" -> metrics.microRecall();
      case "subsetAccuracy" -> metrics.subsetAccuracy();
      case "hammingLoss" -> metrics.hammingLoss();
      case "nll" -> metrics.nll();
      default -> metrics.microF1();
    };
  }

  /** True except for losses. */
  @Override
  public boolean isLargerBetter() {
    return !List.of("hammingLoss", "nll").contains(getMetricName());
  }

  /**
   * All metrics of the columns; nll is NaN unless it is {@link #metricName}.
   *
   * @throws InvalidInputException as in {@link SequenceEvaluator#metrics}, or if probabilityCol
   *     does not name its labels
   */
  @Override
  public MultilabelMetrics metrics(Dataset<?> dataset) {
    StructType schema = dataset.schema();
    Readout readout = readout(schema);
    LabelSets labels = labels(dataset, readout);
    LabelSets predictions =
        new LabelSets(schema, "predictionCol", getPredictionCol(), readout, null);
    LabelProbabilities probabilities =
        getMetricName().equals("nll")
            ? new LabelProbabilities(schema, "probabilityCol", getProbabilityCol(), readout)
            : null;
    return new MultilabelMetrics(
        sum(
            dataset,
            MultilabelCounts::new,
            (counts, row) -> add(counts, row, labels, predictions, probabilities),
            MultilabelCounts::merge));
  }

  /** Whole numbers are read as an estimator reads them. */
  private LabelSets labels(Dataset<?> dataset, Readout readout) {
    StructType schema = dataset.schema();
    Boolean stated = isDefined(labelSets()) ? getLabelSets() : null;
    LabelSets open = new LabelSets(schema, "labelCol", getLabelCol(), readout, stated);
    if (!open.open()) {
      return open;
    }
    try {
      boolean sets = LabelForm.sets(dataset.toDF(), open);
      return new LabelSets(schema, "labelCol", getLabelCol(), readout, sets);
    } catch (Exception e) { // Scala throws undeclared exceptions
      throw InvalidInputException.orElse(e);
    }
  }

  /** What the types of both columns say: one set per sequence, or one per step. */
  private Readout readout(StructType schema) {
    DataType label = type(schema, "labelCol", getLabelCol());
    DataType prediction = type(schema, "predictionCol", getPredictionCol());
    if (ofSteps(label) != ofSteps(prediction)) {
      throw new InvalidInputException(
          "labelCol %s has type %s and predictionCol %s has type %s; expected one set of labels per sequence in both, as array<string>, or one per step in both, as array<array<string>>"
              .formatted(
                  getLabelCol(),
                  label.simpleString(),
                  getPredictionCol(),
                  prediction.simpleString()));
    }
    return ofSteps(label) ? Readout.EACH_STEP : Readout.LAST_STEP;
  }

  private static DataType type(StructType schema, String param, String name) {
    return NamedColumn.of(schema, param, name).type();
  }

  private static boolean ofSteps(DataType type) {
    return type instanceof ArrayType steps
        && (steps.elementType() instanceof ArrayType
            || steps.elementType().equals(SQLDataTypes.VectorType()));
  }

  private static MultilabelCounts add(
      MultilabelCounts counts,
      Row row,
      LabelSets labels,
      LabelSets predictions,
      LabelProbabilities probabilities) {
    int outputs = labels.outputs(row);
    if (predictions.outputs(row) != outputs) {
      throw new InvalidInputException(
          "%d sets of labels but %d predictions; every step needs one of each"
              .formatted(outputs, predictions.outputs(row)));
    }
    List<List<String>> there = labels.sets(row, outputs);
    List<List<String>> found = predictions.sets(row, outputs);
    double[][] p = probabilities == null ? null : probabilities.of(row, outputs); // [T or 1][K]
    counts.sequences++;
    for (int t = 0; t < outputs; t++) {
      Set<String> set = new HashSet<>(there.get(t));
      counts.add(set, new HashSet<>(found.get(t)));
      if (p != null) {
        counts.addLoss(set, probabilities.labels(), p[t]);
      }
    }
    return counts;
  }

  /** The reader that Spark uses; see {@link #load}. */
  public static MLReader<SequenceMultilabelEvaluator> read() {
    return new DefaultParamsReader<>();
  }

  /** Loads a saved instance. */
  public static SequenceMultilabelEvaluator load(String path) {
    return read().load(path);
  }
}
