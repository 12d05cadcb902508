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
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.ml.column.BaselineRows;
import org.sparkrnn.ml.column.SequenceInput;
import org.sparkrnn.ml.column.SequenceLabel;
import org.sparkrnn.ml.param.NaiveBayesParams;

/** A fitted {@link NaiveBayesClassifier}: adds one class per row. */
public final class NaiveBayesClassifierModel
    extends BaselineModel<NaiveBayesClassifierModel, NaiveBayes> implements NaiveBayesParams {
  private static final long serialVersionUID = 1L;

  /** Creates an empty model; Spark uses this to load one. */
  public NaiveBayesClassifierModel() {
    this(null);
  }

  NaiveBayesClassifierModel(String uid) {
    super(uid);
  }

  @Override
  NaiveBayesClassifierModel create(String newUid) {
    return new NaiveBayesClassifierModel(newUid);
  }

  /** The same model for use in plain Java, without Spark. */
  public NaiveBayes naiveBayes() {
    return state();
  }

  @Override
  public String name() {
    return "naiveBayes";
  }

  @Override
  NaiveBayes parse(List<String> saved) {
    return new NaiveBayes(BaselineRows.counts(saved), getMinOrder(), getMaxOrder(), getSmoothing());
  }

  @Override
  DataType checkColumns(StructType schema, boolean labelled) {
    SequenceInput.textOf(schema, this);
    if (labelled) {
      SequenceLabel.of(schema, this);
    }
    if (getMinOrder() > getMaxOrder()) {
      throw new InvalidInputException(
          "minOrder is %d and maxOrder %d; expected minOrder to be at most maxOrder"
              .formatted(getMinOrder(), getMaxOrder()));
    }
    return DataTypes.StringType;
  }

  @Override
  RowPredictor<NaiveBayes> predictor(StructType schema) {
    SequenceInput text = SequenceInput.textOf(schema, this);
    return (classes, row) -> classes.classify(text.normalized(row));
  }

  /** accuracy, macroF1, macroRecall. */
  @Override
  BaselineMetrics measure(Dataset<Row> dataset, Broadcast<NaiveBayes> broadcast) {
    SequenceInput text = SequenceInput.textOf(dataset.schema(), this);
    return ClassCounts.measure(
        name(),
        dataset,
        SequenceLabel.of(dataset.schema(), this),
        row -> broadcast.value().classify(text.normalized(row)));
  }

  /** The reader that Spark uses; see {@link #load}. */
  public static MLReader<NaiveBayesClassifierModel> read() {
    return new BaselineReader<>(NaiveBayesClassifierModel.class, NaiveBayesClassifierModel::new);
  }

  /**
   * Loads a saved model.
   *
   * @throws org.sparkrnn.data.InvalidInputException if the path does not contain a complete, intact
   *     model of this kind
   */
  public static NaiveBayesClassifierModel load(String path) {
    return read().load(path);
  }
}
