package org.sparkrnn.nn;

/** Where some columns of x, what the first layer reads a step, come from. */
public abstract class InputSpec extends ModuleSpec {
  private static final long serialVersionUID = 1L;

  /** How many columns of x these are. */
  public abstract int width();

  /** Makes the module, which declares its parameters. */
  public abstract InputModule create(ModuleContext context);
}
