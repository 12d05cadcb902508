package org.sparkrnn.job;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.ml.param.Param;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.sparkrnn.ml.BaselineTrial;
import org.sparkrnn.ml.LanguageModel;
import org.sparkrnn.ml.NGramLanguageModel;
import org.sparkrnn.ml.TrainedLanguageModel;
import org.sparkrnn.ml.param.RnnParams;

/** The next token; beside it an n-gram model with the same tokens and boundaries. */
final class LanguageModelTask implements SequenceTask<LanguageModel, TrainedLanguageModel> {
  private static final int CHARACTERS = 5;
  private static final int WORDS = 2;

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

  /** None: the targets are the tokens themselves. */
  @Override
  public String labelCol(RnnParams params) {
    return null;
  }

  @Override
  public TaskMetrics evaluate(TrainedLanguageModel model, Dataset<Row> data) {
    return new LanguageModelTaskMetrics(model.evaluate(data));
  }

  @Override
  public List<MainMetric> comparable() {
    return List.of(
        MainMetric.lower("nats"), MainMetric.lower("perplexity"), MainMetric.lower("bitsPerToken"));
  }

  @Override
  public List<BaselineTrial> baselines(
      TrainedLanguageModel model, Dataset<Row> training, Dataset<Row> measured) {
    boolean words = model.getLevel().equals("word");
    int order = model.getBaselineOrder();
    NGramLanguageModel baseline =
        new NGramLanguageModel()
            .setBoundaries(model.inOrder() ? "lineEnds" : "lines")
            .setMinCount(model.getMinCount())
            .setOrder(order > 0 ? order : words ? WORDS : CHARACTERS);
    baseline.readLike(model);
    return List.of(BaselineTrial.of("ngram", () -> baseline.fit(training).evaluate(measured)));
  }

  @Override
  public String advice(TrainedLanguageModel model) {
    return "a larger hiddenSize with more dropout, inputDropout and outputDropout";
  }
}
