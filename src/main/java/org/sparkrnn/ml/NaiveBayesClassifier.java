package org.sparkrnn.ml;

import java.util.Map;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.sparkrnn.baseline.NaiveBayes;
import org.sparkrnn.ml.column.BaselineRows;
import org.sparkrnn.ml.column.SequenceInput;
import org.sparkrnn.ml.column.SequenceLabel;
import org.sparkrnn.ml.param.NaiveBayesParams;
import org.sparkrnn.ml.param.generated.SetsLevel;
import org.sparkrnn.ml.param.generated.SetsNaiveBayes;

/**
 * Naive Bayes over the n-grams of a sequence of tokens or characters: see {@link NaiveBayes}. The
 * default n-grams of 2 and 3 tokens suit characters; for words set minOrder to 1 and maxOrder to 2.
 *
 * <p>The columns are those of a {@link SequenceClassifier} of tokens; numbers that are joined to
 * the tokens are ignored.
 */
public final class NaiveBayesClassifier
    extends Baseline<NaiveBayesClassifier, NaiveBayesClassifierModel>
    implements NaiveBayesParams,
        SetsNaiveBayes<NaiveBayesClassifier>,
        SetsLevel<NaiveBayesClassifier> {
  private static final long serialVersionUID = 1L;

  /** Creates an instance with a random uid. */
  public NaiveBayesClassifier() {
    this(null);
  }

  /** Creates an instance with a given uid; Spark uses this to copy and to load. */
  public NaiveBayesClassifier(String uid) {
    super(uid);
  }

  @Override
  NaiveBayesClassifierModel create(String newUid) {
    return new NaiveBayesClassifierModel(newUid);
  }

  @Override
  NaiveBayesClassifierModel count(Dataset<Row> dataset, NaiveBayesClassifierModel model) {
    SequenceInput text = SequenceInput.textOf(dataset.schema(), this);
    SequenceLabel label = SequenceLabel.of(dataset.schema(), this);
    int min = getMinOrder();
    int max = getMaxOrder();
    Map<String, Long> counts =
        BaselineRows.count(
            dataset,
            (row, keys) ->
                NaiveBayes.count(text.normalized(row), label.string(row), min, max, keys));
    return model.setContent(
        BaselineRows.lines(counts), new NaiveBayes(counts, min, max, getSmoothing()));
  }

  /** The reader that Spark uses; see {@link #load}. */
  public static MLReader<NaiveBayesClassifier> read() {
    return new DefaultParamsReader<>();
  }

  /** Loads a saved instance. */
  public static NaiveBayesClassifier load(String path) {
    return read().load(path);
  }
}
