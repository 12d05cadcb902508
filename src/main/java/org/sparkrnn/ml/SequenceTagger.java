package org.sparkrnn.ml;

import java.util.List;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.types.StructType;
import org.sparkrnn.data.SequenceEncoder;
import org.sparkrnn.ml.column.OutputColumn;
import org.sparkrnn.ml.column.SequenceInput;
import org.sparkrnn.ml.column.SequenceRows;
import org.sparkrnn.ml.column.TaggerTargets;
import org.sparkrnn.ml.column.TargetColumn;
import org.sparkrnn.ml.network.Outputs;
import org.sparkrnn.ml.param.TaggerParams;
import org.sparkrnn.ml.param.generated.SetsSequenceTagger;
import org.sparkrnn.ml.settings.DataFacts;
import org.sparkrnn.ml.settings.Settings;
import org.sparkrnn.ml.settings.SettingsRules;
import org.sparkrnn.nn.NetworkBuilder;
import org.sparkrnn.nn.NetworkSpec;

/**
 * Learns to give every step of a sequence a label: parts of speech, named entities, states.
 *
 * <p>{@code inputCol} holds tokens (array&lt;string&gt;, array&lt;int&gt;, or a string read as
 * {@code stringTokens} says), a series (array&lt;double&gt;, array&lt;float&gt;) or feature vectors
 * (array&lt;vector&gt;, array&lt;array&lt;float&gt;&gt;, array&lt;array&lt;double&gt;&gt;; as many
 * numbers at every step); {@code inputCols} joins several columns of numbers. {@code labelCol} is
 * array&lt;string&gt; or array&lt;int&gt; of the same length; {@code labelCols} names several such
 * columns that are learned together, labels of whole sequences (string, a number or boolean) among
 * them. Sequences may have any length; empty ones count for nothing.
 */
public final class SequenceTagger extends RnnEstimator<SequenceTagger, SequenceTaggerModel>
    implements TaggerParams, SetsSequenceTagger<SequenceTagger> {
  private static final long serialVersionUID = 1L;

  /** With a uid of its own. */
  public SequenceTagger() {
    this(null);
  }

  /** With a given uid, as Spark makes a copy or reads a saved one. */
  public SequenceTagger(String uid) {
    super(uid);
  }

  @Override
  SequenceRows rows(StructType schema) {
    return SequenceRows.of(SequenceInput.of(schema, this), TaggerTargets.of(schema, this));
  }

  @Override
  Settings rules(DataFacts facts) {
    return SettingsRules.tagging(facts);
  }

  @Override
  NetworkBuilder withOutput(NetworkBuilder network) {
    return Outputs.tags(this, network);
  }

  @Override
  SequenceTaggerModel newModel(
      String uid, NetworkSpec spec, float[] weights, SequenceEncoder encoder) {
    return new SequenceTaggerModel(uid, spec, weights, encoder);
  }

  @Override
  List<OutputColumn> outputColumns(StructType schema) {
    return SequenceTaggerModel.outputColumns(
        this, TaggerTargets.of(schema, this).stream().map(TargetColumn::per).toList());
  }

  /** What Spark reads a saved one with; see {@link #load}. */
  public static MLReader<SequenceTagger> read() {
    return new RnnEstimatorReader<>(SequenceTagger.class, SequenceTagger::new);
  }

  /** Reads a saved one. */
  public static SequenceTagger load(String path) {
    return read().load(path);
  }
}
