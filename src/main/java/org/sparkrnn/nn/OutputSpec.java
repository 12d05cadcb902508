package org.sparkrnn.nn;

import java.util.List;
import org.sparkrnn.data.ColumnSpec;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.Readout;

/**
 * The output of a network: how the states of the last layer become outputs, the loss, and how
 * results are compared.
 */
public abstract class OutputSpec extends ModuleSpec {
  private static final long serialVersionUID = 1L;

  /**
   * The outputs of which it consists: several, each with its own loss, or only itself. If there are
   * several, the first is the main one, which is used where only one output is possible.
   */
  public List<OutputSpec> parts() {
    return List.of(this);
  }

  /** K. */
  public abstract int outputSize();

  /** Which steps have an output. */
  public abstract Readout readout();

  /**
   * The column of the targets that it learns: its name, its content, and whether it has an entry
   * per step or per sequence.
   */
  public abstract ColumnSpec targets();

  /**
   * The number of labels in {@link #targets}, or the number of values of a target. There may be
   * more outputs, for classes such as a blank, which are not labels.
   */
  public int targetSize() {
    return outputSize();
  }

  /** Whether another output has the same parameters and outputs; their losses may differ. */
  public abstract boolean isLike(OutputSpec other);

  /** Whether each output is one of K classes, so that labels can be predicted. */
  public abstract boolean givesClasses();

  /** Whether each output is real numbers, which {@link #loss} compares with its targets. */
  public boolean givesReals() {
    return false;
  }

  /**
   * Of one output per sequence, how many of its last steps have a part of it each, side by side: 1
   * if all of the output is read from one row.
   */
  public int steps() {
    return 1;
  }

  /**
   * Whether number k of an output, before an output function, estimates number k of its target, so
   * that least squares give its initial weights.
   */
  public boolean estimates(int k) {
    return givesReals();
  }

  /**
   * The loss of one number of an output.
   *
   * @throws UnsupportedOperationException unless this {@link #givesReals}
   */
  public double loss(double output, double target) {
    throw new UnsupportedOperationException(
        "the outputs of %s are not real numbers".formatted(this));
  }

  /**
   * Whether the loss of a sequence is the sum of the losses of its steps, each of which depends
   * only on the state of that step. This is false with one output per sequence, and if steps depend
   * on each other.
   */
  public boolean stepsStandAlone() {
    return readout() == Readout.EACH_STEP;
  }

  /** Whether a target is a list of labels that is aligned with the steps, some of them blank. */
  public boolean aligns() {
    return false;
  }

  /** Whether it reads a weighted mean of the states: see {@link OutputModule#attention}. */
  public boolean attends() {
    return false;
  }

  /** How the results of epochs are compared. */
  public abstract Criterion criterion();

  /** Whether this output shares the table of the input that reads the column of this name. */
  public boolean sharesTable(String column) {
    return false;
  }

  /**
   * How many floats it keeps per step between a forward and a backward pass.
   *
   * @param width of the states of the last layer
   */
  public abstract long floatsPerStep(int width);

  /**
   * How many floats it needs in addition, independently of the number of steps.
   *
   * @param width of the states of the last layer
   */
  public abstract long scratchFloats(int width);

  /**
   * How many floats it needs in addition to align the targets of one sequence with its steps; they
   * serve all sequences of a thread in turn. This is 0 unless it {@link #aligns}.
   *
   * @param steps of the output
   * @param labels of the target
   */
  public long alignmentFloats(long steps, long labels) {
    return 0;
  }

  /**
   * How many floats per sequence it carries from one chunk of it to the next.
   *
   * @throws InvalidInputException if the output depends on more than this state and the steps of
   *     the chunk
   */
  public abstract int stateSize();

  /**
   * @throws InvalidInputException if it cannot be the output of these inputs and layers
   */
  public abstract void requireFits(NetworkSpec network);

  /** Creates the module, which declares its parameters. */
  public abstract OutputModule create(ModuleContext context, int width);
}
