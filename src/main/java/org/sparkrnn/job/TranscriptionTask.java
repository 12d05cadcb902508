package org.sparkrnn.job;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.ml.param.Param;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.sparkrnn.ml.BaselineTrial;
import org.sparkrnn.ml.SequenceTranscriber;
import org.sparkrnn.ml.SequenceTranscriberModel;
import org.sparkrnn.ml.TranscriptionBaseline;

/** Predicts one list of labels per sequence, of any length. */
final class TranscriptionTask
    implements SequenceTask<SequenceTranscriber, SequenceTranscriberModel> {
  @Override
  public SequenceTranscriber estimator() {
    return new SequenceTranscriber();
  }

  @Override
  public SequenceTranscriberModel emptyModel() {
    return new SequenceTranscriberModel();
  }

  @Override
  public SequenceTranscriberModel load(String path) {
    return SequenceTranscriberModel.load(path);
  }

  @Override
  public List<Param<?>> predictionParams(SequenceTranscriberModel model) {
    List<Param<?>> params = new ArrayList<>(SequenceTask.super.predictionParams(model));
    params.addAll(decoding(model));
    params.add(model.probabilityCol());
    params.add(model.stepsCol());
    params.add(model.nBestCol());
    params.add(model.nBest());
    return params;
  }

  @Override
  public List<Param<?>> evaluationParams(SequenceTranscriberModel model) {
    List<Param<?>> params = new ArrayList<>(SequenceTask.super.evaluationParams(model));
    params.addAll(decoding(model));
    return params;
  }

  private static List<Param<?>> decoding(SequenceTranscriberModel model) {
    return List.of(model.beamWidth(), model.ngramWeight(), model.lengthBonus());
  }

  @Override
  public TaskMetrics evaluate(SequenceTranscriberModel model, Dataset<Row> data) {
    return new TranscriptionTaskMetrics(model.evaluate(data));
  }

  @Override
  public List<MainMetric> comparable(SequenceTranscriber estimator) {
    return List.of(
        MainMetric.lower("labelErrorRate"),
        MainMetric.lower("characterErrorRate"),
        MainMetric.lower("wordErrorRate"),
        MainMetric.lower("sequenceErrorRate"));
  }

  @Override
  public List<BaselineTrial> baselines(
      SequenceTranscriberModel model, Dataset<Row> training, Dataset<Row> measured) {
    return TranscriptionBaseline.trials(model, training, measured);
  }

  @Override
  public String advice(SequenceTranscriberModel model) {
    return model.getBeamWidth() == 1
        ? "another layer (numLayers), then beamWidth=16 with ngramOrder=4, so that transcripts resemble those of the training data"
        : "another layer (numLayers), or another ngramWeight";
  }
}
