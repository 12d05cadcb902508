package org.sparkrnn.ml;

import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsWriter;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.types.StructType;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.nn.HeadType;
import org.sparkrnn.nn.Network;
import org.sparkrnn.train.Trainer;
import org.sparkrnn.train.TrainingOptions;

/**
 * Learns to give every step of a sequence a label: parts of speech, named entities, states.
 *
 * <p>{@code inputCol} is array&lt;string&gt; (tokens), or array&lt;vector&gt;,
 * array&lt;array&lt;float&gt;&gt; or array&lt;array&lt;double&gt;&gt; (feature vectors, as many
 * numbers at every step); {@code labelCol} is array&lt;string&gt; of the same length. Sequences may
 * have any length; empty ones count for nothing.
 */
public final class SequenceTagger extends RnnEstimator<SequenceTagger, SequenceTaggerModel>
    implements MLWritable {
  private static final long serialVersionUID = 1L;

  private String uid; // no initializer, see RnnEstimator

  public SequenceTagger() {
    setDefaults();
  }

  public SequenceTagger(String uid) {
    this.uid = uid;
    setDefaults();
  }

  @Override
  public String uid() {
    if (uid == null) {
      uid = Identifiable$.MODULE$.randomUID("sequenceTagger");
    }
    return uid;
  }

  /**
   * Trains on the cluster; returns when the weights are there.
   *
   * @throws InvalidInputException if Params contradict each other, a column is missing or of the
   *     wrong type, a row is malformed, there is nothing to train on, or training diverges
   */
  @Override
  public SequenceTaggerModel fit(Dataset<?> dataset) {
    long start = System.nanoTime();
    transformSchema(dataset.schema());
    TrainingOptions options = trainingOptions(); // contradictions show before the data is read
    try (TrainingData data = TrainingData.prepare(dataset, this)) {
      Network network =
          new Network(
              networkSpec(data.encoder(), HeadType.SOFTMAX, data.encoder().labels().size()));
      Trainer.Result result =
          new Trainer(network, options, data.training(), data.validation(), listener()).fit();
      RnnTrainingSummary summary =
          new RnnTrainingSummary(
              result.epochs(),
              result.bestEpoch(),
              data.training().sequences(),
              network.layout().size(),
              (System.nanoTime() - start) / 1e9);
      SequenceTaggerModel model =
          new SequenceTaggerModel(uid(), network.spec(), result.weights(), data.encoder());
      copyValues(model, ParamMap.empty());
      model.set(model.numShards(), (Object) data.training().numShards());
      return model.setSummary(summary).setParent(this);
    } catch (Exception e) { // Spark's are checked, though undeclared
      throw InvalidInputException.orElse(e);
    }
  }

  @Override
  public StructType transformSchema(StructType schema) {
    SequenceRows.labelled(schema, getInputCol(), getLabelCol());
    requireIndicator(schema);
    return SequenceTaggerModel.outputSchema(schema, getPredictionCol());
  }

  @Override
  public SequenceTagger copy(ParamMap extra) {
    return this.<SequenceTagger>defaultCopy(extra).setListener(listener());
  }

  @Override
  public MLWriter write() {
    return new DefaultParamsWriter(this);
  }

  public static MLReader<SequenceTagger> read() {
    return new DefaultParamsReader<>();
  }

  public static SequenceTagger load(String path) {
    return read().load(path);
  }
}
