package org.sparkrnn.nn;

import org.sparkrnn.data.ColumnSpec;

/** The source of some columns of x, which is the input of the first layer at each step. */
public abstract class InputSpec extends ModuleSpec {
  private static final long serialVersionUID = 1L;

  /** The number of these columns of x. */
  public abstract int width();

  /** The column of a batch that this input reads. */
  public abstract ColumnSpec column();

  /** How many entries the vocabulary of that column has; 0 for a column without a vocabulary. */
  public int vocabularySize() {
    return 0;
  }

  /** Whether it has parameters, so that a gradient of x is needed. */
  public abstract boolean learns();

  /**
   * How many floats it keeps per step between a forward and a backward pass, apart from x and the
   * column that it reads. That column is counted with the batch, including its lists of any length.
   */
  public long floatsPerStep() {
    return 0;
  }

  /**
   * How many floats it keeps in addition for each part of a list in its column. This is an upper
   * limit, because equal lists may be kept only once.
   */
  public long floatsPerPart() {
    return 0;
  }

  /** How many floats it needs in addition, independently of the number of steps. */
  public long scratchFloats() {
    return 0;
  }

  /** Creates the module, which declares its parameters. */
  public abstract InputModule create(ModuleContext context);
}
