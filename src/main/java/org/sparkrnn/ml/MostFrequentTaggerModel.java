package org.sparkrnn.ml;

import java.util.List;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.types.StructType;
import org.sparkrnn.baseline.MostFrequentTag;
import org.sparkrnn.ml.column.BaselineRows;
import org.sparkrnn.ml.column.SequenceInput;

/** A fitted {@link MostFrequentTagger}: adds one label per step. */
public final class MostFrequentTaggerModel
    extends TaggingBaselineModel<MostFrequentTaggerModel, MostFrequentTag> {
  private static final long serialVersionUID = 1L;

  /** Creates an empty model; Spark uses this to load one. */
  public MostFrequentTaggerModel() {
    this(null);
  }

  MostFrequentTaggerModel(String uid) {
    super(uid);
  }

  @Override
  MostFrequentTaggerModel create(String newUid) {
    return new MostFrequentTaggerModel(newUid);
  }

  /** The same model for use in plain Java, without Spark. */
  public MostFrequentTag mostFrequentTag() {
    return state();
  }

  @Override
  public String name() {
    return "mostFrequentTag";
  }

  @Override
  MostFrequentTag parse(List<String> saved) {
    return new MostFrequentTag(BaselineRows.counts(saved));
  }

  @Override
  SequenceInput tokens(StructType schema) {
    return SequenceInput.of(schema, this);
  }

  /** The reader that Spark uses; see {@link #load}. */
  public static MLReader<MostFrequentTaggerModel> read() {
    return new BaselineReader<>(MostFrequentTaggerModel.class, MostFrequentTaggerModel::new);
  }

  /**
   * Loads a saved model.
   *
   * @throws org.sparkrnn.data.InvalidInputException if the path does not contain a complete, intact
   *     model of this kind
   */
  public static MostFrequentTaggerModel load(String path) {
    return read().load(path);
  }
}
