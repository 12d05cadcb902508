package org.sparkrnn.nn;

import java.util.List;
import org.sparkrnn.data.InvalidInputException;

/** A layer between the inputs and the output. */
public abstract class LayerSpec extends ModuleSpec {
  private static final long serialVersionUID = 1L;

  /** How many values the output has per step. */
  public abstract int outputWidth(int inputWidth);

  /**
   * The number of scan directions in the output: 2 if the second half of its values, apart from
   * {@link #joinedInputs}, was scanned from the end of the sequence, so that this scan ends at the
   * first step; otherwise 1.
   *
   * @param below the number of scan directions in the input
   */
  public int directions(int below) {
    return 1;
  }

  /**
   * How many of the output values per step are input values of this step and of steps before it;
   * these are the last ones. 0 for most layers.
   */
  public int joinedInputs(int inputWidth) {
    return 0;
  }

  /** A layer that gives only these joined inputs; null if this layer joins none. */
  public LayerSpec joinedAlone() {
    return null;
  }

  /** Whether the output has only the input values, in another order. */
  public boolean rearranges() {
    return false;
  }

  /** The number of input steps per output step. */
  public int stride() {
    return 1;
  }

  /** The number of output steps per input step. */
  public int repeats() {
    return 1;
  }

  /**
   * The number of places in this layer with dropout in training: 1 for a recurrent layer, at its
   * output. The last such place in a network has the dropout rate before the output, the others
   * have the rate between layers. If no layer has such a place, the network itself drops units
   * before the output.
   */
  public int dropoutPlaces() {
    return inner().stream().mapToInt(LayerSpec::dropoutPlaces).sum();
  }

  /** How many floats it keeps per step between a forward and a backward pass. */
  public abstract long floatsPerStep(int inputWidth);

  /**
   * How many floats its matrix products need in addition while this layer runs, independently of
   * the number of steps: layers share a {@link org.sparkrnn.math.WeightProduct}.
   */
  public long scratchFloats(int inputWidth) {
    return 0;
  }

  /**
   * How many floats per sequence it carries from one chunk of the sequence to the next.
   *
   * @throws InvalidInputException if the output depends on more than this state and the steps of
   *     the chunk
   */
  public abstract int stateSize();

  /** The layers within this one, from the lowest up; empty for most layers. */
  public List<LayerSpec> inner() {
    return List.of();
  }

  /** Creates the module, which declares its parameters. */
  public abstract LayerModule create(ModuleContext context, int inputWidth);
}
