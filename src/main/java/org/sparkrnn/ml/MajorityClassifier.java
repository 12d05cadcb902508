package org.sparkrnn.ml;

import java.util.Map;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.sparkrnn.baseline.NaiveBayes;
import org.sparkrnn.ml.column.BaselineRows;
import org.sparkrnn.ml.column.SequenceLabel;

/**
 * Gives each row the class that is most frequent in training; among equally frequent classes, the
 * first in alphabetical order. {@code labelCol} is a string, a number or boolean; inputCol is not
 * read.
 */
public final class MajorityClassifier
    extends Baseline<MajorityClassifier, MajorityClassifierModel> {
  private static final long serialVersionUID = 1L;
  private static final String[] NONE = {};

  /** Creates an instance with a random uid. */
  public MajorityClassifier() {
    this(null);
  }

  /** Creates an instance with a given uid; Spark uses this to copy and to load. */
  public MajorityClassifier(String uid) {
    super(uid);
  }

  @Override
  MajorityClassifierModel create(String newUid) {
    return new MajorityClassifierModel(newUid);
  }

  @Override
  MajorityClassifierModel count(Dataset<Row> dataset, MajorityClassifierModel model) {
    SequenceLabel label = SequenceLabel.of(dataset.schema(), this);
    Map<String, Long> counts =
        BaselineRows.count(
            dataset, (row, keys) -> NaiveBayes.count(NONE, label.string(row), 1, 0, keys));
    return model.setContent(BaselineRows.lines(counts), new NaiveBayes(counts, 1, 0, 1));
  }

  /** The reader that Spark uses; see {@link #load}. */
  public static MLReader<MajorityClassifier> read() {
    return new DefaultParamsReader<>();
  }

  /** Loads a saved instance. */
  public static MajorityClassifier load(String path) {
    return read().load(path);
  }
}
