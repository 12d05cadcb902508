package org.sparkrnn.ml;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.sparkrnn.baseline.NearestSeries;
import org.sparkrnn.baseline.SeriesLines;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.ml.column.SequenceInput;
import org.sparkrnn.ml.column.SequenceLabel;
import org.sparkrnn.ml.param.NearestSeriesParams;

/**
 * A {@link NearestSeriesClassifier} with its training series: adds one class per row. Its {@code
 * warpingWindow} is the one that was set or learned.
 */
public final class NearestSeriesClassifierModel
    extends BaselineModel<NearestSeriesClassifierModel, NearestSeries>
    implements NearestSeriesParams {
  private static final long serialVersionUID = 1L;

  /** Creates an empty model; Spark uses this to load one. */
  public NearestSeriesClassifierModel() {
    this(null);
  }

  NearestSeriesClassifierModel(String uid) {
    super(uid);
  }

  @Override
  NearestSeriesClassifierModel create(String newUid) {
    return new NearestSeriesClassifierModel(newUid);
  }

  /** The same model for use in plain Java, without Spark. */
  public NearestSeries nearestSeries() {
    return state();
  }

  @Override
  public String name() {
    return warped() ? "nearestDtw" : "nearestEuclidean";
  }

  @Override
  public List<String> notes() {
    int kept = SeriesLines.kept(lines());
    long rows = SeriesLines.rows(lines());
    long learned = SeriesLines.learned(lines());
    List<String> notes = new ArrayList<>();
    if (kept < rows) {
      notes.add(
          String.format(
              Locale.ROOT,
              "to save time, it compares with only %,d of the %,d training series, chosen by their content",
              kept,
              rows));
    }
    if (learned > 0) {
      notes.add(
          String.format(
              Locale.ROOT,
              "to save time, its window was learned on only %,d of the series",
              learned));
    }
    return notes;
  }

  @Override
  NearestSeries parse(List<String> saved) {
    SeriesLines content = SeriesLines.of(saved);
    if (!warped()) {
      return NearestSeries.euclidean(content.series());
    }
    if (!isDefined(warpingWindow())) {
      throw new InvalidInputException(
          "its metadata has no warpingWindow, which distance=dtw needs");
    }
    return NearestSeries.warped(content.series(), getWarpingWindow());
  }

  /** The row's steps, as wide as in training. */
  private static double[] steps(SequenceInput frames, Row row, NearestSeries nearest) {
    double[][] steps = frames.vectors(row);
    if (steps.length > 0 && steps[0].length != nearest.channels()) {
      throw new InvalidInputException(
          "steps have %d numbers; this model was trained on steps of %d"
              .formatted(steps[0].length, nearest.channels()));
    }
    return NearestSeriesClassifier.flat(steps);
  }

  @Override
  DataType checkColumns(StructType schema, boolean labelled) {
    SequenceInput.vectorsOf(schema, this);
    if (labelled) {
      SequenceLabel.of(schema, this);
    }
    return DataTypes.StringType;
  }

  @Override
  RowPredictor<NearestSeries> predictor(StructType schema) {
    SequenceInput frames = SequenceInput.vectorsOf(schema, this);
    return (nearest, row) -> nearest.classify(steps(frames, row, nearest));
  }

  /** accuracy, macroF1, macroRecall. */
  @Override
  BaselineMetrics measure(Dataset<Row> dataset, Broadcast<NearestSeries> broadcast) {
    int cores = dataset.sparkSession().sparkContext().defaultParallelism();
    boolean few = dataset.rdd().getNumPartitions() < cores; // a small file, long work
    SequenceInput frames = SequenceInput.vectorsOf(dataset.schema(), this);
    SequenceLabel label = SequenceLabel.of(dataset.schema(), this);
    BaselineMetrics metrics =
        ClassCounts.measure(
            name(),
            few ? dataset.repartition(cores) : dataset,
            label,
            row -> broadcast.value().classify(steps(frames, row, broadcast.value())));
    return warped() ? metrics.setting("warpingWindow", getWarpingWindow()) : metrics;
  }

  /** The reader that Spark uses; see {@link #load}. */
  public static MLReader<NearestSeriesClassifierModel> read() {
    return new BaselineReader<>(
        NearestSeriesClassifierModel.class, NearestSeriesClassifierModel::new);
  }

  /**
   * Loads a saved model.
   *
   * @throws org.sparkrnn.data.InvalidInputException if the path does not contain a complete, intact
   *     model of this kind
   */
  public static NearestSeriesClassifierModel load(String path) {
    return read().load(path);
  }
}
