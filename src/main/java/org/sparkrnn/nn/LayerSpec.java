package org.sparkrnn.nn;

import java.util.List;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.nn.sequence.RecurrentSpec;

/** A layer between the inputs and the output. */
public abstract class LayerSpec extends ModuleSpec {
  private static final long serialVersionUID = 1L;

  /** How many values a step come out. */
  public abstract int outputWidth(int inputWidth);

  /** How many steps of the input there are for one that comes out. */
  public int stride() {
    return 1;
  }

  /** How many floats it keeps a step between a forward and a backward pass. */
  public abstract long floatsPerStep(int inputWidth);

  /**
   * How many floats of a sequence it carries from one chunk of it to the next.
   *
   * @throws InvalidInputException if what comes out depends on more than such a state and the steps
   *     of the chunk
   */
  public abstract int stateSize();

  /** The recurrent layers in it, itself included, from the lowest up. */
  public List<RecurrentSpec> recurrent() {
    return List.of();
  }

  /** Makes the module, which declares its parameters. */
  public abstract LayerModule create(ModuleContext context, int inputWidth);
}
