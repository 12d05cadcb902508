package org.sparkrnn.nn;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sparkrnn.data.ColumnSpec;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.Readout;
import org.sparkrnn.data.TokenColumn;

/**
 * A network as the list of its modules: inputs, whose columns are side by side in x; layers, from
 * the input up; and an output. Two specs are equal if their modules are.
 *
 * <p>It is not a record, because it is sent in broadcasts, and the version of Kryo in Spark cannot
 * read records.
 */
public final class NetworkSpec implements Serializable {
  private static final long serialVersionUID = 1L;

  private final InputSpec[] inputs; // arrays: Kryo cannot read every List
  private final LayerSpec[] layers;
  private final OutputSpec output;

  /**
   * @param inputs at least one; each reads a different column
   * @param layers from the input up; may be empty
   * @throws IllegalArgumentException if the modules do not fit each other
   */
  public NetworkSpec(List<InputSpec> inputs, List<LayerSpec> layers, OutputSpec output) {
    this.inputs = inputs.toArray(new InputSpec[0]);
    this.layers = layers.toArray(new LayerSpec[0]);
    this.output = output;
    requireInputs();
    hiddenWidth(); // layers of which one does not fit the one below it are refused
    requireSteps();
    output.requireFits(this);
  }

  /** Targets of steps are of those that go in: as many must come out. */
  private void requireSteps() {
    for (LayerSpec layer : layers) {
      if (layer.stride() > 1 && hasOutputsOfSteps()) {
        throw new InvalidInputException(
            ((layer.rearranges() ? "the network has a " : "convLayers has ")
                    + "%s with stride %d, so fewer steps come out than go in, but this network has an output at each step; use stride 1, or a task with one output per sequence")
                .formatted(layer, layer.stride()));
      }
      if (layer.repeats() > 1 && output.targets().per() == Readout.EACH_STEP) {
        throw new InvalidInputException(
            ("upsample is %d, so more steps come out than go in, but this network has an output at"
                    + " each step; leave it out")
                .formatted(layer.repeats()));
      }
    }
  }

  /** Whether an output learns a target for each step. */
  public boolean hasOutputsOfSteps() {
    return output.parts().stream().anyMatch(part -> part.targets().per() == Readout.EACH_STEP);
  }

  private void requireInputs() {
    if (inputs.length == 0) {
      throw new IllegalArgumentException("a network has no inputs; expected at least one");
    }
    if (Arrays.stream(inputs).map(input -> input.column().name()).distinct().count()
        < inputs.length) {
      throw new IllegalArgumentException(
          "a network has the inputs %s; expected each of them to read a different column"
              .formatted(Arrays.toString(inputs)));
    }
  }

  /**
   * Starts the usual chain of modules: tokens, features or both; convolutions or a window; layers
   * of one cell; a linear output.
   */
  public static NetworkBuilder builder() {
    return new NetworkBuilder();
  }

