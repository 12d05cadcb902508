package org.sparkrnn.job;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.ml.param.Param;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.sparkrnn.io.TextSplitting;
import org.sparkrnn.ml.BaselineTrial;
import org.sparkrnn.ml.SequenceTagger;
import org.sparkrnn.ml.SequenceTaggerModel;
import org.sparkrnn.ml.TaggingBaseline;
import org.sparkrnn.ml.param.RnnParams;
import org.sparkrnn.ml.param.TaggerParams;

/** Predicts one label per step. Baselines are the most frequent tag of each word and an HMM. */
final class TaggingTask implements SequenceTask<SequenceTagger, SequenceTaggerModel> {
  @Override
  public SequenceTagger estimator() {
    return new SequenceTagger();
  }

  @Override
  public SequenceTaggerModel emptyModel() {
    return new SequenceTaggerModel();
  }

  @Override
  public SequenceTaggerModel load(String path) {
    return SequenceTaggerModel.load(path);
  }

  @Override
  public List<Param<?>> evaluationParams(SequenceTaggerModel model) {
    List<Param<?>> params = new ArrayList<>(SequenceTask.super.evaluationParams(model));
    params.add(model.labelCols());
    return params;
  }

  @Override
  public String labelCol(RnnParams params) {
    return labelCols(params).get(0);
  }

  @Override
  public List<String> labelCols(RnnParams params) {
    return ((TaggerParams) params).labelColumns();
  }

  @Override
  public TextSplitting textCells() {
    return TextSplitting.TOKENS;
  }

  @Override
  public TaskMetrics evaluate(SequenceTaggerModel model, Dataset<Row> data) {
    return new TaggingTaskMetrics(model.evaluate(data));
  }

  @Override
  public List<MainMetric> comparable(SequenceTagger estimator) {
    return List.of(
        MainMetric.higher("accuracy"),
        MainMetric.higher("unknownAccuracy"),
        MainMetric.higher("spanF1"));
  }

  @Override
  public List<BaselineTrial> baselines(
      SequenceTaggerModel model, Dataset<Row> training, Dataset<Row> measured) {
    return TaggingBaseline.trials(model, training, measured);
  }

  @Override
  public String advice(SequenceTaggerModel model) {
    if (!model.getBidirectional()) {
      return "bidirectional=true, because a label may depend on the steps that follow";
    }
    return model.network().tokenInput()
        ? "more wordDropout, or word vectors that were trained on other text (pretrainedVectors)"
        : "another layer (numLayers)";
  }
}
