package org.sparkrnn.ml;

import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.sparkrnn.data.SequenceEncoder;
import org.sparkrnn.ml.column.MalformedRows;
import org.sparkrnn.ml.column.OutputColumn;
import org.sparkrnn.ml.column.SequenceInput;
import org.sparkrnn.ml.column.SequenceRows;
import org.sparkrnn.ml.column.TranscriptLabels;
import org.sparkrnn.ml.column.TranscriptNGrams;
import org.sparkrnn.ml.column.TranscriptRoom;
import org.sparkrnn.ml.column.TranscriptSteps;
import org.sparkrnn.ml.network.Outputs;
import org.sparkrnn.ml.param.TranscriberParams;
import org.sparkrnn.ml.param.generated.SetsSequenceTranscriber;
import org.sparkrnn.ml.settings.DataFacts;
import org.sparkrnn.ml.settings.Settings;
import org.sparkrnn.ml.settings.SettingsRules;
import org.sparkrnn.nn.LayerSpec;
import org.sparkrnn.nn.NetworkBuilder;
import org.sparkrnn.nn.NetworkSpec;
import org.sparkrnn.nn.sequence.ConvolutionSpec;
import org.sparkrnn.predict.TranscriptNGram;
import org.sparkrnn.train.JobScope;

/**
 * Learns to transcribe a sequence into a list of labels of another length, without knowing which
 * steps a label belongs to: sounds to text, handwriting to characters, spelling to sounds. The
 * labels are in the order of the steps that they belong to (connectionist temporal classification,
 * CTC).
 *
 * <p>{@code inputCol} is read as a {@link SequenceTagger} reads it. {@code labelCol} is
 * array&lt;string&gt;, array&lt;int&gt;, or a string, whose labels are its characters or words, as
 * {@code labelUnit} says; it may be empty. A transcript needs at least one step per label and one
 * more step between two equal labels. Strides of {@code convLayers} reduce the number of steps,
 * {@code upsample} increases it. A row with too few steps is malformed.
 */
public final class SequenceTranscriber
    extends RnnEstimator<SequenceTranscriber, SequenceTranscriberModel>
    implements TranscriberParams, SetsSequenceTranscriber<SequenceTranscriber> {
  private static final long serialVersionUID = 1L;

  private transient TranscriptRoom room; // of the data that settings follow from

  /** Creates an instance with a random uid. */
  public SequenceTranscriber() {
    this(null);
  }

  /** Creates an instance with a given uid; Spark uses this to copy and to load. */
  public SequenceTranscriber(String uid) {
    super(uid);
  }

  @Override
  SequenceRows rows(StructType schema) {
    return rows(schema, steps());
  }

  private TranscriptSteps steps() {
    int[] strides =
        ConvolutionSpec.parse(getConvLayers()).stream().mapToInt(LayerSpec::stride).toArray();
    return new TranscriptSteps(getUpsample(), strides);
  }

  /** How many steps there will be is not known while settings are being chosen. */
  @Override
  SequenceRows rowsOfFacts(StructType schema) {
    return rows(schema, TranscriptSteps.ANY);
  }

  private SequenceRows rows(StructType schema, TranscriptSteps steps) {
    TranscriptLabels labels =
        new TranscriptLabels(schema, "labelCol", getLabelCol(), statedUnit(), steps);
    requireConsistent(labels.unit().paramValue());
    return new SequenceRows(SequenceInput.of(schema, this), labels);
  }

  @Override
  DataFacts facts(Dataset<?> dataset) {
    Dataset<Row> training = trainingRows(dataset);
    JobScope.describe(dataset.sparkSession().sparkContext(), "compare lengths");
    room =
        TranscriptRoom.of(
            training,
            SequenceInput.of(training.schema(), this),
            labels(training.schema()),
            steps());
    return super.facts(dataset);
  }

  @Override
  Settings rules(DataFacts facts) {
    return SettingsRules.transcription(facts, room == null ? TranscriptRoom.UNKNOWN : room);
  }

  /** The unit of the labels follows from their column; n-grams are counted after training. */
  @Override
  Fitting<SequenceTranscriber, SequenceTranscriberModel> fitting(Dataset<?> dataset) {
    transformSchema(dataset.schema());
    String unit = labels(dataset.schema()).unit().paramValue();
    Counted counted = new Counted(dataset);
    return new Fitting<>(
        copy(ParamMap.empty()).setLabelUnit(unit),
        dataset,
        (fitted, model) -> model.setNGram(counted.ngram()));
  }

  /**
   * The language model of a fitting, counted once, however many trials of a search it serves. This
   * estimator knows which rows are held out, which that of a trial does not know where there are
   * folds.
   */
  private final class Counted {
    private final Dataset<?> dataset;
    private TranscriptNGram ngram;
    private boolean done;

    private Counted(Dataset<?> dataset) {
      this.dataset = dataset;
    }

    private synchronized TranscriptNGram ngram() {
      if (!done) {
        ngram = SequenceTranscriber.this.ngram(dataset);
        done = true;
      }
      return ngram;
    }
  }

  /** The n-gram model of the training rows without the held-out ones; null if none is requested. */
  private TranscriptNGram ngram(Dataset<?> dataset) {
    if (getNgramOrder() == 0) {
      return null;
    }
    JobScope.describe(dataset.sparkSession().sparkContext(), "count n-grams of transcripts");
    Dataset<Row> training =
        splits() ? marking().trainingRows(withHeldOut(dataset, HELD_OUT)) : trainingRows(dataset);
    if (dropsMalformed()) {
      JavaRDD<Row> all = training.toJavaRDD();
      training = MalformedRows.toTrainOn(all, rows(training.schema())).without(training);
    }
    return TranscriptNGrams.of(training, labels(training.schema()), getNgramOrder(), ngramWords());
  }

  private TranscriptLabels labels(StructType schema) {
    return new TranscriptLabels(
        schema, "labelCol", getLabelCol(), statedUnit(), TranscriptSteps.ANY);
  }

  @Override
  boolean eachStep() {
    return false;
  }

  @Override
  NetworkBuilder withOutput(NetworkBuilder network) {
    return Outputs.transcripts(this, network);
  }

  @Override
  SequenceTranscriberModel newModel(
      String uid, NetworkSpec spec, float[] weights, SequenceEncoder encoder) {
    return new SequenceTranscriberModel(uid, spec, weights, encoder);
  }

  @Override
  List<OutputColumn> outputColumns(StructType schema) {
    return SequenceTranscriberModel.outputColumns(this, labels(schema).unit());
  }

  /** The number of steps is not checked before settings are chosen. */
  @Override
  public StructType transformSchema(StructType schema) {
    rowsOfFacts(schema);
    return super.transformSchema(schema);
  }

  /** The reader that Spark uses; see {@link #load}. */
  public static MLReader<SequenceTranscriber> read() {
    return new RnnEstimatorReader<>(SequenceTranscriber.class, SequenceTranscriber::new);
  }

  /** Loads a saved instance. */
  public static SequenceTranscriber load(String path) {
    return read().load(path);
  }
}
