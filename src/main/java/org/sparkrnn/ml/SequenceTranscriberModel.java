package org.sparkrnn.ml;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.SequenceEncoder;
import org.sparkrnn.ml.column.OutputColumn;
import org.sparkrnn.ml.column.PredictedRows;
import org.sparkrnn.ml.column.TargetColumn;
import org.sparkrnn.ml.column.TranscriptLabels;
import org.sparkrnn.ml.column.TranscriptOutputs;
import org.sparkrnn.ml.column.TranscriptSteps;
import org.sparkrnn.ml.evaluation.TranscriptCounts;
import org.sparkrnn.ml.evaluation.TranscriptEvaluation;
import org.sparkrnn.ml.network.Outputs;
import org.sparkrnn.ml.param.TranscriberParams;
import org.sparkrnn.ml.param.kind.LabelUnit;
import org.sparkrnn.ml.save.RnnModelReader;
import org.sparkrnn.nn.NetworkBuilder;
import org.sparkrnn.nn.NetworkSpec;
import org.sparkrnn.predict.Transcriber;
import org.sparkrnn.predict.TranscriptNGram;

/**
 * A trained {@link SequenceTranscriber}: adds a column of transcripts, with the type of the labels
 * in training (array&lt;string&gt; for arrays).
 */
public final class SequenceTranscriberModel extends RnnModel<SequenceTranscriberModel, Transcriber>
    implements TranscriberParams {
  private static final long serialVersionUID = 1L;

  private TranscriptNGram ngram; // or null

  /** Creates an empty model; Spark uses this to load one. */
  public SequenceTranscriberModel() {
    this(null, null, null, null);
  }

  SequenceTranscriberModel(String uid, NetworkSpec spec, float[] weights, SequenceEncoder encoder) {
    super(uid, spec, weights, encoder);
  }

  @Override
  SequenceTranscriberModel newModel(
      String uid, NetworkSpec spec, float[] weights, SequenceEncoder encoder) {
    return new SequenceTranscriberModel(uid, spec, weights, encoder);
  }

  SequenceTranscriberModel setNGram(TranscriptNGram value) {
    ngram = value;
    return this;
  }

  @Override
  public SequenceTranscriberModel copy(ParamMap extra) {
    return super.copy(extra).setNGram(ngram);
  }

  @Override
  NetworkBuilder withOutput(NetworkBuilder network) {
    return Outputs.transcripts(this, network);
  }

  /** The same model for use in plain Java, without Spark. */
  public Transcriber transcriber() {
    return predictor();
  }

  @Override
  Transcriber predictor(NetworkSpec spec, float[] weights, SequenceEncoder encoder) {
    requireLanguageModel();
    return new Transcriber(spec, weights, encoder, decoding(), ngram);
  }

  @Override
  List<?> predictorSettings() {
    return List.of(getBeamWidth(), getNgramWeight(), getLengthBonus());
  }

  @Override
  Map<String, List<String>> furtherFiles() {
    return ngram == null ? Map.of() : Map.of(TranscriptNGram.FILE, ngram.lines());
  }

  @Override
  void readFurtherFiles(RnnModelReader reader) {
    ngram =
        getNgramOrder() == 0 ? null : reader.parse(TranscriptNGram.FILE, TranscriptNGram::parse);
  }

  /** The unit of the labels in training; models of old versions do not state it. */
  private LabelUnit trainedUnit() {
    return statedUnit() == null ? LabelUnit.LIST : LabelUnit.of(statedUnit());
  }

  @Override
  List<OutputColumn> outputColumns() {
    return outputColumns(this, trainedUnit());
  }

  /** predictionCol, then the others unless they are empty. */
  static List<OutputColumn> outputColumns(TranscriberParams params, LabelUnit unit) {
    List<OutputColumn> columns = new ArrayList<>();
    columns.add(
        new OutputColumn(
            "predictionCol", params.getPredictionCol(), TranscriptOutputs.transcript(unit)));
    if (!params.getProbabilityCol().isEmpty()) {
      columns.add(
          new OutputColumn("probabilityCol", params.getProbabilityCol(), DataTypes.DoubleType));
    }
    if (!params.getStepsCol().isEmpty()) {
      columns.add(new OutputColumn("stepsCol", params.getStepsCol(), TranscriptOutputs.STEPS));
    }
    if (!params.getNBestCol().isEmpty()) {
      columns.add(new OutputColumn("nBestCol", params.getNBestCol(), TranscriptOutputs.best(unit)));
    }
    return columns;
  }

  @Override
  PredictedRows.Outputs<Transcriber> outputs() {
    return new TranscriptOutputs(
        trainedUnit(),
        !getProbabilityCol().isEmpty(),
        !getStepsCol().isEmpty(),
        getNBestCol().isEmpty() ? 0 : getNBest());
  }

  /** Sets {@link #beamWidth}. */
  public SequenceTranscriberModel setBeamWidth(int value) {
    set(beamWidth(), (Object) value);
    return this;
  }

  /** Sets {@link #ngramWeight}. */
  public SequenceTranscriberModel setNgramWeight(double value) {
    set(ngramWeight(), (Object) value);
    return this;
  }

  /** Sets {@link #lengthBonus}. */
  public SequenceTranscriberModel setLengthBonus(double value) {
    set(lengthBonus(), (Object) value);
    return this;
  }

  /** Sets {@link #probabilityCol}. */
  public SequenceTranscriberModel setProbabilityCol(String value) {
    set(probabilityCol(), value);
    return this;
  }

  /** Sets {@link #stepsCol}. */
  public SequenceTranscriberModel setStepsCol(String value) {
    set(stepsCol(), value);
    return this;
  }

  /** Sets {@link #nBestCol}. */
  public SequenceTranscriberModel setNBestCol(String value) {
    set(nBestCol(), value);
    return this;
  }

  /** Sets {@link #nBest}. */
  public SequenceTranscriberModel setNBest(int value) {
    set(nBest(), (Object) value);
    return this;
  }

  /** Transcripts may have more labels than there are steps: they count as errors then. */
  @Override
  TargetColumn targets(StructType schema) {
    return new TranscriptLabels(
        schema, "labelCol", getLabelCol(), trainedUnit().paramValue(), TranscriptSteps.ANY);
  }

  /**
   * Compares transcripts with {@code labelCol}, in one job.
   *
   * @throws InvalidInputException if a column is missing or of the wrong type, or a row is
   *     malformed
   */
  public TranscriptionMetrics evaluate(Dataset<?> dataset) {
    TranscriptLabels labels = (TranscriptLabels) targets(dataset.schema());
    return new TranscriptionMetrics(
        aggregate(
            dataset,
            new TranscriptCounts(),
            new TranscriptEvaluation(labels),
            TranscriptCounts::merge),
        labels.unit());
  }

  /** The reader that Spark uses; see {@link #load}. */
  public static MLReader<SequenceTranscriberModel> read() {
    return new RnnModelLoader<>(SequenceTranscriberModel.class, SequenceTranscriberModel::new);
  }

  /**
   * Loads a saved model.
   *
   * @throws InvalidInputException if the path does not contain a complete, intact model of this
   *     kind
   */
  public static SequenceTranscriberModel load(String path) {
    return read().load(path);
  }
}
