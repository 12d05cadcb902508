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

/** Compares a column of predicted tags with a column of labels; for CrossValidator and the like. */
public final class SequenceTaggingEvaluator extends Evaluator implements DefaultParamsWritable {
  private static final long serialVersionUID = 1L;
  private static final List<String> METRICS = List.of("accuracy", "macroF1", "spanF1");

  private String uid; // no initializers: Spark calls the Params from the super constructor
  private Param<String> labelCol;
  private Param<String> predictionCol;
  private Param<String> metricName;

  public SequenceTaggingEvaluator() {
    this(Identifiable$.MODULE$.randomUID("sequenceTaggingEvaluator"));
  }

  public SequenceTaggingEvaluator(String uid) {
    this.uid = uid;
    setDefault(labelCol(), "labels");
    setDefault(predictionCol(), "prediction");
    setDefault(metricName(), METRICS.get(0));
  }

  @Override
  public String uid() {
    return uid;
  }

  public Param<String> labelCol() {
    if (labelCol == null) {
      labelCol = new Param<>(this, "labelCol", "label column: array<string>, one label a step");
    }
    return labelCol;
  }

  public Param<String> predictionCol() {
    if (predictionCol == null) {
      predictionCol = new Param<>(this, "predictionCol", "predicted tags: array<string>");
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

  public SequenceTaggingEvaluator setLabelCol(String value) {
    set(labelCol(), value);
    return this;
  }

  public SequenceTaggingEvaluator setPredictionCol(String value) {
    set(predictionCol(), value);
    return this;
  }

  public SequenceTaggingEvaluator setMetricName(String value) {
    set(metricName(), value);
    return this;
  }

  @Override
  public double evaluate(Dataset<?> dataset) {
    TaggingMetrics metrics = metrics(dataset);
    return switch (getOrDefault(metricName())) {
      case "macroF1" -> metrics.macroF1();
      case "spanF1" -> metrics.spanF1();
      default -> metrics.accuracy();
    };
  }

  /**
   * All metrics of the two columns.
   *
   * @throws InvalidInputException if a column is missing or of the wrong type, or lengths differ
   */
  public TaggingMetrics metrics(Dataset<?> dataset) {
    StructType schema = dataset.schema();
    StepLabels labels = new StepLabels(schema, "labelCol", getOrDefault(labelCol()));
    StepLabels predictions = new StepLabels(schema, "predictionCol", getOrDefault(predictionCol()));
    try {
      return new TaggingMetrics(
          dataset
              .toDF()
              .toJavaRDD()
              .treeAggregate(
                  new TaggingCounts(),
                  (counts, row) -> counts.add(labels.strings(row), predictions.strings(row), null),
                  TaggingCounts::merge,
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
  public SequenceTaggingEvaluator copy(ParamMap extra) {
    return defaultCopy(extra);
  }

  @Override
  public MLWriter write() {
    return new DefaultParamsWriter(this);
  }

  public static MLReader<SequenceTaggingEvaluator> read() {
    return new DefaultParamsReader<>();
  }

  public static SequenceTaggingEvaluator load(String path) {
    return read().load(path);
  }
}