  /** The modules by name, as saved models have them: numbers, booleans, texts, lists and maps. */
  public Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("inputs", Arrays.stream(inputs).map(Choices::written).toList());
    map.put("layers", Arrays.stream(layers).map(Choices::written).toList());
    map.put("output", Choices.written(output));
    return map;
  }

  /**
   * Parses {@link #toMap}.
   *
   * @param where names what was read, for messages
   * @throws InvalidInputException if it does not describe a network
   */
  public static NetworkSpec ofMap(String where, Object map) {
    Choices network = Choices.of(where, map);
    List<InputSpec> inputs = new ArrayList<>();
    for (Choices input : network.modules("inputs")) {
      inputs.add(ModuleKinds.read(input, InputSpec.class));
    }
    List<LayerSpec> layers = new ArrayList<>();
    for (Choices layer : network.modules("layers")) {
      layers.add(ModuleKinds.read(layer, LayerSpec.class));
    }
    OutputSpec output = ModuleKinds.read(network.module("output"), OutputSpec.class);
    network.requireAllRead();
    try {
      return new NetworkSpec(inputs, layers, output);
    } catch (InvalidInputException e) {
      throw e;
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new InvalidInputException(where + ": " + e.getMessage(), e);
    }
  }

  /** Whether another network has the same parameters and outputs; their losses may differ. */
  public boolean isLike(NetworkSpec other) {
    return Arrays.equals(inputs, other.inputs)
        && Arrays.equals(layers, other.layers)
        && output.isLike(other.output);
  }

  /** The inputs in the order of their columns in x. */
  public List<InputSpec> inputs() {
    return List.of(inputs);
  }

  /** The layers, from the input up. */
  public List<LayerSpec> layers() {
    return List.of(layers);
  }

  /** The last module. */
  public OutputSpec output() {
    return output;
  }

  /**
   * The last module, cast to its type.
   *
   * @throws IllegalArgumentException if it has another type
   */
  public <T extends OutputSpec> T output(Class<T> type) {
    if (!type.isInstance(output)) {
      throw new IllegalArgumentException(
          "the output of the network is %s; expected a %s".formatted(output, type.getSimpleName()));
    }
    return type.cast(output);
  }

  /** The layers of a type from the lowest up, including those within other layers. */
  public <T extends LayerSpec> List<T> layers(Class<T> type) {
    return LayerSpecs.ofType(List.of(layers), type);
  }

  /** The input that reads the column of this name, if there is one. */
  public Optional<InputSpec> input(String column) {
    return Arrays.stream(inputs).filter(input -> input.column().name().equals(column)).findAny();
  }

  /** Whether steps have tokens. */
  public boolean tokenInput() {
    return vocabularySize() > 0;
  }

  /** V for token inputs, 0 for dense inputs. */
  public int vocabularySize() {
    return vocabularySize(TokenColumn.TOKENS);
  }

  /** How many entries the vocabulary of a column has; 0 if no module reads it. */
  public int vocabularySize(TokenColumn column) {
    return input(column.spec().name()).map(InputSpec::vocabularySize).orElse(0);
  }

  /** I: the size of a step for the layers, x_t = features, embedding, or [embedding; features]. */
  public int inputSize() {
    return Arrays.stream(inputs).mapToInt(InputSpec::width).reduce(0, Math::addExact);
  }

  /** D: the part of I that is the embedding of a token; 0 for dense inputs. */
  public int embeddingSize() {
    return input(ColumnSpec.TOKENS).map(InputSpec::width).orElse(0);
  }

  /** How many features a step of the data has; 0 for tokens only. */
  public int features() {
    return input(ColumnSpec.FEATURES).map(input -> input.column().width()).orElse(0);
  }

  /** K. */
  public int outputSize() {
    return output.outputSize();
  }

  /** Which steps have an output; if there are several outputs, for the first. */
  public Readout readout() {
    return output.readout();
  }

  /** Whether an input has parameters, so that a gradient of x is needed. */
  public boolean inputsLearn() {
    return Arrays.stream(inputs).anyMatch(InputSpec::learns);
  }

  /**
   * The number of scan directions in the values that the output reads: {@link
   * LayerSpec#directions}.
   */
  public int directions() {
    return LayerSpecs.directions(layers, 1);
  }

  /**
   * How many of the values that the output reads are inputs of the last layer; these are the last
   * ones: {@link LayerSpec#joinedInputs}.
   */
  public int joinedInputs() {
    return LayerSpecs.joinedInputs(layers, inputSize());
  }

  /** How many values per step the output reads. */
  public int hiddenWidth() {
    return LayerSpecs.outputWidth(layers, inputSize());
  }

  /** The number of output steps of the layers for a number of input steps. */
  public long outputSteps(long inputSteps) {
    return LayerSpecs.outputSteps(layers, inputSteps);
  }

  /** The input step from which an output step is made, or the first of several such steps. */
  public long inputStep(long outputStep) {
    long step = outputStep;
    for (int i = layers.length - 1; i >= 0; i--) {
      step = step / layers[i].repeats() * layers[i].stride();
    }
    return step;
  }

  /** The number of places with dropout in the layers: {@link LayerSpec#dropoutPlaces}. */
  public int dropoutPlaces() {
    return LayerSpecs.dropoutPlaces(layers);
  }

  /** How many floats the passes keep per step. */
  public long floatsPerStep() {
    long floats = (inputsLearn() ? 2L : 1L) * inputSize(); // x, and its gradient
    for (InputSpec input : inputs) {
      floats += input.floatsPerStep();
    }
    return floats
        + LayerSpecs.floatsPerStep(layers, inputSize())
        + LayerSpecs.repeats(layers) * output.floatsPerStep(hiddenWidth());
  }

  /**
   * The largest number of floats that they keep in addition for each part of a list that inputs
   * read.
   */
  public long floatsPerPart() {
    return Arrays.stream(inputs).mapToLong(InputSpec::floatsPerPart).sum();
  }

  /** How many floats the passes need in addition, independently of the number of steps. */
  public long scratchFloats() {
    return Arrays.stream(inputs).mapToLong(InputSpec::scratchFloats).sum()
        + LayerSpecs.scratchFloats(layers, inputSize())
        + output.scratchFloats(hiddenWidth());
  }

  /**
   * How many floats per sequence are carried from one chunk of it to the next.
   *
   * @throws InvalidInputException if the network also reads from the end or reads several steps at
   *     once, or its output reads all steps
   */
  public int stateSize() {
    return Math.addExact(output.stateSize(), LayerSpecs.stateSize(layers));
  }

  /** Whether a state can be carried from one chunk of a sequence to the next. */
  public boolean carriesState() {
    try {
      return stateSize() >= 0;
    } catch (InvalidInputException e) {
      return false;
    }
  }

  /** The modules that write x; not copied. */
  public InputSpec[] inputSpecs() {
    return inputs;
  }

  /** The layers, from the lowest up; not copied. */
  public LayerSpec[] layerSpecs() {
    return layers;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof NetworkSpec spec
        && Arrays.equals(inputs, spec.inputs)
        && Arrays.equals(layers, spec.layers)
        && output.equals(spec.output);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * Arrays.hashCode(inputs) + Arrays.hashCode(layers)) + output.hashCode();
  }

  @Override
  public String toString() {
    return "inputs %s, layers %s, output %s"
        .formatted(Arrays.toString(inputs), Arrays.toString(layers), output);
  }
}
