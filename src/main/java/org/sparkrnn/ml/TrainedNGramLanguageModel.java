package org.sparkrnn.ml;

import java.util.List;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.sparkrnn.baseline.Boundaries;
import org.sparkrnn.baseline.NGram;
import org.sparkrnn.ml.column.BaselineRows;
import org.sparkrnn.ml.column.NGramRows;
import org.sparkrnn.ml.column.SequenceInput;
import org.sparkrnn.ml.param.NGramParams;

/**
 * A fitted {@link NGramLanguageModel}: adds the log-probability of each token in nats; each row is
 * scored separately.
 */
public final class TrainedNGramLanguageModel extends BaselineModel<TrainedNGramLanguageModel, NGram>
    implements NGramParams {
  private static final long serialVersionUID = 1L;

  /** Creates an empty model; Spark uses this to load one. */
  public TrainedNGramLanguageModel() {
    this(null);
  }

  TrainedNGramLanguageModel(String uid) {
    super(uid);
  }

  @Override
  TrainedNGramLanguageModel create(String newUid) {
    return new TrainedNGramLanguageModel(newUid);
  }

  /** The same model for use in plain Java, without Spark. */
  public NGram ngram() {
    return state();
  }

  @Override
  public String name() {
    return "ngram";
  }

  @Override
  NGram parse(List<String> saved) {
    return NGram.of(BaselineRows.counts(saved), Boundaries.of(getBoundaries()), getOrder());
  }

  @Override
  DataType checkColumns(StructType schema, boolean labelled) {
    SequenceInput.textOf(schema, this);
    return DataTypes.createArrayType(DataTypes.DoubleType);
  }

  @Override
  RowPredictor<NGram> predictor(StructType schema) {
    SequenceInput text = SequenceInput.textOf(schema, this);
    return (ngram, row) -> array(ngram.logProbabilities(text.normalized(row)));
  }

  /** nats per token, perplexity, bitsPerToken; row ends that are predicted count as tokens. */
  @Override
  BaselineMetrics measure(Dataset<Row> dataset, Broadcast<NGram> broadcast) {
    NGramRows.Loss loss =
        NGramRows.loss(dataset, SequenceInput.textOf(dataset.schema(), this), state(), broadcast);
    double nats = loss.nats / loss.tokens;
    return new BaselineMetrics(name(), loss.rows, loss.tokens)
        .setting("order", getOrder())
        .with("nats", nats)
        .with("perplexity", Math.exp(nats))
        .with("bitsPerToken", nats / Math.log(2));
  }

  /** The reader that Spark uses; see {@link #load}. */
  public static MLReader<TrainedNGramLanguageModel> read() {
    return new BaselineReader<>(TrainedNGramLanguageModel.class, TrainedNGramLanguageModel::new);
  }

  /**
   * Loads a saved model.
   *
   * @throws org.sparkrnn.data.InvalidInputException if the path does not contain a complete, intact
   *     model of this kind
   */
  public static TrainedNGramLanguageModel load(String path) {
    return read().load(path);
  }
}
