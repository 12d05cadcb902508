package org.sparkrnn.ml;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.sparkrnn.baseline.Fields;
import org.sparkrnn.baseline.NearestMoments;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.ml.column.SequenceInput;
import org.sparkrnn.ml.param.NearestMomentsParams;

/** A {@link NearestMomentsClassifier} with its training rows: adds one class a row. */
public final class NearestMomentsClassifierModel
    extends BaselineModel<NearestMomentsClassifierModel, NearestMoments>
    implements NearestMomentsParams {
  private static final long serialVersionUID = 1L;

  /** For Spark, which creates a model before it reads it. */
  public NearestMomentsClassifierModel() {
    this(null);
  }

  NearestMomentsClassifierModel(String uid) {
    super(uid);
  }

  @Override
  NearestMomentsClassifierModel create(String newUid) {
    return new NearestMomentsClassifierModel(newUid);
  }

  @Override
  public String name() {
    return "nearestMoments";
  }

  @Override
  NearestMoments parse(List<String> saved) {
    return of(saved);
  }

  /** Makes the model of lines of a label and its features; empty sequences have zeros. */
  static NearestMoments of(List<String> lines) {
    List<String> labels = new ArrayList<>();
    List<double[]> features = new ArrayList<>();
    int width = 0;
    for (String line : lines) {
      String[] fields = Fields.split(line);
      labels.add(Fields.unescape(fields[0]));
      features.add(moments(fields, line));
      width = Math.max(width, fields.length - 1);
    }
    if (width == 0) {
      throw new InvalidInputException(
          "there is nothing to compare with: the data has no sequence with a step");
    }
    for (int i = 0; i < features.size(); i++) {
      if (features.get(i).length == 0) {
        features.set(i, new double[width]);
      } else if (features.get(i).length != width) {
        throw new InvalidInputException(
            "row %d has steps of %d numbers, others of %d; all steps must have as many"
                .formatted(i + 1, features.get(i).length / 2, width / 2));
      }
    }
    return new NearestMoments(features, labels);
  }

  /** As many means as deviations after them. */
  private static double[] moments(String[] fields, String line) {
    try {
      double[] moments = Arrays.stream(fields).skip(1).mapToDouble(Double::parseDouble).toArray();
      boolean sound = moments.length % 2 == 0;
      for (int j = 0; j < moments.length; j++) {
        sound &= Double.isFinite(moments[j]) && (2 * j < moments.length || moments[j] >= 0);
      }
      if (sound) {
        return moments;
      }
    } catch (NumberFormatException e) {
      throw new InvalidInputException(
          "line \"%s\"; expected a label and numbers".formatted(line), e);
    }
    throw new InvalidInputException(
        "line \"%s\"; expected a label, finite means and as many deviations from 0 on"
            .formatted(line));
  }

  /** The row's steps, as wide as in training. */
  private static double[][] steps(SequenceInput frames, Row row, NearestMoments neighbors) {
    double[][] steps = frames.vectors(row);
    if (steps.length > 0 && steps[0].length != neighbors.channels()) {
      throw new InvalidInputException(
          "steps have %d numbers; this model was trained on steps of %d"
              .formatted(steps[0].length, neighbors.channels()));
    }
    return steps;
  }

  @Override
  RowPredictor<NearestMoments> predictor(StructType schema) {
    SequenceInput frames = numbers(schema);
    return (neighbors, row) -> neighbors.classify(steps(frames, row, neighbors));
  }

  /** accuracy, macroF1, macroRecall. */
  @Override
  BaselineMetrics measure(Dataset<Row> dataset, Broadcast<NearestMoments> broadcast) {
    SequenceInput frames = numbers(dataset.schema());
    return ClassCounts.measure(
        name(),
        dataset,
        label(dataset.schema()),
        row -> broadcast.value().classify(steps(frames, row, broadcast.value())));
  }

  /** What Spark reads a saved one with; see {@link #load}. */
  public static MLReader<NearestMomentsClassifierModel> read() {
    return new BaselineReader<>(
        NearestMomentsClassifierModel.class, NearestMomentsClassifierModel::new);
  }

  /**
   * Reads a saved model.
   *
   * @throws org.sparkrnn.data.InvalidInputException if the path holds no complete and sound model
   *     of this kind
   */
  public static NearestMomentsClassifierModel load(String path) {
    return read().load(path);
  }
}
