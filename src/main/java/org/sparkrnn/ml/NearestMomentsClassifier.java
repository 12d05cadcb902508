package org.sparkrnn.ml;

import java.util.List;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.sparkrnn.baseline.Fields;
import org.sparkrnn.baseline.NearestMoments;
import org.sparkrnn.ml.column.BaselineRows;
import org.sparkrnn.ml.column.SequenceInput;
import org.sparkrnn.ml.column.SequenceLabel;
import org.sparkrnn.ml.param.NearestMomentsParams;

/**
 * Gives a sequence of feature vectors the class of the nearest one in training, by the means and
 * standard deviations of its channels: see {@link NearestMoments}. The model holds these 2C numbers
 * for every training row, so it is for data sets of thousands of rows, not of millions.
 *
 * <p>The columns are those of a {@link SequenceClassifier} of numbers, but no sets.
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
    SequenceInput frames = numbers(dataset.schema());
    SequenceLabel label = label(dataset.schema());
    List<String> lines =
        dataset
            .toJavaRDD()
            .mapPartitions(
                part -> BaselineRows.map(part, row -> line(label.string(row), frames.vectors(row))))
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
