package org.sparkrnn.nn.sequence;

import java.util.Map;
import org.sparkrnn.nn.Choices;
import org.sparkrnn.nn.LayerModule;
import org.sparkrnn.nn.LayerSpec;
import org.sparkrnn.nn.ModuleContext;

/** A {@link LayerNorm}; it has no choices. */
public final class LayerNormSpec extends LayerSpec {
  /** The name in network.json. */
  public static final String KIND = "layerNorm";

  private static final long serialVersionUID = 1L;

  /** Reads what {@link #choices} gave. */
  public static LayerNormSpec of(Choices choices) {
    return new LayerNormSpec();
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Map<String, Object> choices() {
    return Map.of();
  }

  @Override
  public int outputWidth(int inputWidth) {
    return inputWidth;
  }

  @Override
  public int directions(int below) {
    return below;
  }

  @Override
  public long floatsPerStep(int inputWidth) {
    return 2L * inputWidth + 1; // x^, y, 1 / s
  }

  @Override
  public int stateSize() {
    return 0;
  }

  @Override
  public LayerModule create(ModuleContext context, int inputWidth) {
    return new LayerNorm(context, inputWidth);
  }
}
