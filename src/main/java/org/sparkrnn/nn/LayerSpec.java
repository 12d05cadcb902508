package org.sparkrnn.nn;

import java.util.List;
import org.sparkrnn.data.InvalidInputException;

/** A layer between the inputs and the output. */
public abstract class LayerSpec extends ModuleSpec {
  private static final long serialVersionUID = 1L;

  /** How many values a step come out. */
  public abstract int outputWidth(int inputWidth);

  /**
   * How many scans what comes out ends: 2 where the second half of its values, {@link
   * #joinedInputs} apart, was scanned from the end of the sequence, so that it ends at the first
   * step; else 1.
   *
   * @param below the same of what goes in
   */
  public int directions(int below) {
    return 1;
  }

  /**
   * How many of the values a step that come out, the last ones, are values that went in, of this
   * step and those before it: none of most layers.
   */
  public int joinedInputs(int inputWidth) {
    return 0;
  }

  /** A layer that gives nothing but these joined inputs; null of one that joins none. */
  public LayerSpec joinedAlone() {
    return null;
  }

  /** Whether what comes out are the values that went in, in another order and no more than that. */
  public boolean rearranges() {
    return false;
  }

  /** How many steps of the input there are for one that comes out. */
  public int stride() {
    return 1;
  }

  /** How many steps come out for one of the input. */
  public int repeats() {
    return 1;
  }

  /**
   * At how many places in it units are dropped while a network trains: 1 in a recurrent layer, of
   * what it gives. At the last place of a network it is the share before the output, at the others
   * that between layers. Where no layer has such a place, the network drops units before the output
   * by itself.
   */
  public int dropoutPlaces() {
    return inner().stream().mapToInt(LayerSpec::dropoutPlaces).sum();
  }

  /** How many floats it keeps a step between a forward and a backward pass. */
  public abstract long floatsPerStep(int inputWidth);

  /**
   * How many floats its products take beside that, however many the steps, while it has its turn:
   * layers share a {@link org.sparkrnn.math.WeightProduct}.
   */
  public long scratchFloats(int inputWidth) {
    return 0;
  }

  /**
   * How many floats of a sequence it carries from one chunk of it to the next.
   *
   * @throws InvalidInputException if what comes out depends on more than such a state and the steps
   *     of the chunk
   */
  public abstract int stateSize();

  /** The layers within it, from the lowest up; none of most. */
  public List<LayerSpec> inner() {
    return List.of();
  }

  /** Makes the module, which declares its parameters. */
  public abstract LayerModule create(ModuleContext context, int inputWidth);
}
