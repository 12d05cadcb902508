package org.sparkrnn.ml;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.markov.Fields;
import org.sparkrnn.markov.NearestNeighbor;

/** A {@link NearestNeighborClassifier} with its training rows: adds one class a row. */
public final class NearestNeighborClassifierModel
    extends BaselineModel<NearestNeighborClassifierModel, NearestNeighbor>
    implements NearestNeighborParams {
  private static final long serialVersionUID = 1L;

  /** For Spark, which creates a model before it reads it. */
  public NearestNeighborClassifierModel() {
    this(null);
  }

  NearestNeighborClassifierModel(String uid) {
    super(uid);
  }

  @Override
  NearestNeighborClassifierModel create(String newUid) {
    return new NearestNeighborClassifierModel(newUid);
  }

  @Override
  public String name() {
    return "nearestNeighbor";
  }

  @Override
  NearestNeighbor parse(List<String> saved) {
    return of(saved);
  }

  /** Makes the model of lines of a label and its features; empty sequences have zeros. */
  static NearestNeighbor of(List<String> lines) {
    List<String> labels = new ArrayList<>();
    List<double[]> features = new ArrayList<>();
    int width = 0;
    for (String line : lines) {
      String[] fields = Fields.split(line);
      labels.add(Fields.unescape(fields[0]));
      try {
        features.add(Arrays.stream(fields).skip(1).mapToDouble(Double::parseDouble).toArray());
      } catch (NumberFormatException e) {
        throw new InvalidInputException(
            "line \"%s\"; expected a label and numbers".formatted(line), e);
      }
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
    return new NearestNeighbor(features, labels);
  }

  /** The row's steps, as wide as in training. */
  private static double[][] steps(BaselineColumn frames, Row row, NearestNeighbor neighbors) {
    double[][] steps = frames.steps(row);
    if (steps.length > 0 && steps[0].length != neighbors.channels()) {
      throw new InvalidInputException(
          "steps have %d numbers; this model was trained on steps of %d"
              .formatted(steps[0].length, neighbors.channels()));
    }
    return steps;
  }

  @Override
  RowPredictor<NearestNeighbor> predictor(StructType schema) {
    BaselineColumn frames = frames(schema);
    return (neighbors, row) -> neighbors.classify(steps(frames, row, neighbors));
  }

  /** accuracy, macroF1, macroRecall. */
  @Override
  BaselineMetrics measure(Dataset<Row> dataset, Broadcast<NearestNeighbor> broadcast) {
    BaselineColumn frames = frames(dataset.schema());
    BaselineColumn label = BaselineColumn.label(dataset.schema(), getLabelCol());
    return ClassCounts.measure(
        name(),
        dataset,
        label,
        row -> broadcast.value().classify(steps(frames, row, broadcast.value())));
  }

  public static MLReader<NearestNeighborClassifierModel> read() {
    return new BaselineReader<>(
        NearestNeighborClassifierModel.class, NearestNeighborClassifierModel::new);
  }

  /**
   * Reads a saved model.
   *
   * @throws org.sparkrnn.data.InvalidInputException if the path holds no complete and sound model
   *     of this kind
   */
  public static NearestNeighborClassifierModel load(String path) {
    return read().load(path);
  }
}
