package org.sparkrnn.ml;

import java.util.Map;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.sparkrnn.baseline.MostFrequentTag;
import org.sparkrnn.ml.column.BaselineRows;

/**
 * Gives each token the label that it had most often in training, and an unknown token the label
 * that was most frequent of all: see {@link MostFrequentTag}.
 *
 * <p>The columns are those of a {@link SequenceTagger}. Numbers are ignored. Without tokens, each
 * step is given the most frequent label of all. Sequences may be empty.
 */
public final class MostFrequentTagger
    extends Baseline<MostFrequentTagger, MostFrequentTaggerModel> {
  private static final long serialVersionUID = 1L;

  /** Creates an instance with a random uid. */
  public MostFrequentTagger() {
    this(null);
  }

  /** Creates an instance with a given uid; Spark uses this to copy and to load. */
  public MostFrequentTagger(String uid) {
    super(uid);
  }

  @Override
  MostFrequentTaggerModel create(String newUid) {
    return new MostFrequentTaggerModel(newUid);
  }

  @Override
  MostFrequentTaggerModel count(Dataset<Row> dataset, MostFrequentTaggerModel model) {
    Map<String, Long> counts = model.count(dataset, MostFrequentTag::count);
    return model.setContent(BaselineRows.lines(counts), new MostFrequentTag(counts));
  }

  /** The reader that Spark uses; see {@link #load}. */
  public static MLReader<MostFrequentTagger> read() {
    return new DefaultParamsReader<>();
  }

  /** Loads a saved instance. */
  public static MostFrequentTagger load(String path) {
    return read().load(path);
  }
}
