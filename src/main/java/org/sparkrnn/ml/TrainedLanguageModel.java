package org.sparkrnn.ml;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.types.DataTypes;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.NextTokens;
import org.sparkrnn.data.SequenceEncoder;
import org.sparkrnn.ml.column.MalformedRows;
import org.sparkrnn.ml.column.OutputColumn;
import org.sparkrnn.ml.column.PredictedRows;
import org.sparkrnn.ml.column.RunningOutputs;
import org.sparkrnn.ml.column.RunningTexts;
import org.sparkrnn.ml.column.SequenceRows;
import org.sparkrnn.ml.column.TextData;
import org.sparkrnn.ml.evaluation.Examples;
import org.sparkrnn.ml.evaluation.Familiarity;
import org.sparkrnn.ml.evaluation.LanguageModelCounts;
import org.sparkrnn.ml.network.Outputs;
import org.sparkrnn.ml.param.LanguageModelParams;
import org.sparkrnn.ml.param.kind.TextUnit;
import org.sparkrnn.nn.NetworkBuilder;
import org.sparkrnn.nn.NetworkSpec;
import org.sparkrnn.predict.LanguageModelPredictor;
import org.sparkrnn.predict.TextScore;
import org.sparkrnn.predict.TextScorer;

/**
 * A trained {@link LanguageModel}: adds the log-probability of each row, in nats, and its
 * perplexity. Each row is scored separately, from the start token to the end token, whereas {@link
 * #evaluate} reads rows as in training.
 */
public final class TrainedLanguageModel
    extends RnnModel<TrainedLanguageModel, LanguageModelPredictor> implements LanguageModelParams {
  private static final long serialVersionUID = 1L;

  /** Creates an empty model; Spark uses this to load one. */
  public TrainedLanguageModel() {
    this(null, null, null, null);
  }

  TrainedLanguageModel(String uid, NetworkSpec spec, float[] weights, SequenceEncoder encoder) {
    super(uid, spec, weights, encoder);
  }

  /** Sets {@link #perplexityCol}. */
  public TrainedLanguageModel setPerplexityCol(String value) {
    set(perplexityCol(), value);
    return this;
  }

  @Override
  TrainedLanguageModel newModel(
      String uid, NetworkSpec spec, float[] weights, SequenceEncoder encoder) {
    return new TrainedLanguageModel(uid, spec, weights, encoder);
  }

  @Override
  NetworkBuilder withOutput(NetworkBuilder network) {
    return Outputs.nextToken(network);
  }

  /**
   * The same model for use in plain Java, without Spark: it scores and generates texts, also token
   * by token.
   */
  public LanguageModelPredictor languageModel() {
    return predictor();
  }

  @Override
  LanguageModelPredictor predictor(NetworkSpec spec, float[] weights, SequenceEncoder encoder) {
    return new LanguageModelPredictor(spec, weights, encoder);
  }

  @Override
  List<OutputColumn> outputColumns() {
    return outputColumns(this);
  }

  static List<OutputColumn> outputColumns(LanguageModelParams params) {
    return List.of(
        new OutputColumn("predictionCol", params.getPredictionCol(), DataTypes.DoubleType),
        new OutputColumn("perplexityCol", params.getPerplexityCol(), DataTypes.DoubleType));
  }

  @Override
  PredictedRows.Outputs<LanguageModelPredictor> outputs() {
    return (predictor, sequences) -> {
      List<Object[]> added = new ArrayList<>(sequences.size());
      for (TextScore score : predictor.score(sequences)) {
        added.add(new Object[] {score.logProbability(), score.perplexity()});
      }
      return added;
    };
  }

  @Override
  RunningOutputs<LanguageModelPredictor> runningOutputs() {
    return new RunningTexts(inOrder());
  }

  /** The tokens of a text, split as {@code level} says. */
  public List<String> tokens(String text) {
    return List.of(TextUnit.of(getLevel()).split(text));
  }

  /** The text of tokens; a boundary is the end of a line. */
  public String text(List<String> tokens) {
    return TextUnit.of(getLevel()).join(tokens);
  }

  /**
   * How well rows are predicted. Lines are measured in one job; a stream is measured on the driver,
   * one partition after the other, because the state is carried from the first token to the last.
   *
   * @throws InvalidInputException if a column is missing or has the wrong type, a row is malformed,
   *     or there are no rows
   */
  public LanguageModelMetrics evaluate(Dataset<?> dataset) {
    LanguageModelCounts counts =
        inOrder()
            ? evaluateStream(dataset)
            : aggregate(
                dataset,
                new LanguageModelCounts(),
                (sum, chunk, rows, predictor) -> {
                  List<TextScore> scores = predictor.score(chunk.sequences());
                  for (int i = 0; i < scores.size(); i++) {
                    TextScore score = scores.get(i);
                    sum.add(1, score.tokens(), -score.logProbability());
                    sum.examples()
                        .add(
                            chunk.rows().get(i),
                            rows.input(),
                            chunk.sequences().get(i).length(),
                            outcome(score));
                  }
                },
                LanguageModelCounts::merge);
    if (counts.sequences == 0) {
      throw new InvalidInputException("there are no rows to evaluate on; expected at least one");
    }
    return new LanguageModelMetrics(counts);
  }

  private static Examples.Outcome outcome(TextScore score) {
    return new Examples.Outcome(
        score.tokens(),
        Double.NaN,
        -score.logProbability() / score.tokens(),
        Double.NaN,
        () -> "",
        () -> "");
  }

  private LanguageModelCounts evaluateStream(Dataset<?> dataset) {
    SequenceRows rows = new SequenceRows(input(dataset.schema()), null);
    SequenceEncoder encoder = encoder();
    int boundary = TextData.boundary(encoder);
    MalformedRows.Sound sound = sound(dataset);
    JavaRDD<int[]> text =
        sound
            .rows()
            .toJavaRDD()
            .mapPartitions(part -> rows.encode(part, encoder))
            .map(row -> NextTokens.withBoundary(row, boundary));
    Familiarity familiarity = new Familiarity();
    try {
      TextScorer scorer = languageModel().scorer();
      long n = 0;
      for (Iterator<int[]> all = text.toLocalIterator(); all.hasNext(); n++) {
        int[] row = all.next();
        scorer.add(row);
        familiarity.tokens(row, boundary);
      }
      LanguageModelCounts counts = new LanguageModelCounts().add(n, scorer.tokens(), scorer.nats());
      counts.familiarity().merge(familiarity);
      counts.setDroppedRows(sound.dropped());
      tell(counts);
      return counts;
    } catch (Exception e) { // Scala throws undeclared exceptions
      throw InvalidInputException.orElse(e);
    }
  }

  /** The reader that Spark uses; see {@link #load}. */
  public static MLReader<TrainedLanguageModel> read() {
    return new RnnModelLoader<>(TrainedLanguageModel.class, TrainedLanguageModel::new);
  }

  /**
   * Loads a saved model.
   *
   * @throws InvalidInputException if the path does not contain a complete, intact model of this
   *     kind
   */
  public static TrainedLanguageModel load(String path) {
    return read().load(path);
  }
}
