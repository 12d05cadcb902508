package org.sparkrnn.ml;

import java.util.List;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.sparkrnn.baseline.Fields;
import org.sparkrnn.baseline.NearestMoments;
import org.sparkrnn.ml.column.BaselineColumn;
import org.sparkrnn.ml.column.BaselineRows;
import org.sparkrnn.ml.param.NearestMomentsParams;

/**
 * Gives a sequence of feature vectors the class of the nearest one in training, by the means and
 * standard deviations of its channels: see {@link NearestMoments}. The model holds these 2C numbers
 * for every training row, so it is for data sets of thousands of rows, not of millions.
 *
 * <p>{@code inputCol} is array&lt;vector&gt;, array&lt;array&lt;double&gt;&gt; or, with one
 * channel, array&lt;double&gt;; {@code labelCol} a string or a number.
 */
public final class NearestMomentsClassifier
    extends Baseline<NearestMomentsClassifier, NearestMomentsClassifierModel>
    implements NearestMomentsParams {
  private static final long serialVersionUID = 1L;

  /** With a uid of its own. */
  public NearestMomentsClassifier() {
    this(null);
  }

  /** With a given uid, as Spark makes a copy or reads a saved one. */
  public NearestMomentsClassifier(String uid) {
    super(uid);
  }

  @Override
  NearestMomentsClassifierModel count(Dataset<Row> dataset) {
    BaselineColumn frames = frames(dataset.schema());
    BaselineColumn label = BaselineColumn.label(dataset.schema(), getLabelCol());
    List<String> lines =
        dataset
            .toJavaRDD()
            .mapPartitions(
                part -> BaselineRows.map(part, row -> line(label.string(row), frames.steps(row))))
            .collect();
    return new NearestMomentsClassifierModel(uid())
        .setContent(lines, NearestMomentsClassifierModel.of(lines));
  }

  /** A row's label and features; the label alone where there are no steps to take them from. */
  private static String line(String label, double[][] steps) {
    StringBuilder line = new StringBuilder(Fields.escape(label));
    int channels = steps.length == 0 ? 0 : steps[0].length;
    for (double feature : NearestMoments.features(steps, channels)) {
      line.append('\t').append(feature);
    }
    return line.toString();
  }

  /** What Spark reads a saved one with; see {@link #load}. */
  public static MLReader<NearestMomentsClassifier> read() {
    return new DefaultParamsReader<>();
  }

  /** Reads a saved one. */
  public static NearestMomentsClassifier load(String path) {
    return read().load(path);
  }
}
