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
 * Learns to give each step of a sequence a label, such as parts of speech, named entities or
 * states.
 *
 * <p>{@code inputCol} contains tokens (array&lt;string&gt;, array&lt;int&gt;, or a string that is
 * split as {@code stringTokens} says), a series (array&lt;double&gt;, array&lt;float&gt;) or
 * feature vectors (array&lt;vector&gt;, array&lt;array&lt;float&gt;&gt;,
 * array&lt;array&lt;double&gt;&gt;; with the same number of features at each step); {@code
 * inputCols} joins several columns of numbers. {@code labelCol} is array&lt;string&gt; or
 * array&lt;int&gt; of the same length; {@code labelCols} names several such columns that are
 * learned together; some of them may have labels of whole sequences (string, a number or boolean).
 * Sequences may have any length; empty sequences are ignored.
 */
public final class SequenceTagger extends RnnEstimator<SequenceTagger, SequenceTaggerModel>
    implements TaggerParams, SetsSequenceTagger<SequenceTagger> {
  private static final long serialVersionUID = 1L;

  /** Creates an instance with a random uid. */
  public SequenceTagger() {
    this(null);
  }

  /** Creates an instance with a given uid; Spark uses this to copy and to load. */
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

  /** The reader that Spark uses; see {@link #load}. */
  public static MLReader<SequenceTagger> read() {
    return new RnnEstimatorReader<>(SequenceTagger.class, SequenceTagger::new);
  }

  /** Loads a saved instance. */
  public static SequenceTagger load(String path) {
    return read().load(path);
  }
}
