package org.sparkrnn.nn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Properties of a stack of layers, from the lowest up. */
public final class LayerSpecs {
  private LayerSpecs() {}

  /** How many values the output of the last layer has per step. */
  public static int outputWidth(LayerSpec[] layers, int inputWidth) {
    int width = inputWidth;
    for (LayerSpec layer : layers) {
      width = layer.outputWidth(width);
    }
    return width;
  }

  /**
   * The number of scan directions in the output of the last layer: {@link LayerSpec#directions}.
   */
  public static int directions(LayerSpec[] layers, int below) {
    int directions = below;
    for (LayerSpec layer : layers) {
      directions = layer.directions(directions);
    }
    return directions;
  }

  /** How many output values of the last layer are input values: {@link LayerSpec#joinedInputs}. */
  public static int joinedInputs(LayerSpec[] layers, int inputWidth) {
    int joined = 0;
    int width = inputWidth;
    for (LayerSpec layer : layers) {
      joined = layer.joinedInputs(width);
      width = layer.outputWidth(width);
    }
    return joined;
  }

  /** The number of places with dropout in all layers: {@link LayerSpec#dropoutPlaces}. */
  public static int dropoutPlaces(LayerSpec[] layers) {
    return Arrays.stream(layers).mapToInt(LayerSpec::dropoutPlaces).sum();
  }

  /**
   * How many floats all layers keep per step of the input between a forward and a backward pass,
   * without the savings of layers that leave out steps.
   */
  public static long floatsPerStep(LayerSpec[] layers, int inputWidth) {
    long floats = 0;
    long repeats = 1;
    int width = inputWidth;
    for (LayerSpec layer : layers) {
      repeats *= layer.repeats();
      floats += repeats * layer.floatsPerStep(width);
      width = layer.outputWidth(width);
    }
    return floats;
  }

  /** The number of output steps for a number of input steps. */
  public static long outputSteps(LayerSpec[] layers, long inputSteps) {
    long steps = inputSteps;
    for (LayerSpec layer : layers) {
      steps = (steps + layer.stride() - 1) / layer.stride() * layer.repeats();
    }
    return steps;
  }

  /** How often the last layer repeats a step of the input, apart from strides. */
  public static long repeats(LayerSpec[] layers) {
    return Arrays.stream(layers).mapToLong(LayerSpec::repeats).reduce(1, (a, b) -> a * b);
  }

  /**
   * How many floats the layers need in addition, one after the other: {@link
   * LayerSpec#scratchFloats}.
   */
  public static long scratchFloats(LayerSpec[] layers, int inputWidth) {
    long floats = 0;
    int width = inputWidth;
    for (LayerSpec layer : layers) {
      floats = Math.max(floats, layer.scratchFloats(width));
      width = layer.outputWidth(width);
    }
    return floats;
  }

  /** How many floats per sequence all layers carry: {@link LayerSpec#stateSize}. */
  public static int stateSize(LayerSpec[] layers) {
    return Arrays.stream(layers).mapToInt(LayerSpec::stateSize).reduce(0, Math::addExact);
  }

  /** The layers of a type, in their order, including those within other layers. */
  public static <T extends LayerSpec> List<T> ofType(List<LayerSpec> layers, Class<T> type) {
    List<T> all = new ArrayList<>();
    for (LayerSpec layer : layers) {
      if (type.isInstance(layer)) {
        all.add(type.cast(layer));
      }
      all.addAll(ofType(layer.inner(), type));
    }
    return all;
  }
}
