package org.sparkrnn.nn.sequence;

import java.util.List;
import java.util.Map;
import org.sparkrnn.nn.Choices;
import org.sparkrnn.nn.LayerChain;
import org.sparkrnn.nn.LayerModule;
import org.sparkrnn.nn.LayerSpec;
import org.sparkrnn.nn.LayerSpecs;
import org.sparkrnn.nn.ModuleContext;

/** Layers whose input is added to what comes out of them. */
public final class ResidualSpec extends EnclosingSpec {
  /** The name in network.json. */
  public static final String KIND = "residual";

  private static final long serialVersionUID = 1L;

  /**
   * @param layers from the lowest up
   * @throws IllegalArgumentException if there is none, or one leaves steps out
   */
  public ResidualSpec(List<? extends LayerSpec> layers) {
    super(layers);
    if (layers.isEmpty()
        || layers.stream().anyMatch(layer -> layer.stride() > 1 || layer.repeats() > 1)) {
      throw new IllegalArgumentException(
          "residual has the layers %s; expected one or more layers that keep the number of steps"
              .formatted(layers));
    }
  }

  /** Reads what {@link #choices} gave. */
  public static ResidualSpec of(Choices choices) {
    return new ResidualSpec(layers(choices));
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Map<String, Object> choices() {
    return Choices.map(LAYERS, written());
  }

  @Override
  public int outputWidth(int inputWidth) {
    int width = LayerSpecs.outputWidth(layers, inputWidth);
    if (width != inputWidth) {
      throw new IllegalArgumentException(
          "residual has an input of %d values per step, but its layers give %d; both must be equal, because they are added"
              .formatted(inputWidth, width));
    }
    return width;
  }

  @Override
  public long floatsPerStep(int inputWidth) {
    long floats = 2L * inputWidth; // the sum, and a gradient on its way down
    return floats + LayerSpecs.floatsPerStep(layers, inputWidth);
  }

  @Override
  public LayerModule create(ModuleContext context, int inputWidth) {
    return new Residual(new LayerChain(context, layers, inputWidth), inputWidth);
  }
}
