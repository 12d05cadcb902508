package org.sparkrnn.nn;

import java.util.Map;

/** A {@link LayerNorm}; it has no choices. */
public final class LayerNormSpec extends LayerSpec {
  static final String KIND = "layerNorm";
  private static final long serialVersionUID = 1L;

  static LayerNormSpec of(Choices choices) {
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
  public long floatsPerStep(int inputWidth) {
    return 2L * inputWidth + 1; // x^, y, 1 / s
  }

  @Override
  public int stateSize() {
    return 0;
  }

  @Override
  LayerModule create(ModuleContext context, int inputWidth) {
    return new LayerNorm(context, inputWidth);
  }
}
