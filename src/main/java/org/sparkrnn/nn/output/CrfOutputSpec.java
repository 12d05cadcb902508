package org.sparkrnn.nn.output;

import java.util.Map;
import org.sparkrnn.data.ColumnSpec;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.Readout;
import org.sparkrnn.data.Targets;
import org.sparkrnn.nn.Choices;
import org.sparkrnn.nn.Evaluation;
import org.sparkrnn.nn.ModuleContext;
import org.sparkrnn.nn.NetworkSpec;
import org.sparkrnn.nn.OutputModule;
import org.sparkrnn.nn.OutputSpec;
import org.sparkrnn.nn.Sizes;

/** The size of a {@link CrfOutput}. */
public final class CrfOutputSpec extends OutputSpec {
  /** What network.json calls it. */
  public static final String KIND = "crf";

  private static final long serialVersionUID = 1L;

  private final int outputSize;

  /**
   * @param outputSize K
   */
  public CrfOutputSpec(int outputSize) {
    this.outputSize = Sizes.positive(KIND, "outputSize", outputSize);
  }

  /** Reads what {@link #choices} gave. */
  public static CrfOutputSpec of(Choices choices) {
    return new CrfOutputSpec(choices.integer("outputSize"));
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Map<String, Object> choices() {
    return Choices.map("outputSize", outputSize);
  }

  @Override
  public int outputSize() {
    return outputSize;
  }

  @Override
  public Readout readout() {
    return Readout.EACH_STEP;
  }

  @Override
  public boolean isLike(OutputSpec other) {
    return equals(other);
  }

  @Override
  public boolean givesClasses() {
    return true;
  }

  @Override
  public boolean better(Evaluation a, Evaluation b) {
    return a.accuracy() > b.accuracy();
  }

  @Override
  public long floatsPerStep(int width) {
    return 6L * outputSize + width; // o, its gradient; alpha and beta in double; dHidden
  }

  @Override
  public long scratchFloats(int width) {
    return 0;
  }

  @Override
  public int stateSize() {
    throw new InvalidInputException("a CRF reads whole sequences, which cannot come in chunks");
  }

  @Override
  public ColumnSpec targets() {
    return Targets.spec(Readout.EACH_STEP, 0);
  }

  @Override
  public boolean stepsStandAlone() {
    return false;
  }

  @Override
  public void requireFits(NetworkSpec network) {}

  @Override
  public OutputModule create(ModuleContext context, int width) {
    return new CrfOutput(context, this, width);
  }
}
