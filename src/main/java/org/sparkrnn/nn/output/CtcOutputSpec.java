package org.sparkrnn.nn.output;

import java.util.Map;
import org.sparkrnn.data.ColumnSpec;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.Readout;
import org.sparkrnn.nn.Choices;
import org.sparkrnn.nn.Criterion;
import org.sparkrnn.nn.ModuleContext;
import org.sparkrnn.nn.NetworkSpec;
import org.sparkrnn.nn.OutputModule;
import org.sparkrnn.nn.OutputSpec;
import org.sparkrnn.nn.Sizes;

/** The size of a {@link CtcOutput}: the number of labels, which the blank follows. */
public final class CtcOutputSpec extends OutputSpec {
  /** The name in network.json. */
  public static final String KIND = "ctc";

  private static final long serialVersionUID = 1L;
  private static final String LABELS = "labels";
  private static final ColumnSpec TARGETS =
      ColumnSpec.ofLists(ColumnSpec.TARGETS, Readout.LAST_STEP, 0);

  private final int labels;

  /**
   * @param labels number of labels without the blank
   */
  public CtcOutputSpec(int labels) {
    this.labels = Sizes.positive(KIND, LABELS, labels);
  }

  /** Reads what {@link #choices} gave. */
  public static CtcOutputSpec of(Choices choices) {
    return new CtcOutputSpec(choices.integer(LABELS));
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Map<String, Object> choices() {
    return Choices.map(LABELS, labels);
  }

  /** The number of labels, plus one for the blank, which is the last output. */
  @Override
  public int outputSize() {
    return labels + 1;
  }

  @Override
  public int targetSize() {
    return labels;
  }

  /** The number of the blank among the outputs. */
  public int blank() {
    return labels;
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
  public boolean aligns() {
    return true;
  }

  /** The share of labels without an error of greedy decoding. */
  @Override
  public Criterion criterion() {
    return Criterion.ACCURACY;
  }

  /** Logits, dHidden, and the log probabilities of one sequence in double. */
  @Override
  public long floatsPerStep(int width) {
    return 3L * outputSize() + width;
  }

  @Override
  public long scratchFloats(int width) {
    return 0;
  }

  /** e, q and a of {@link CtcLattice} at each step, in double. */
  @Override
  public long alignmentFloats(long steps, long labels) {
    long doubles = 2 * (labels + 1) + 2 * labels + 1;
    return 2 * doubles * steps;
  }

  @Override
  public int stateSize() {
    throw new InvalidInputException(
        "ctc aligns a target with all steps of its sequence, but the state that is carried from one chunk of a sequence to the next does not contain the target; train on whole sequences");
  }

  @Override
  public ColumnSpec targets() {
    return TARGETS;
  }

  @Override
  public boolean stepsStandAlone() {
    return false;
  }

  /** Fits any layers. */
  @Override
  public void requireFits(NetworkSpec network) {
    // Any width will do.
  }

  @Override
  public OutputModule create(ModuleContext context, int width) {
    return new CtcOutput(context, this, width);
  }
}
