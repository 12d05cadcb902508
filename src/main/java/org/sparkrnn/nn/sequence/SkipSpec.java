package org.sparkrnn.nn.sequence;

import java.util.List;
import java.util.Map;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.nn.Choices;
import org.sparkrnn.nn.LayerChain;
import org.sparkrnn.nn.LayerModule;
import org.sparkrnn.nn.LayerSpec;
import org.sparkrnn.nn.LayerSpecs;
import org.sparkrnn.nn.ModuleContext;

/**
 * Layers whose inputs of the last k steps are joined to what comes out of them, so that an output
 * reads these by weights alone.
 */
public final class SkipSpec extends EnclosingSpec {
  /** The name in network.json. */
  public static final String KIND = "skip";

  private static final long serialVersionUID = 1L;

  private final int steps;

  /**
   * @param steps k, the present one among them
   * @param layers from the lowest up
   * @throws InvalidInputException if k is not positive, or a layer leaves steps out
   */
  public SkipSpec(int steps, List<? extends LayerSpec> layers) {
    super(layers);
    this.steps = steps;
    if (steps < 1) {
      throw new InvalidInputException(
          "linearSkip is %d; it is a number of steps including the current one, at least 1, or 0 for no linear path"
              .formatted(steps));
    }
    for (LayerSpec layer : layers) {
      if (layer.stride() > 1) {
        throw new InvalidInputException(
            "linearSkip is %d, which joins the inputs of each step to the output of the layers at that step, but convLayers has %s with stride %d, which leaves steps out; use stride 1, or set linearSkip=0"
                .formatted(steps, layer, layer.stride()));
      }
    }
  }

  /** Reads what {@link #choices} gave. */
  public static SkipSpec of(Choices choices) {
    return new SkipSpec(choices.integer("steps"), layers(choices));
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Map<String, Object> choices() {
    return Choices.map("steps", steps, LAYERS, written());
  }

  /** k. */
  public int steps() {
    return steps;
  }

  @Override
  public int outputWidth(int inputWidth) {
    return Math.addExact(LayerSpecs.outputWidth(layers, inputWidth), joinedInputs(inputWidth));
  }

  @Override
  public LayerSpec joinedAlone() {
    return new WindowSpec(steps);
  }

  @Override
  public int joinedInputs(int inputWidth) {
    return Math.multiplyExact(steps, inputWidth);
  }

  @Override
  public long floatsPerStep(int inputWidth) {
    long inner = LayerSpecs.outputWidth(layers, inputWidth);
    long floats = 2 * inner + joinedInputs(inputWidth); // joined, and a gradient on its way down
    return floats + LayerSpecs.floatsPerStep(layers, inputWidth);
  }

  @Override
  public int stateSize() {
    if (steps > 1) {
      throw new InvalidInputException(
          ("linearSkip is %d, so an output depends on inputs of several steps, but the state that is carried from one chunk of a sequence to the next does not contain inputs; set linearSkip=1, or train on whole sequences")
              .formatted(steps));
    }
    return super.stateSize();
  }

  @Override
  public LayerModule create(ModuleContext context, int inputWidth) {
    return new Skip(
        new LayerChain(context, layers, inputWidth), StepWindow.before(inputWidth, steps));
  }
}
