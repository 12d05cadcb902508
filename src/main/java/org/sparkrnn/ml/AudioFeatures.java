package org.sparkrnn.ml;

import java.util.List;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsWriter;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.audio.AudioSpec;
import org.sparkrnn.io.FrameRows;
import org.sparkrnn.ml.column.AudioColumn;
import org.sparkrnn.ml.column.NamedColumn;
import org.sparkrnn.ml.column.OutputColumn;
import org.sparkrnn.ml.param.AudioParams;
import org.sparkrnn.ml.param.generated.SetsAudio;
import org.sparkrnn.ml.param.generated.SetsAudioColumns;
import org.sparkrnn.ml.param.kind.DeclaredParams;
import org.sparkrnn.ml.param.kind.Valid;
import scala.Option;

/**
 * Turns WAV files into frames of numbers: log mel bands, or mel-frequency cepstra as HTK defines
 * them, with their differences, normalized per file. The input is a binary column with one file per
 * row, as Spark's binaryFile source reads them; the output is a feature column for the networks.
 *
 * <pre>{@code
 * Dataset<Row> sounds = spark.read().format("binaryFile").load("calls/*.wav");
 * Dataset<Row> frames = new AudioFeatures().setFeatures("mfcc").transform(sounds).drop("content");
 * }</pre>
 *
 * <p>Files must be PCM with 8, 16, 24 or 32 bits, plain or as WAVE_FORMAT_EXTENSIBLE, with any
 * sample rate; several channels are mixed. All other files are malformed. Messages name a malformed
 * file by the column {@code path}, if there is one, and with {@code mode} dropmalformed the file is
 * dropped. To count the dropped files, {@link #transform} then runs a job, unless the data is a
 * stream.
 */
public final class AudioFeatures extends Transformer
    implements AudioParams, SetsAudioColumns<AudioFeatures>, SetsAudio<AudioFeatures>, MLWritable {
  private static final long serialVersionUID = 1L;

  private DeclaredParams declared; // no initializer, see ParamOwner

  /** Creates an instance with a random uid. */
  public AudioFeatures() {
    this(null);
  }

  /** Creates an instance with a given uid; Spark uses this to copy and to load. */
  public AudioFeatures(String uid) {
    declaredParams().declareAll(this, uid);
  }

  @Override
  public String uid() { // here, since py4j does not find methods of interfaces
    return declaredParams().uid();
  }

  @Override
  public DeclaredParams declaredParams() {
    if (declared == null) {
      declared = new DeclaredParams(getClass());
    }
    return declared;
  }

  /**
   * The same features in plain Java, without Spark.
   *
   * @throws InvalidInputException if Params contradict each other
   */
  public AudioSpec spec() {
    return new AudioSpec(
        getSampleRate(),
        getPreEmphasis(),
        getFrameMillis(),
        getHopMillis(),
        getMelBands(),
        getLowFrequency(),
        getHighFrequency(),
        getFeatures().equals("mfcc") ? getCoefficients() : 0,
        getLifter(),
        getDeltas(),
        getDeltaWindow(),
        getNormalization());
  }

  /**
   * Adds the frames, array&lt;array&lt;float&gt;&gt;, and keeps every other column.
   *
   * @throws InvalidInputException if the input column is missing or not binary, the output column
   *     exists, or Params contradict each other; if a file is malformed, it is the cause of the
   *     exception that the Spark action throws
   */
  @Override
  public Dataset<Row> transform(Dataset<?> dataset) {
    return NamedColumn.inSession(dataset, () -> withFrames(dataset));
  }

  private Dataset<Row> withFrames(Dataset<?> dataset) {
    StructType output = transformSchema(dataset.schema());
    AudioColumn column = new AudioColumn(dataset.schema(), getInputCol(), spec());
    boolean drop = dropsMalformed();
    if (drop && !dataset.isStreaming()) {
      column.tell(dataset.toDF().toJavaRDD());
    }
    MapPartitionsFunction<Row, Row> add = part -> column.withFrames(part, drop);
    return OutputColumn.map(dataset.toDF(), add, output);
  }

  @Override
  public StructType transformSchema(StructType schema) {
    new AudioColumn(schema, getInputCol(), spec());
    return OutputColumn.addTo(
        schema, List.of(new OutputColumn("outputCol", getOutputCol(), FrameRows.TYPE)));
  }

  @Override
  public AudioFeatures copy(ParamMap extra) {
    return this.<AudioFeatures>defaultCopy(extra);
  }

  @Override
  public MLWriter write() {
    return new DefaultParamsWriter(this);
  }

  /** Loads a saved instance. */
  public static MLReader<AudioFeatures> read() {
    return new DefaultParamsReader<>();
  }

  /** Loads a saved instance. */
  public static AudioFeatures load(String path) {
    return read().load(path);
  }

  /** All Params, as one JSON object. */
  String json(SparkSession spark) {
    return DefaultParamsWriter.getMetadataToSave(this, spark);
  }

  /**
   * That of a {@link #json}.
   *
   * @param where the place where it was read, for the message
   */
  static AudioFeatures ofJson(String json, String where) {
    try {
      DefaultParamsReader.Metadata metadata =
          DefaultParamsReader.parseMetadata(json, AudioFeatures.class.getName());
      AudioFeatures audio = new AudioFeatures(metadata.uid());
      metadata.getAndSetParams(audio, Option.empty());
      Valid.requireAll(audio);
      return audio;
    } catch (Exception e) { // Scala throws undeclared exceptions
      throw new InvalidInputException("%s is damaged: %s".formatted(where, e.getMessage()), e);
    }
  }
}
