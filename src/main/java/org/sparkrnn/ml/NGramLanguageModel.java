package org.sparkrnn.ml;

import java.util.List;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;
import org.sparkrnn.baseline.Boundaries;
import org.sparkrnn.baseline.NGram;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.Vocabulary;
import org.sparkrnn.ml.column.BaselineRows;
import org.sparkrnn.ml.column.KnownTokens;
import org.sparkrnn.ml.column.NGramRows;
import org.sparkrnn.ml.column.SequenceInput;
import org.sparkrnn.ml.param.NGramParams;
import org.sparkrnn.ml.param.generated.SetsLevel;
import org.sparkrnn.ml.param.generated.SetsMinCount;
import org.sparkrnn.ml.param.generated.SetsNGrams;

/**
 * The n-gram language model, with interpolated Witten-Bell smoothing: see {@link NGram}.
 *
 * <p>The input is that of a {@link LanguageModel}. With {@code boundaries} stream or lineEnds, rows
 * follow each other in the order of the data set, also across partitions.
 */
public final class NGramLanguageModel
    extends Baseline<NGramLanguageModel, TrainedNGramLanguageModel>
    implements NGramParams,
        SetsNGrams<NGramLanguageModel>,
        SetsLevel<NGramLanguageModel>,
        SetsMinCount<NGramLanguageModel> {
  private static final long serialVersionUID = 1L;

  /** Creates an instance with a random uid. */
  public NGramLanguageModel() {
    this(null);
  }

  /** Creates an instance with a given uid; Spark uses this to copy and to load. */
  public NGramLanguageModel(String uid) {
    super(uid);
  }

  @Override
  TrainedNGramLanguageModel create(String newUid) {
    return new TrainedNGramLanguageModel(newUid);
  }

  @Override
  TrainedNGramLanguageModel count(Dataset<Row> dataset, TrainedNGramLanguageModel model) {
    SequenceInput text = SequenceInput.textOf(dataset.schema(), this);
    JavaPairRDD<String, Long> tokens =
        BaselineRows.counted(
            dataset,
            (row, keys) -> {
              for (String token : text.normalized(row)) {
                keys.accept(token, 1L);
              }
            });
    tokens.persist(StorageLevel.MEMORY_AND_DISK_SER());
    List<String> known;
    try {
      if (tokens.isEmpty()) {
        throw new InvalidInputException(
            "inputCol %s has no tokens; there is nothing to count".formatted(text.names()));
      }
      known =
          new KnownTokens(getMinCount(), getMaxVocabulary())
              .of(tokens, List.of(Vocabulary.UNKNOWN)).stream().sorted().toList();
    } finally {
      tokens.unpersist();
    }
    NGram untrained = NGram.untrained(known, Boundaries.of(getBoundaries()), getOrder());
    NGram ngram = untrained.with(NGramRows.count(dataset, text, untrained, getMaxNGrams()));
    return model.setContent(BaselineRows.lines(ngram.counts()), ngram);
  }

  /** The reader that Spark uses; see {@link #load}. */
  public static MLReader<NGramLanguageModel> read() {
    return new DefaultParamsReader<>();
  }

  /** Loads a saved instance. */
  public static NGramLanguageModel load(String path) {
    return read().load(path);
  }
}
