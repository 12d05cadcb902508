package org.sparkrnn.nn.sequence;

import java.util.Map;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.nn.Choices;
import org.sparkrnn.nn.LayerModule;
import org.sparkrnn.nn.LayerSpec;
import org.sparkrnn.nn.ModuleContext;

/**
 * Neighbouring steps joined to one, so that layers above go in strides of k steps. See {@link
 * Patch}.
 */
public final class PatchSpec extends LayerSpec {
  /** The name in network.json. */
  public static final String KIND = "patch";

  private static final long serialVersionUID = 1L;

  private final int steps;

  /**
   * @param steps k
   * @throws InvalidInputException if it is not positive
   */
  public PatchSpec(int steps) {
    this.steps = steps;
    if (steps < 1) {
      throw new InvalidInputException(
          "patch is %d; it is the number of steps that are read at once, at least 1"
              .formatted(steps));
    }
  }

  /** Reads what {@link #choices} gave. */
  public static PatchSpec of(Choices choices) {
    return new PatchSpec(choices.integer("steps"));
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Map<String, Object> choices() {
    return Choices.map("steps", steps);
  }

  /** k. */
  public int steps() {
    return steps;
  }

  @Override
  public int stride() {
    return steps;
  }

  @Override
  public boolean rearranges() {
    return true;
  }

  @Override
  public int outputWidth(int inputWidth) {
    return Math.multiplyExact(steps, inputWidth);
  }

  @Override
  public long floatsPerStep(int inputWidth) {
    return 2L * inputWidth;
  }

  @Override
  public int stateSize() {
    throw new InvalidInputException(
        "patch is %d, so %d steps are read at once, but a state is carried from one step to the next; leave patch out, or train on whole sequences"
            .formatted(steps, steps));
  }

  @Override
  public LayerModule create(ModuleContext context, int inputWidth) {
    return new Patch(steps, inputWidth);
  }

  @Override
  public String toString() {
    return "patch of " + steps + " steps";
  }
}
