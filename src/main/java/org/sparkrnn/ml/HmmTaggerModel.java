package org.sparkrnn.ml;

import java.util.List;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.types.StructType;
import org.sparkrnn.baseline.Hmm;
import org.sparkrnn.ml.column.BaselineRows;
import org.sparkrnn.ml.column.SequenceInput;
import org.sparkrnn.ml.param.HmmParams;

/** A fitted {@link HmmTagger}: adds one label per step. */
public final class HmmTaggerModel extends TaggingBaselineModel<HmmTaggerModel, Hmm>
    implements HmmParams {
  private static final long serialVersionUID = 1L;

  /** Creates an empty model; Spark uses this to load one. */
  public HmmTaggerModel() {
    this(null);
  }

  HmmTaggerModel(String uid) {
    super(uid);
  }

  @Override
  HmmTaggerModel create(String newUid) {
    return new HmmTaggerModel(newUid);
  }

  /** The same model for use in plain Java, without Spark. */
  public Hmm hmm() {
    return state();
  }

  @Override
  public String name() {
    return "hmm" + getOrder();
  }

  @Override
  Hmm parse(List<String> saved) {
    return new Hmm(BaselineRows.counts(saved), getOrder(), getSuffixLength(), getRareCount());
  }

  @Override
  SequenceInput tokens(StructType schema) {
    return SequenceInput.tokensOf(schema, this);
  }

  /** The reader that Spark uses; see {@link #load}. */
  public static MLReader<HmmTaggerModel> read() {
    return new BaselineReader<>(HmmTaggerModel.class, HmmTaggerModel::new);
  }

  /**
   * Loads a saved model.
   *
   * @throws org.sparkrnn.data.InvalidInputException if the path does not contain a complete, intact
   *     model of this kind
   */
  public static HmmTaggerModel load(String path) {
    return read().load(path);
  }
}
