package org.sparkrnn.nn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What layers that stand on each other, from the lowest up, are together. */
public final class LayerSpecs {
  private LayerSpecs() {}

  /** How many values a step come out of the last. */
  public static int outputWidth(LayerSpec[] layers, int inputWidth) {
    int width = inputWidth;
    for (LayerSpec layer : layers) {
      width = layer.outputWidth(width);
    }
    return width;
  }

  /** How many scans what comes out of the last ends: {@link LayerSpec#directions}. */
  public static int directions(LayerSpec[] layers, int below) {
    int directions = below;
    for (LayerSpec layer : layers) {
      directions = layer.directions(directions);
    }
    return directions;
  }

  /** How many of the values that come out of the last went in: {@link LayerSpec#joinedInputs}. */
  public static int joinedInputs(LayerSpec[] layers, int inputWidth) {
    int joined = 0;
    int width = inputWidth;
    for (LayerSpec layer : layers) {
      joined = layer.joinedInputs(width);
      width = layer.outputWidth(width);
    }
    return joined;
  }

  /** At how many places all of them drop units: {@link LayerSpec#dropoutPlaces}. */
  public static int dropoutPlaces(LayerSpec[] layers) {
    return Arrays.stream(layers).mapToInt(LayerSpec::dropoutPlaces).sum();
  }

  /**
   * How many floats all of them keep a step of the input between a forward and a backward pass;
   * that some leave out steps is not counted on.
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

  /** How many steps come out of so many. */
  public static long outputSteps(LayerSpec[] layers, long inputSteps) {
    long steps = inputSteps;
    for (LayerSpec layer : layers) {
      steps = (steps + layer.stride() - 1) / layer.stride() * layer.repeats();
    }
    return steps;
  }

  /** How often the last repeats a step of the input, strides apart. */
  public static long repeats(LayerSpec[] layers) {
    return Arrays.stream(layers).mapToLong(LayerSpec::repeats).reduce(1, (a, b) -> a * b);
  }

  /**
   * How many floats they take beside that, one after the other: {@link LayerSpec#scratchFloats}.
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

  /** How many floats of a sequence all of them carry: {@link LayerSpec#stateSize}. */
  public static int stateSize(LayerSpec[] layers) {
    return Arrays.stream(layers).mapToInt(LayerSpec::stateSize).reduce(0, Math::addExact);
  }

  /** Those of a type, in their order, with those within others. */
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
