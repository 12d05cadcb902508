package org.sparkrnn.nn.output;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
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

  private static final String POOLING = "pooling";
  private static final long serialVersionUID = 1L;

  private final HeadType head;
  private final Readout readout;
  private final PoolingType pooling;
  private final Loss loss;
  private final int outputSize;
  private final boolean tiedEmbeddings;

  /**
   * @param pooling what one output a sequence reads; LAST for one a step, which reads its own
   * @param outputSize K
   * @param tiedEmbeddings whether the weights are the embedding's table
   * @throws IllegalArgumentException if the size is not positive, the loss does not suit the head,
   *     or outputs of steps have another pooling than LAST
   */
  public LinearOutputSpec(
      HeadType head,
      Readout readout,
      PoolingType pooling,
      Loss loss,
      int outputSize,
      boolean tiedEmbeddings) {
    this.head = Objects.requireNonNull(head);
    this.readout = Objects.requireNonNull(readout);
    this.pooling = Objects.requireNonNull(pooling);
    this.loss = loss;
    this.outputSize = Sizes.positive(KIND, "outputSize", outputSize);
    this.tiedEmbeddings = tiedEmbeddings;
    loss.requireFits(head, outputSize);
    if (readout == Readout.EACH_STEP && pooling != PoolingType.LAST) {
      throw new IllegalArgumentException(
          "the pooling is %s, but the network has an output at each step, which reads that step; set readout %s, or leave the pooling out"
              .formatted(pooling.paramValue(), Readout.LAST_STEP.paramValue()));
    }
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
        choices.has(POOLING)
            ? choices.constant(POOLING, PoolingType.values(), PoolingType::paramValue)
            : PoolingType.LAST,
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

  /** The pooling is left out where it is LAST, as models have it that were saved without it. */
  @Override
  public Map<String, Object> choices() {
    Map<String, Object> choices =
        new LinkedHashMap<>(
            Choices.map(
                "head",
                head.paramValue(),
                "readout",
                readout.paramValue(),
                "loss",
                loss.choices(),
                "outputSize",
                outputSize,
                "tiedEmbeddings",
                tiedEmbeddings));
    if (pooling != PoolingType.LAST) {
      choices.put(POOLING, pooling.paramValue());
    }
    return Collections.unmodifiableMap(choices);
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
  public PoolingType pooling() {
    return pooling;
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
  public long floatsPerStep(int width) {
    return pooling.floatsPerStep(width);
  }

  @Override
  public int stateSize() {
    if (pooling != PoolingType.LAST) {
      throw new InvalidInputException(
          ("the output reads all steps of a sequence (pooling %s), but a state that is carried from"
                  + " one chunk of a sequence to the next has only the last of them; take the"
                  + " pooling %s, or train on whole sequences")
              .formatted(pooling.paramValue(), PoolingType.LAST.paramValue()));
    }
    return 0;
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
