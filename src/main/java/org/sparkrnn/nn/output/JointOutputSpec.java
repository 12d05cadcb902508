package org.sparkrnn.nn.output;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.sparkrnn.data.ColumnSpec;
import org.sparkrnn.data.Readout;
import org.sparkrnn.nn.Choices;
import org.sparkrnn.nn.Criterion;
import org.sparkrnn.nn.ModuleContext;
import org.sparkrnn.nn.ModuleKinds;
import org.sparkrnn.nn.NetworkSpec;
import org.sparkrnn.nn.OutputModule;
import org.sparkrnn.nn.OutputSpec;

/**
 * Several outputs of classes that read the same layers: a {@link JointOutput}. The first is the
 * main one, which is used where only one output is possible.
 */
public final class JointOutputSpec extends OutputSpec {
  /** The name in network.json. */
  public static final String KIND = "joint";

  private static final long serialVersionUID = 1L;
  private static final String OUTPUTS = "outputs";

  private final OutputSpec[] parts; // an array, because Kryo cannot read every List

  /**
   * @param parts two or more, the main one first
   * @throws IllegalArgumentException if there are fewer than two, or one does not give classes,
   *     aligns its target with the steps, is itself joint, or shares a table with an input
   */
  public JointOutputSpec(List<? extends OutputSpec> parts) {
    this.parts = parts.toArray(new OutputSpec[0]);
    if (this.parts.length < 2) {
      throw new IllegalArgumentException(
          "joint has the outputs %s; expected two or more".formatted(parts));
    }
    for (OutputSpec part : parts) {
      boolean suits = part.parts().size() == 1 && part.givesClasses() && !part.aligns();
      if (!suits || part.sharesTable(ColumnSpec.TOKENS)) {
        throw new IllegalArgumentException(
            "joint has the output %s; expected each output to give classes and to have its own parameters"
                .formatted(part));
      }
    }
  }

  /** Reads what {@link #choices} gave. */
  public static JointOutputSpec of(Choices choices) {
    List<OutputSpec> parts = new ArrayList<>();
    for (Choices part : choices.modules(OUTPUTS)) {
      parts.add(ModuleKinds.read(part, OutputSpec.class));
    }
    return new JointOutputSpec(parts);
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Map<String, Object> choices() {
    return Choices.map(OUTPUTS, parts());
  }

  @Override
  public List<OutputSpec> parts() {
    return List.of(parts);
  }

  @Override
  public int outputSize() {
    return parts[0].outputSize();
  }

  @Override
  public int targetSize() {
    return parts[0].targetSize();
  }

  @Override
  public Readout readout() {
    return parts[0].readout();
  }

  @Override
  public ColumnSpec targets() {
    return parts[0].targets();
  }

  @Override
  public boolean isLike(OutputSpec other) {
    boolean like = other.parts().size() == parts.length;
    for (int i = 0; like && i < parts.length; i++) {
      like = parts[i].isLike(other.parts().get(i));
    }
    return like;
  }

  @Override
  public boolean givesClasses() {
    return true;
  }

  @Override
  public boolean stepsStandAlone() {
    return Arrays.stream(parts).allMatch(OutputSpec::stepsStandAlone);
  }

  @Override
  public Criterion criterion() {
    return parts[0].criterion();
  }

  @Override
  public long floatsPerStep(int width) {
    return width + Arrays.stream(parts).mapToLong(part -> part.floatsPerStep(width)).sum();
  }

  @Override
  public long scratchFloats(int width) {
    return Arrays.stream(parts).mapToLong(part -> part.scratchFloats(width)).sum();
  }

  @Override
  public long alignmentFloats(long steps, long labels) {
    return Arrays.stream(parts).mapToLong(part -> part.alignmentFloats(steps, labels)).sum();
  }

  @Override
  public int stateSize() {
    return Arrays.stream(parts).mapToInt(OutputSpec::stateSize).reduce(0, Math::addExact);
  }

  @Override
  public void requireFits(NetworkSpec network) {
    for (OutputSpec part : parts) {
      part.requireFits(network);
    }
  }

  @Override
  public OutputModule create(ModuleContext context, int width) {
    List<OutputModule> modules = new ArrayList<>();
    for (int i = 0; i < parts.length; i++) {
      OutputSpec part = parts[i];
      modules.add(context.output(i, () -> part.create(context, width)));
    }
    return new JointOutput(modules, width);
  }
}
