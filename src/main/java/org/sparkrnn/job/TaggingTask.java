package org.sparkrnn.job;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.sparkrnn.io.TextSplitting;
import org.sparkrnn.ml.SequenceTagger;
import org.sparkrnn.ml.SequenceTaggerModel;
import org.sparkrnn.ml.TaggingBaseline;

/** One label a step; beside it the most frequent tag of each word. */
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
  public TextSplitting textCells() {
    return TextSplitting.TOKENS;
  }

  @Override
  public TaskMetrics evaluate(SequenceTaggerModel model, Dataset<Row> data) {
    return new TaggingTaskMetrics(model.evaluate(data));
  }

  @Override
  public ObjectNode baseline(
      SequenceTaggerModel model, Dataset<Row> training, Dataset<Row> measured) {
    TaggingBaseline baseline = TaggingBaseline.fit(training, model);
    return new TaggingTaskMetrics(baseline.evaluate(measured)).asBaseline("mostFrequentTag");
  }
}
