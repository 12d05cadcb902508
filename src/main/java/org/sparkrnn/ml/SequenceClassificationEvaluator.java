package org.sparkrnn.ml;

import java.util.List;
import org.apache.spark.ml.evaluation.Evaluator;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsWritable;
import org.apache.spark.ml.util.DefaultParamsWriter;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.types.StructType;
import org.sparkrnn.data.InvalidInputException;

/**
 * Compares a column of predicted classes with a column of labels; for CrossValidator and the like.
 * Classes may be text, numbers or booleans: Spark's own evaluator reads indices alone.
 */
public final class SequenceClassificationEvaluator extends Evaluator
    implements DefaultParamsWritable {
  private static final long serialVersionUID = 1L;
  private static final List<String> METRICS = List.of("accuracy", "macroF1", "macroRecall");

  private String uid; // no initializers: Spark calls the Params from the super constructor
  private Param<String> labelCol;
  private Param<String> predictionCol;
  private Param<String> metricName;

  public SequenceClassificationEvaluator() {
    this(Identifiable$.MODULE$.randomUID("sequenceClassificationEvaluator"));
  }

  public SequenceClassificationEvaluator(String uid) {
    this.uid = uid;
    setDefault(labelCol(), "label");
    setDefault(predictionCol(), "prediction");
    setDefault(metricName(), METRICS.get(0));
  }

  @Override
  public String uid() {
    return uid;
  }

  public Param<String> labelCol() {
    if (labelCol == null) {
      labelCol = new Param<>(this, "labelCol", "label column: one class a row");
    }
    return labelCol;
  }

  public Param<String> predictionCol() {
    if (predictionCol == null) {
      predictionCol = new Param<>(this, "predictionCol", "predicted classes");
    }
    return predictionCol;
  }

  public Param<String> metricName() {
    if (metricName == null) {
      metricName =
          new Param<>(
              this,
              "metricName",
              "metric: " + String.join(", ", METRICS),
              Valid.oneOf("metricName", METRICS));
    }
    return metricName;
  }

  public SequenceClassificationEvaluator setLabelCol(String value) {
    set(labelCol(), value);
    return this;
  }

  public SequenceClassificationEvaluator setPredictionCol(String value) {
    set(predictionCol(), value);
    return this;
  }

  public SequenceClassificationEvaluator setMetricName(String value) {
    set(metricName(), value);
    return this;
  }

  @Override
  public double evaluate(Dataset<?> dataset) {
    ClassificationMetrics metrics = metrics(dataset);
    return switch (getOrDefault(metricName())) {
      case "macroF1" -> metrics.macroF1();
      case "macroRecall" -> metrics.macroRecall();
      default -> metrics.accuracy();
    };
  }

  /**
   * All metrics of the two columns.
   *
   * @throws InvalidInputException if a column is missing or of the wrong type, or holds null
   */
  public ClassificationMetrics metrics(Dataset<?> dataset) {
    StructType schema = dataset.schema();
    SequenceLabel labels = new SequenceLabel(schema, "labelCol", getOrDefault(labelCol()));
    SequenceLabel predictions =
        new SequenceLabel(schema, "predictionCol", getOrDefault(predictionCol()));
    try {
      return new ClassificationMetrics(
          dataset
              .toDF()
              .toJavaRDD()
              .treeAggregate(
                  new ClassificationCounts(),
                  (counts, row) -> counts.add(labels.string(row), predictions.string(row), 0),
                  ClassificationCounts::merge,
                  2));
    } catch (Exception e) { // Spark's are checked, though undeclared
      throw InvalidInputException.orElse(e);
    }
  }

  @Override
  public boolean isLargerBetter() {
    return true;
  }

  @Override
  public SequenceClassificationEvaluator copy(ParamMap extra) {
    return defaultCopy(extra);
  }

  @Override
  public MLWriter write() {
    return new DefaultParamsWriter(this);
  }

  public static MLReader<SequenceClassificationEvaluator> read() {
    return new DefaultParamsReader<>();
  }

  public static SequenceClassificationEvaluator load(String path) {
    return read().load(path);
  }
}
