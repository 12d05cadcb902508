package org.sparkrnn.nn;

import org.sparkrnn.data.ColumnSpec;

/** Where some columns of x, what the first layer reads a step, come from. */
public abstract class InputSpec extends ModuleSpec {
  private static final long serialVersionUID = 1L;

  /** How many columns of x these are. */
  public abstract int width();

  /** The column of a batch that is read. */
  public abstract ColumnSpec column();

  /** How many entries the vocabulary of that column has; 0 for a column without one. */
  public int vocabularySize() {
    return 0;
  }

  /** Whether it has parameters, so that a gradient of x is needed. */
  public abstract boolean learns();

  /**
   * How many floats it keeps a step between a forward and a backward pass, beside x and the column
   * that it reads: that is counted with the batch, however long its lists.
   */
  public long floatsPerStep() {
    return 0;
  }

  /**
   * How many floats it keeps beside that for each part of a list in its column, at most; those of
   * equal lists may be kept once.
   */
  public long floatsPerPart() {
    return 0;
  }

  /** How many floats it takes beside that, however many the steps. */
  public long scratchFloats() {
    return 0;
  }

  /** Makes the module, which declares its parameters. */
  public abstract InputModule create(ModuleContext context);
}
