package org.sparkrnn.nn.input;

import java.util.Map;
import org.sparkrnn.data.ColumnSpec;
import org.sparkrnn.data.Readout;
import org.sparkrnn.nn.Choices;
import org.sparkrnn.nn.InputSpec;
import org.sparkrnn.nn.Sizes;

/** The features of a step in any form, without parameters. */
abstract class StepFeaturesSpec extends InputSpec {
  private static final long serialVersionUID = 1L;

  /** Features that the data has of a step. */
  protected final int width;

  private final String kind;

  /**
   * @param kind the name in network.json
   * @param width features per step
   * @throws IllegalArgumentException if it is not positive
   */
  StepFeaturesSpec(String kind, int width) {
    this.kind = kind;
    this.width = Sizes.positive(kind, "width", width);
  }

  @Override
  public final String kind() {
    return kind;
  }

  @Override
  public Map<String, Object> choices() {
    return Choices.map("width", width);
  }

  @Override
  public int width() {
    return width;
  }

  @Override
  public final ColumnSpec column() {
    return ColumnSpec.ofRows(ColumnSpec.FEATURES, Readout.EACH_STEP, width);
  }

  @Override
  public final boolean learns() {
    return false;
  }
}
