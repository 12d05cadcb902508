package org.sparkrnn.nn;

import java.util.List;
import org.sparkrnn.data.ColumnSpec;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.Readout;

/** What becomes of the last layer's states: outputs, a loss, and how outcomes compare. */
public abstract class OutputSpec extends ModuleSpec {
  private static final long serialVersionUID = 1L;

  /**
   * The outputs of which it consists: several, each with a loss of its own, or itself alone. Of
   * several the first is the main one, which answers where one output is asked for.
   */
  public List<OutputSpec> parts() {
    return List.of(this);
  }

  /** K. */
  public abstract int outputSize();

  /** Which steps have an output. */
  public abstract Readout readout();

  /** The column of what it learns: its name, what it holds and for what. */
  public abstract ColumnSpec targets();

  /**
   * How many labels there are of which {@link #targets} tell, or how many numbers a target has.
   * Outputs may be more: a class that is no label, as a blank.
   */
  public int targetSize() {
    return outputSize();
  }

  /** Whether another has the same parameters and outputs; their losses may differ. */
  public abstract boolean isLike(OutputSpec other);

  /** Whether each output is one of K classes, so that there are labels to give. */
  public abstract boolean givesClasses();

  /** Whether each output is real numbers, which {@link #loss} compares with its targets. */
  public boolean givesReals() {
    return false;
  }

  /**
   * Whether number k of an output, before an output function, estimates number k of its target, so
   * that least squares says where it may begin.
   */
  public boolean estimates(int k) {
    return givesReals();
  }

  /**
   * The loss of one of the numbers of an output.
   *
   * @throws UnsupportedOperationException unless this {@link #givesReals}
   */
  public double loss(double output, double target) {
    throw new UnsupportedOperationException("outputs of %s are no real numbers".formatted(this));
  }

  /**
   * Whether the loss of a sequence is the sum of the losses of its steps, each of its own state
   * alone; not if there is one output a sequence, or if steps depend on each other.
   */
  public boolean stepsStandAlone() {
    return readout() == Readout.EACH_STEP;
  }

  /** Whether a target is a list of labels that is aligned with the steps, some of them blank. */
  public boolean aligns() {
    return false;
  }

  /** By what the outcomes of epochs are compared. */
  public abstract Criterion criterion();

  /** Whether the table of the input that reads a column of this name is a parameter of it too. */
  public boolean sharesTable(String column) {
    return false;
  }

  /**
   * How many floats it keeps a step between a forward and a backward pass.
   *
   * @param width of the last layer's states
   */
  public abstract long floatsPerStep(int width);

  /**
   * How many floats it takes beside that, however many the steps.
   *
   * @param width of the last layer's states
   */
  public abstract long scratchFloats(int width);

  /**
   * How many floats of a sequence it carries from one chunk of it to the next.
   *
   * @throws InvalidInputException if what comes out depends on more than such a state and the steps
   *     of the chunk
   */
  public abstract int stateSize();

  /**
   * @throws InvalidInputException if it cannot be the output of these inputs and layers
   */
  public abstract void requireFits(NetworkSpec network);

  /** Makes the module, which declares its parameters. */
  public abstract OutputModule create(ModuleContext context, int width);
}
