package org.sparkrnn.job;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.ml.param.Param;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.sparkrnn.ml.BaselineTrial;
import org.sparkrnn.ml.LanguageModel;
import org.sparkrnn.ml.LanguageModelBaseline;
import org.sparkrnn.ml.TrainedLanguageModel;
import org.sparkrnn.ml.param.RnnParams;

/** Predicts the next token. The baseline is an n-gram model with the same tokens and boundaries. */
final class LanguageModelTask implements SequenceTask<LanguageModel, TrainedLanguageModel> {
  @Override
  public LanguageModel estimator() {
    return new LanguageModel();
  }

  @Override
  public TrainedLanguageModel emptyModel() {
    return new TrainedLanguageModel();
  }

  @Override
  public TrainedLanguageModel load(String path) {
    return TrainedLanguageModel.load(path);
  }

  @Override
  public List<Param<?>> predictionParams(TrainedLanguageModel model) {
    List<Param<?>> params = new ArrayList<>(SequenceTask.super.predictionParams(model));
    params.add(model.perplexityCol());
    return params;
  }

  @Override
  public List<Param<?>> evaluationParams(TrainedLanguageModel model) {
    return List.of(model.inputCol(), model.mode());
  }

  /** Null, because the targets are the tokens themselves. */
  @Override
  public String labelCol(RnnParams params) {
    return null;
  }

  @Override
  public TaskMetrics evaluate(TrainedLanguageModel model, Dataset<Row> data) {
    return new LanguageModelTaskMetrics(model.evaluate(data));
  }

  @Override
  public List<MainMetric> comparable(LanguageModel estimator) {
    return List.of(
        MainMetric.lower("nats"), MainMetric.lower("perplexity"), MainMetric.lower("bitsPerToken"));
  }

  @Override
  public List<BaselineTrial> baselines(
      TrainedLanguageModel model, Dataset<Row> training, Dataset<Row> measured) {
    return LanguageModelBaseline.trials(model, training, measured);
  }

  @Override
  public String advice(TrainedLanguageModel model) {
    return "a larger hiddenSize with more dropout (inputDropout and outputDropout)";
  }
}
