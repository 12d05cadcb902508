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
 * Learns the probability of every token given all before it, and so of texts.
 *
 * <p>{@code inputCol} is a string, read by character or by word ({@code level}),
 * array&lt;string&gt; or array&lt;int&gt;. With {@code boundaries=lines} every row is a sequence of
 * its own, between boundary tokens. With {@code boundaries=stream} the rows, in the order of the
 * dataset, are one text with a boundary after each; it is cut into {@code batchSize} streams of
 * equal length, of which every step takes the next {@code tbpttLength} tokens, starting from the
 * state in which the step before it ended. Tokens seen less often than {@code minCount} are learned
 * as {@code <unk>}.
 */
public final class LanguageModel extends RnnEstimator<LanguageModel, TrainedLanguageModel>
    implements LanguageModelParams, SetsLanguageModel<LanguageModel> {
  private static final long serialVersionUID = 1L;

  /** With a uid of its own. */
  public LanguageModel() {
    this(null);
  }

  /** With a given uid, as Spark makes a copy or reads a saved one. */
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

  /** What Spark reads a saved one with; see {@link #load}. */
  public static MLReader<LanguageModel> read() {
    return new RnnEstimatorReader<>(LanguageModel.class, LanguageModel::new);
  }

  /** Reads a saved one. */
  public static LanguageModel load(String path) {
    return read().load(path);
  }
}
