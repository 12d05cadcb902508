package org.sparkrnn.ml;

import java.util.List;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.sparkrnn.data.SequenceEncoder;
import org.sparkrnn.ml.column.OutputColumn;
import org.sparkrnn.ml.column.SequenceRows;
import org.sparkrnn.ml.column.TextData;
import org.sparkrnn.ml.column.TrainingData;
import org.sparkrnn.ml.column.ValidationSplit;
import org.sparkrnn.ml.network.DescribedTraining;
import org.sparkrnn.ml.network.Outputs;
import org.sparkrnn.ml.param.LanguageModelParams;
import org.sparkrnn.ml.param.generated.SetsLanguageModel;
import org.sparkrnn.ml.settings.DataFacts;
import org.sparkrnn.ml.settings.Settings;
import org.sparkrnn.ml.settings.SettingsRules;
import org.sparkrnn.nn.NetworkBuilder;
import org.sparkrnn.nn.NetworkSpec;
import org.sparkrnn.train.TrainingOptions;

/**
 * Learns the probability of each token given all tokens before it, and thereby the probability of
 * texts.
 *
 * <p>{@code inputCol} is a string, read by character or by word ({@code level}),
 * array&lt;string&gt; or array&lt;int&gt;. With {@code boundaries=lines} each row is a separate
 * sequence between boundary tokens. With {@code boundaries=stream} the rows, in the order of the
 * dataset, are one text with a boundary after each row. The text is cut into {@code batchSize}
 * streams of equal length; each training step takes the next {@code tbpttLength} tokens of each
 * stream and starts from the state in which the step before it ended. Tokens that occur less often
 * than {@code minCount} are learned as {@code <unk>}.
 */
public final class LanguageModel extends RnnEstimator<LanguageModel, TrainedLanguageModel>
    implements LanguageModelParams, SetsLanguageModel<LanguageModel> {
  private static final long serialVersionUID = 1L;

  /** Creates an instance with a random uid. */
  public LanguageModel() {
    this(null);
  }

  /** Creates an instance with a given uid; Spark uses this to copy and to load. */
  public LanguageModel(String uid) {
    super(uid);
  }

  @Override
  public StructType transformSchema(StructType schema) {
    requireLanguageModel();
    return super.transformSchema(schema);
  }

  @Override
  SequenceRows rows(StructType schema) {
    return TextData.rows(schema, this);
  }

  @Override
  public Dataset<Row> withHeldOut(Dataset<?> dataset, String column) {
    return inOrder()
        ? ValidationSplit.last(dataset, this, column)
        : super.withHeldOut(dataset, column);
  }

  @Override
  boolean follow(StructType schema) {
    return inOrder();
  }

  @Override
  TrainingData prepare(Dataset<?> dataset) {
    return TextData.prepare(dataset, this);
  }

  @Override
  Settings rules(DataFacts facts) {
    return SettingsRules.language(facts);
  }

  @Override
  TrainingOptions trainingOptions() {
    return DescribedTraining.ofTexts(this);
  }

  @Override
  NetworkBuilder withOutput(NetworkBuilder network) {
    return Outputs.nextToken(network);
  }

  @Override
  TrainedLanguageModel newModel(
      String uid, NetworkSpec spec, float[] weights, SequenceEncoder encoder) {
    return new TrainedLanguageModel(uid, spec, weights, encoder);
  }

  @Override
  List<OutputColumn> outputColumns(StructType schema) {
    return TrainedLanguageModel.outputColumns(this);
  }

  /** The reader that Spark uses; see {@link #load}. */
  public static MLReader<LanguageModel> read() {
    return new RnnEstimatorReader<>(LanguageModel.class, LanguageModel::new);
  }

  /** Loads a saved instance. */
  public static LanguageModel load(String path) {
    return read().load(path);
  }
}
