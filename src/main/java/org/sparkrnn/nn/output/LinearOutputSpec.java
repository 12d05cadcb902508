package org.sparkrnn.nn.output;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.Readout;
import org.sparkrnn.nn.Choices;
import org.sparkrnn.nn.InputSpec;
import org.sparkrnn.nn.ModuleContext;
import org.sparkrnn.nn.OutputModule;
import org.sparkrnn.nn.OutputSpec;
import org.sparkrnn.nn.Sizes;
import org.sparkrnn.nn.input.EmbeddingSpec;

/** The choices and sizes of a {@link LinearOutput}. */
public final class LinearOutputSpec extends OutputSpec {
  /** What network.json calls it. */
  public static final String KIND = "linear";

  private static final long serialVersionUID = 1L;

  private final HeadType head;
  private final Readout readout;
  private final Loss loss;
  private final int outputSize;
  private final boolean tiedEmbeddings;

  /**
   * @param outputSize K
   * @param tiedEmbeddings whether the weights are the embedding's table
   * @throws IllegalArgumentException if the size is not positive or the loss does not suit the head
   */
  public LinearOutputSpec(
      HeadType head, Readout readout, Loss loss, int outputSize, boolean tiedEmbeddings) {
    this.head = Objects.requireNonNull(head);
    this.readout = Objects.requireNonNull(readout);
    this.loss = loss;
    this.outputSize = Sizes.positive(KIND, "outputSize", outputSize);
    this.tiedEmbeddings = tiedEmbeddings;
    loss.requireFits(head, outputSize);
  }

  /** Reads what {@link #choices} gave. */
  public static LinearOutputSpec of(Choices choices) {
    Choices loss = choices.module("loss");
    LossType type = loss.constant("type", LossType.values(), LossType::paramValue);
    double huberDelta = loss.real("huberDelta");
    float[] classWeights = loss.floats("classWeights");
    double labelSmoothing = loss.real("labelSmoothing");
    loss.requireAllRead();
    HeadType head = choices.constant("head", HeadType.values(), HeadType::paramValue);
    return new LinearOutputSpec(
        head,
        choices.constant("readout", Readout.values(), Readout::paramValue),
        head == HeadType.IDENTITY
            ? Loss.ofReals(type, huberDelta)
            : Loss.ofClasses(classWeights, labelSmoothing),
        choices.integer("outputSize"),
        choices.flag("tiedEmbeddings"));
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Map<String, Object> choices() {
    return Choices.map(
        "head",
        head.paramValue(),
        "readout",
        readout.paramValue(),
        "loss",
        loss.choices(),
        "outputSize",
        outputSize,
        "tiedEmbeddings",
        tiedEmbeddings);
  }

  @Override
  public int outputSize() {
    return outputSize;
  }

  @Override
  public Readout readout() {
    return readout;
  }

  @Override
  public HeadType head() {
    return head;
  }

  @Override
  public Loss loss() {
    return loss;
  }

  @Override
  public boolean tiedEmbeddings() {
    return tiedEmbeddings;
  }

  @Override
  public void require(int width, InputSpec[] inputs) {
    if (!tiedEmbeddings) {
      return;
    }
    List<EmbeddingSpec> tables = new ArrayList<>();
    Arrays.stream(inputs)
        .filter(EmbeddingSpec.class::isInstance)
        .forEach(input -> tables.add((EmbeddingSpec) input));
    int vocabularySize = tables.isEmpty() ? 0 : tables.get(0).vocabularySize();
    int size = tables.isEmpty() ? 0 : tables.get(0).width();
    if (vocabularySize == 0 || outputSize != vocabularySize || width != size) {
      throw new InvalidInputException(
          ("tiedEmbeddings is true, but one table cannot serve both sides: the embedding has %d"
                  + " tokens of size %d, the output layer %d classes of hidden size %d; both must"
                  + " be equal, or set tiedEmbeddings=false")
              .formatted(vocabularySize, size, outputSize, width));
    }
  }

  @Override
  public OutputModule create(ModuleContext context, int width) {
    return new LinearOutput(context, this, width);
  }
}
