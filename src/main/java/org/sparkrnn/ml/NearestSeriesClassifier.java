package org.sparkrnn.ml;

import static org.apache.spark.sql.functions.xxhash64;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.sparkrnn.baseline.NearestSeries;
import org.sparkrnn.baseline.SeriesLines;
import org.sparkrnn.baseline.WindowSearch;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.ml.column.BaselineRows;
import org.sparkrnn.ml.column.NamedColumn;
import org.sparkrnn.ml.column.SequenceInput;
import org.sparkrnn.ml.column.SequenceLabel;
import org.sparkrnn.ml.param.NearestSeriesParams;
import org.sparkrnn.ml.param.generated.SetsNeighbors;
import scala.Option;

/**
 * Gives a series of numbers or vectors the class of the nearest training series, by the Euclidean
 * distance or by dynamic time warping: see {@link NearestSeries}. If the window of the warping is
 * not set, {@code fit} learns it from the training series: see {@link WindowSearch}.
 *
 * <p>The model contains the training series, which {@code fit} transfers to the driver: at most
 * {@code maxSeries} series and at most ten million numbers. If there are more, a sample is used:
 * the series with the smallest hash codes of input and label, independently of the partitions;
 * {@link NearestSeriesClassifierModel#notes} then says so. If all of them would take too long, the
 * window is learned from fewer series: see {@link WindowSearch#affordable}.
 *
 * <p>{@code inputCol} is array&lt;vector&gt;, array&lt;array&lt;double&gt;&gt; or, with one
 * channel, array&lt;double&gt;; {@code labelCol} is a string or a number.
 */
public final class NearestSeriesClassifier
    extends Baseline<NearestSeriesClassifier, NearestSeriesClassifierModel>
    implements NearestSeriesParams, SetsNeighbors<NearestSeriesClassifier> {
  private static final long serialVersionUID = 1L;
  private static final double MOST_NUMBERS = 1e7; // 80 MB

  /** Creates an instance with a random uid. */
  public NearestSeriesClassifier() {
    this(null);
  }

  /** Creates an instance with a given uid; Spark uses this to copy and to load. */
  public NearestSeriesClassifier(String uid) {
    super(uid);
  }

  @Override
  NearestSeriesClassifierModel create(String newUid) {
    return new NearestSeriesClassifierModel(newUid);
  }

  @Override
  NearestSeriesClassifierModel count(Dataset<Row> dataset, NearestSeriesClassifierModel model) {
    double[] sums = size(dataset);
    long rows = (long) sums[0];
    if (rows == 0) {
      throw new InvalidInputException("there is nothing to compare with: the data has no rows");
    }
    double kept = Math.max(1, Math.min(getMaxSeries(), MOST_NUMBERS * rows / sums[1]));
    Dataset<Row> some = kept >= rows ? dataset : sample(dataset, (int) kept);
    SequenceInput frames = SequenceInput.vectorsOf(some.schema(), this);
    SequenceLabel label = SequenceLabel.of(some.schema(), this);
    List<String> series =
        some.toJavaRDD()
            .mapPartitions(
                part ->
                    BaselineRows.map(
                        part,
                        row -> SeriesLines.line(label.string(row), flat(frames.vectors(row)))))
            .collect();
    SeriesLines lines = SeriesLines.of(series, (int) sums[2], rows);
    if (!warped()) {
      return model.setContent(lines.lines(), NearestSeries.euclidean(lines.series()));
    }
    double window;
    if (isDefined(warpingWindow())) {
      window = getWarpingWindow();
    } else {
      window = WindowSearch.learn(lines.series());
      int learned = WindowSearch.affordable(lines.series());
      lines = learned < lines.series().size() ? lines.withLearned(learned) : lines;
    }
    model.set(model.warpingWindow(), (Object) window);
    return model.setContent(lines.lines(), NearestSeries.warped(lines.series(), window));
  }

  /** Rows, numbers, and channels. */
  private double[] size(Dataset<Row> dataset) {
    SequenceInput frames = SequenceInput.vectorsOf(dataset.schema(), this);
    SequenceLabel label = SequenceLabel.of(dataset.schema(), this);
    double[] sums = // rows, numbers, rows with steps, their channels, these squared
        BaselineRows.sum(
            dataset,
            5,
            (row, all) -> {
              label.string(row);
              double[][] steps = frames.vectors(row);
              all[0]++;
              if (steps.length > 0) {
                all[1] += (double) steps.length * steps[0].length;
                all[2]++;
                all[3] += steps[0].length;
                all[4] += (double) steps[0].length * steps[0].length;
              }
            });
    double channels = sums[2] == 0 ? 0 : sums[3] / sums[2];
    if (sums[4] != channels * sums[3]) {
      throw new InvalidInputException(
          "the steps of some rows have more numbers than those of others (%.1f on average); all steps must have the same number"
              .formatted(channels));
    }
    return new double[] {sums[0], sums[1], channels};
  }

  private Dataset<Row> sample(Dataset<Row> dataset, int kept) {
    List<String> names = new ArrayList<>(inputColumns());
    names.add(getLabelCol());
    Column[] columns =
        names.stream()
            .map(name -> NamedColumn.of(dataset.schema(), "column", name).column())
            .toArray(Column[]::new);
    return dataset.select(columns).orderBy(xxhash64(columns)).limit(kept);
  }

  /** All steps in one array, [T, C]. */
  static double[] flat(double[][] steps) {
    int channels = steps.length == 0 ? 0 : steps[0].length;
    double[] flat = new double[steps.length * channels];
    for (int t = 0; t < steps.length; t++) {
      System.arraycopy(steps[t], 0, flat, t * channels, channels);
    }
    return flat;
  }

  /** The reader that Spark uses; see {@link #load}. */
  public static MLReader<NearestSeriesClassifier> read() {
    return new DefaultParamsReader<>();
  }

  /** Loads a saved instance. */
  public static NearestSeriesClassifier load(String path) {
    return read().load(path);
  }

  /** Reads an estimator that was saved under its former name, when columns were its only Params. */
  static MLReader<NearestSeriesClassifier> readFormer(Class<?> former) {
    return new MLReader<>() {
      @Override
      public NearestSeriesClassifier load(String path) {
        var metadata = DefaultParamsReader.loadMetadata(path, sparkSession(), former.getName());
        NearestSeriesClassifier classifier = new NearestSeriesClassifier(metadata.uid());
        metadata.getAndSetParams(classifier, Option.empty());
        return classifier;
      }
    };
  }
}
