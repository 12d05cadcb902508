package org.sparkrnn.ml;

import java.util.List;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.sparkrnn.baseline.NaiveBayes;
import org.sparkrnn.ml.column.BaselineRows;
import org.sparkrnn.ml.column.SequenceLabel;

/** A fitted {@link MajorityClassifier}: adds one class per row. */
public final class MajorityClassifierModel
    extends BaselineModel<MajorityClassifierModel, NaiveBayes> {
  private static final long serialVersionUID = 1L;

  /** Creates an empty model; Spark uses this to load one. */
  public MajorityClassifierModel() {
    this(null);
  }

  MajorityClassifierModel(String uid) {
    super(uid);
  }

  @Override
  MajorityClassifierModel create(String newUid) {
    return new MajorityClassifierModel(newUid);
  }

  /** The class that is given to each row. */
  public String majority() {
    return state().classify(new String[0]);
  }

  @Override
  public String name() {
    return "majority";
  }

  @Override
  NaiveBayes parse(List<String> saved) {
    return new NaiveBayes(BaselineRows.counts(saved), 1, 0, 1);
  }

  @Override
  DataType checkColumns(StructType schema, boolean labelled) {
    if (labelled) {
      SequenceLabel.of(schema, this);
    }
    return DataTypes.StringType;
  }

  @Override
  RowPredictor<NaiveBayes> predictor(StructType schema) {
    String[] none = {};
    return (classes, row) -> classes.classify(none);
  }

  /** accuracy, macroF1, macroRecall. */
  @Override
  BaselineMetrics measure(Dataset<Row> dataset, Broadcast<NaiveBayes> broadcast) {
    String majority = majority();
    return ClassCounts.measure(
        name(), dataset, SequenceLabel.of(dataset.schema(), this), row -> majority);
  }

  /** The reader that Spark uses; see {@link #load}. */
  public static MLReader<MajorityClassifierModel> read() {
    return new BaselineReader<>(MajorityClassifierModel.class, MajorityClassifierModel::new);
  }

  /**
   * Loads a saved model.
   *
   * @throws org.sparkrnn.data.InvalidInputException if the path does not contain a complete, intact
   *     model of this kind
   */
  public static MajorityClassifierModel load(String path) {
    return read().load(path);
  }
}
