package org.sparkrnn.nn.output;

import java.util.Map;
import org.sparkrnn.data.ColumnSpec;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.Readout;
import org.sparkrnn.data.SpanTags;
import org.sparkrnn.data.Targets;
import org.sparkrnn.nn.Choices;
import org.sparkrnn.nn.Criterion;
import org.sparkrnn.nn.ModuleContext;
import org.sparkrnn.nn.NetworkSpec;
import org.sparkrnn.nn.OutputModule;
import org.sparkrnn.nn.OutputSpec;
import org.sparkrnn.nn.Sizes;

/** The size of a {@link CrfOutput}, and which labels may follow each other. */
public final class CrfOutputSpec extends OutputSpec {
  /** The name in network.json. */
  public static final String KIND = "crf";

  private static final long serialVersionUID = 1L;
  private static final String SCHEME = "scheme";

  private final int outputSize;
  private final SpanTags tags;

  /** Makes a spec for labels in any order. */
  public CrfOutputSpec(int outputSize) {
    this(outputSize, SpanTags.NONE);
  }

  /**
   * @param outputSize K
   * @param tags the tags of K labels, or {@link SpanTags#NONE}
   */
  public CrfOutputSpec(int outputSize, SpanTags tags) {
    this.outputSize = Sizes.positive(KIND, "outputSize", outputSize);
    this.tags = tags;
    if (tags.size() > 0 && tags.size() != outputSize) {
      throw new InvalidInputException(
          "crf has outputSize %d, but its tags have %d labels".formatted(outputSize, tags.size()));
    }
  }

  /** Reads what {@link #choices} gave. */
  public static CrfOutputSpec of(Choices choices) {
    return new CrfOutputSpec(
        choices.integer("outputSize"),
        choices.has(SCHEME)
            ? SpanTags.of(choices.text(SCHEME), choices.text("tags"))
            : SpanTags.NONE);
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Map<String, Object> choices() {
    return tags.size() == 0
        ? Choices.map("outputSize", outputSize)
        : Choices.map(
            "outputSize", outputSize, SCHEME, tags.scheme().paramValue(), "tags", tags.text());
  }

  @Override
  public int outputSize() {
    return outputSize;
  }

  /** Which labels may follow each other. */
  public SpanTags tags() {
    return tags;
  }

  @Override
  public Readout readout() {
    return Readout.EACH_STEP;
  }

  @Override
  public boolean isLike(OutputSpec other) {
    return equals(other);
  }

  @Override
  public boolean givesClasses() {
    return true;
  }

  @Override
  public Criterion criterion() {
    return Criterion.ACCURACY;
  }

  @Override
  public long floatsPerStep(int width) {
    return 15L * outputSize + width; // o, dHidden; o, p, and four of the chain in double; Viterbi's
  }

  @Override
  public long scratchFloats(int width) {
    return 12L * outputSize * outputSize; // six tables in double
  }

  @Override
  public int stateSize() {
    throw new InvalidInputException(
        "a crf needs whole sequences of labels, but the state that is carried from one chunk of a sequence to the next does not contain labels; train on whole sequences");
  }

  @Override
  public ColumnSpec targets() {
    return Targets.spec(Readout.EACH_STEP, 0);
  }

  @Override
  public boolean stepsStandAlone() {
    return false;
  }

  /** Fits any layers. */
  @Override
  public void requireFits(NetworkSpec network) {
    // Any width will do.
  }

  @Override
  public OutputModule create(ModuleContext context, int width) {
    return new CrfOutput(context, this, width);
  }
}
