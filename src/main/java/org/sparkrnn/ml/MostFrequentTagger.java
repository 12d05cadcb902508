package org.sparkrnn.ml;

import java.util.Map;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.sparkrnn.baseline.MostFrequentTag;
import org.sparkrnn.ml.column.BaselineRows;

/**
 * Gives every token the label that it had most often in training, an unknown token the label that
 * was most frequent of all: see {@link MostFrequentTag}.
 *
 * <p>The columns are those of a {@link SequenceTagger}. Numbers have no names to count by: where
 * there are no tokens beside them, every step gets the most frequent label of all. Sequences may be
 * empty.
 */
public final class MostFrequentTagger
    extends Baseline<MostFrequentTagger, MostFrequentTaggerModel> {
  private static final long serialVersionUID = 1L;

  /** With a uid of its own. */
  public MostFrequentTagger() {
    this(null);
  }

  /** With a given uid, as Spark makes a copy or reads a saved one. */
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

  /** What Spark reads a saved one with; see {@link #load}. */
  public static MLReader<MostFrequentTagger> read() {
    return new DefaultParamsReader<>();
  }

  /** Reads a saved one. */
  public static MostFrequentTagger load(String path) {
    return read().load(path);
  }
}
