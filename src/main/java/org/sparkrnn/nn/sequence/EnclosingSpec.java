package org.sparkrnn.nn.sequence;

import java.util.Arrays;
import java.util.List;
import org.sparkrnn.nn.Choices;
import org.sparkrnn.nn.LayerSpec;
import org.sparkrnn.nn.LayerSpecs;
import org.sparkrnn.nn.ModuleKinds;

/** Layers with something around them: as many steps come out as go in. */
abstract class EnclosingSpec extends LayerSpec {
  /** What network.json calls the layers. */
  static final String LAYERS = "layers";

  private static final long serialVersionUID = 1L;

  protected final LayerSpec[] layers; // an array: Kryo cannot read every List

  /**
   * @param layers from the lowest up
   */
  EnclosingSpec(List<? extends LayerSpec> layers) {
    this.layers = layers.toArray(new LayerSpec[0]);
  }

  /** The layers, of what {@link #choices} gave. */
  static List<LayerSpec> layers(Choices choices) {
    return choices.modules(LAYERS).stream()
        .map(layer -> ModuleKinds.read(layer, LayerSpec.class))
        .toList();
  }

  /** The layers, for {@link #choices}. */
  final List<LayerSpec> written() {
    return Arrays.asList(layers);
  }

  @Override
  public List<LayerSpec> inner() {
    return List.of(layers);
  }

  @Override
  public long scratchFloats(int inputWidth) {
    return LayerSpecs.scratchFloats(layers, inputWidth);
  }

  @Override
  public int stateSize() {
    return LayerSpecs.stateSize(layers);
  }

  @Override
  public int directions(int below) {
    return LayerSpecs.directions(layers, below);
  }
}
