package org.sparkrnn.ml;

import java.util.Map;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.sparkrnn.baseline.Hmm;
import org.sparkrnn.ml.column.BaselineRows;
import org.sparkrnn.ml.param.HmmParams;
import org.sparkrnn.ml.param.generated.SetsTagOrder;

/**
 * The hidden Markov tagger of order 1 or 2, with suffix handling of unknown words: see {@link Hmm}.
 *
 * <p>The columns are those of a {@link SequenceTagger} of tokens; numbers that are joined to the
 * tokens are ignored. Sequences may be empty.
 */
public final class HmmTagger extends Baseline<HmmTagger, HmmTaggerModel>
    implements HmmParams, SetsTagOrder<HmmTagger> {
  private static final long serialVersionUID = 1L;

  /** Creates an instance with a random uid. */
  public HmmTagger() {
    this(null);
  }

  /** Creates an instance with a given uid; Spark uses this to copy and to load. */
  public HmmTagger(String uid) {
    super(uid);
  }

  @Override
  HmmTaggerModel create(String newUid) {
    return new HmmTaggerModel(newUid);
  }

  @Override
  HmmTaggerModel count(Dataset<Row> dataset, HmmTaggerModel model) {
    Map<String, Long> counts = model.count(dataset, Hmm::count);
    return model.setContent(
        BaselineRows.lines(counts), new Hmm(counts, getOrder(), getSuffixLength(), getRareCount()));
  }

  /** The reader that Spark uses; see {@link #load}. */
  public static MLReader<HmmTagger> read() {
    return new DefaultParamsReader<>();
  }

  /** Loads a saved instance. */
  public static HmmTagger load(String path) {
    return read().load(path);
  }
}
