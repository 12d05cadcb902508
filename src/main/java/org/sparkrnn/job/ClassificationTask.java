package org.sparkrnn.job;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.spark.ml.param.Param;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.ml.BaselineTrial;
import org.sparkrnn.ml.ClassificationBaseline;
import org.sparkrnn.ml.MultilabelBaseline;
import org.sparkrnn.ml.SequenceClassifier;
import org.sparkrnn.ml.SequenceClassifierModel;
import org.sparkrnn.ml.param.RnnParams;
import org.sparkrnn.ml.param.SequenceClassifierParams;

/**
 * One class per sequence, or sets of labels per sequence or per step: two tasks of one estimator.
 */
final class ClassificationTask
    implements SequenceTask<SequenceClassifier, SequenceClassifierModel> {
  private final boolean multilabel;

  ClassificationTask(boolean multilabel) {
    this.multilabel = multilabel;
  }

  @Override
  public SequenceClassifier estimator() {
    return new SequenceClassifier().setMultilabel(multilabel);
  }

  @Override
  public void requireTask(SequenceClassifier estimator) {
    if (estimator.getMultilabel() != multilabel) {
      throw new InvalidInputException(
          "multilabel is %s with task=%s; leave multilabel out, because it follows from the task"
              .formatted(!multilabel, multilabel ? "multilabel" : "classifier"));
    }
  }

  @Override
  public SequenceClassifierModel emptyModel() {
    return new SequenceClassifierModel();
  }

  @Override
  public SequenceClassifierModel load(String path) {
    return SequenceClassifierModel.load(path);
  }

  @Override
  public boolean wrote(JsonNode metadata) {
    return SequenceTask.super.wrote(metadata)
        && metadata.path("paramMap").path("multilabel").asBoolean() == multilabel;
  }

  @Override
  public List<Param<?>> predictionParams(SequenceClassifierModel model) {
    List<Param<?>> params = new ArrayList<>(SequenceTask.super.predictionParams(model));
    params.add(model.probabilityCol());
    params.add(model.rawPredictionCol());
    params.add(model.predictionIndexCol());
    return params;
  }

  /**
   * Models of earlier versions do not keep how they read sets of labels, so the user may have to
   * set it.
   */
  @Override
  public List<Param<?>> evaluationParams(SequenceClassifierModel model) {
    List<Param<?>> params = new ArrayList<>(SequenceTask.super.evaluationParams(model));
    params.add(model.labelSets());
    return params;
  }

  @Override
  public List<String> columns(RnnParams params) {
    List<String> columns = new ArrayList<>(SequenceTask.super.columns(params));
    SequenceClassifierParams classifier = (SequenceClassifierParams) params;
    if (classifier.isDefined(classifier.weightCol())) {
      columns.add(classifier.getWeightCol());
    }
    return columns;
  }

  @Override
  public Set<String> numbers(RnnParams params) {
    SequenceClassifierParams classifier = (SequenceClassifierParams) params;
    return classifier.isDefined(classifier.weightCol())
        ? Set.of(classifier.getWeightCol())
        : Set.of();
  }

  @Override
  public TaskMetrics evaluate(SequenceClassifierModel model, Dataset<Row> data) {
    return multilabel
        ? new MultilabelTaskMetrics(model.evaluateSets(data))
        : new ClassificationTaskMetrics(model.evaluate(data));
  }

  @Override
  public List<MainMetric> comparable(SequenceClassifier estimator) {
    return multilabel
        ? List.of(MainMetric.lower("nll"), MainMetric.higher("microF1"))
        : List.of(
            MainMetric.higher("accuracy"),
            MainMetric.higher("macroF1"),
            MainMetric.higher("macroRecall"));
  }

  @Override
  public List<BaselineTrial> baselines(
      SequenceClassifierModel model, Dataset<Row> training, Dataset<Row> measured) {
    return multilabel
        ? MultilabelBaseline.trials(model, training, measured)
        : ClassificationBaseline.trials(model, training, measured);
  }

  @Override
  public String advice(SequenceClassifierModel model) {
    boolean dense = !model.network().tokenInput();
    if (dense && model.getConvLayers().isEmpty()) {
      return model.getStandardize()
          ? "convolutions in front (convLayers)"
          : "convolutions in front (convLayers), and standardize=true if the scales of the channels differ";
    }
    return model.getBidirectional()
        ? "another readout"
        : "another readout or bidirectional=true, so that the network need not remember everything to the end";
  }
}
