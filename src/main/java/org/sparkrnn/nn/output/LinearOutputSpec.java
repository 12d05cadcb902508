package org.sparkrnn.nn.output;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.sparkrnn.data.ColumnSpec;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.Readout;
import org.sparkrnn.data.Targets;
import org.sparkrnn.nn.Choices;
import org.sparkrnn.nn.Criterion;
import org.sparkrnn.nn.InputSpec;
import org.sparkrnn.nn.ModuleContext;
import org.sparkrnn.nn.NetworkSpec;
import org.sparkrnn.nn.OutputModule;
import org.sparkrnn.nn.OutputSpec;
import org.sparkrnn.nn.Sizes;

/** The choices and sizes of a {@link LinearOutput}. */
public final class LinearOutputSpec extends OutputSpec {
  /** The name in network.json. */
  public static final String KIND = "linear";

  /** The block of V [K, D*H], unless embeddings are tied. */
  public static final String WEIGHT = "output.weight";

  /** The block of c [K]. */
  public static final String BIAS = "output.bias";

  /** The column whose table is the output's, if embeddings are tied. */
  static final String TIED = ColumnSpec.TOKENS;

  private static final String POOLING = "pooling";
  private static final String STEPS = "steps";
  private static final long serialVersionUID = 1L;

  private final HeadType head;
  private final Readout readout;
  private final PoolingType pooling;
  private final Loss loss;
  private final int outputSize;
  private final boolean tiedEmbeddings;
  private final int steps;

  /**
   * @param pooling the values that one output per sequence reads; LAST if there is one per step
   * @param outputSize K
   * @param tiedEmbeddings whether the weights are the embedding's table
   * @throws IllegalArgumentException if the size is not positive, the loss does not fit the head,
   *     or outputs of steps have another pooling than LAST
   */
  public LinearOutputSpec(
      HeadType head,
      Readout readout,
      PoolingType pooling,
      Loss loss,
      int outputSize,
      boolean tiedEmbeddings) {
    this(head, readout, pooling, loss, outputSize, tiedEmbeddings, 1);
  }

  /**
   * One output per sequence of which each of the last steps has a part.
   *
   * @param outputSize K of all parts
   * @param steps S, how many parts there are; each is o = V h + c of a step, with the same V [K/S,
   *     D*H] and c for all
   * @throws IllegalArgumentException if the size is not positive, the loss does not suit the head,
   *     or there are parts though each step has an output or is read with others, or K is not a
   *     multiple of S
   */
  public LinearOutputSpec(
      HeadType head,
      Readout readout,
      PoolingType pooling,
      Loss loss,
      int outputSize,
      boolean tiedEmbeddings,
      int steps) {
    this.steps = Sizes.positive(KIND, STEPS, steps);
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
    boolean single = readout == Readout.LAST_STEP && pooling == PoolingType.LAST && !tiedEmbeddings;
    if (steps > 1 && (!single || outputSize % steps != 0)) {
      throw new IllegalArgumentException(
          "%d outputs are read from the last %d steps; expected a multiple of the steps, readout %s, pooling %s and no tied embeddings"
              .formatted(
                  outputSize,
                  steps,
                  Readout.LAST_STEP.paramValue(),
                  PoolingType.LAST.paramValue()));
    }
  }

  /** Reads what {@link #choices} gave. */
  public static LinearOutputSpec of(Choices choices) {
    return new LinearOutputSpec(
        choices.constant("head", HeadType.values(), HeadType::paramValue),
        choices.constant("readout", Readout.values(), Readout::paramValue),
        choices.has(POOLING)
            ? choices.constant(POOLING, PoolingType.values(), PoolingType::paramValue)
            : PoolingType.LAST,
        Loss.of(choices.module("loss")),
        choices.integer("outputSize"),
        choices.flag("tiedEmbeddings"),
        choices.has(STEPS) ? choices.integer(STEPS) : 1);
  }

  @Override
  public String kind() {
    return KIND;
  }

  /** The pooling is left out where it is LAST, and one step, as models were saved without them. */
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
    if (steps > 1) {
      choices.put(STEPS, steps);
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
  public ColumnSpec targets() {
    return Targets.spec(readout, head.create(outputSize, loss).targetWidth());
  }

  /** The values that one output per sequence reads from the states of its steps. */
  public PoolingType pooling() {
    return pooling;
  }

  @Override
  public int steps() {
    return steps;
  }

  /** Makes the pooling of one output a sequence. */
  Pooling createPooling(ModuleContext context, int width) {
    return steps > 1 ? new LastSteps(width, steps) : pooling.create(context, width);
  }

  /** P, values of a row that the linear map reads. */
  int readWidth(int width) {
    return readout == Readout.EACH_STEP ? width : pooling.pooledWidth(width);
  }

  /** The output function. */
  public HeadType head() {
    return head;
  }

  /** The choices of the loss that the head offers. */
  public Loss loss() {
    return loss;
  }

  /** Whether the weights are the embedding's table. */
  public boolean tiedEmbeddings() {
    return tiedEmbeddings;
  }

  @Override
  public boolean isLike(OutputSpec other) {
    return other instanceof LinearOutputSpec o
        && head == o.head
        && readout == o.readout
        && pooling == o.pooling
        && outputSize == o.outputSize
        && steps == o.steps
        && tiedEmbeddings == o.tiedEmbeddings;
  }

  /** That of its targets. */
  @Override
  public boolean givesClasses() {
    return targets().width() == 0;
  }

  @Override
  public boolean givesReals() {
    return head.givesReals();
  }

  @Override
  public boolean estimates(int k) {
    Likelihood likelihood = loss.type().likelihood();
    return likelihood == null ? givesReals() : likelihood.estimates(k % likelihood.parameters());
  }

  @Override
  public double loss(double output, double target) {
    return givesReals() ? head.loss(loss, output, target) : super.loss(output, target);
  }

  @Override
  public boolean attends() {
    return pooling == PoolingType.ATTENTION;
  }

  @Override
  public Criterion criterion() {
    return head.criterion();
  }

  @Override
  public boolean sharesTable(String column) {
    return tiedEmbeddings && column.equals(TIED);
  }

  @Override
  public long floatsPerStep(int width) {
    return steps > 1 ? 2L * width : pooling.floatsPerStep(width); // what is read, its gradient
  }

  @Override
  public long scratchFloats(int width) {
    return Linear.blockLogits(outputSize);
  }

  @Override
  public int stateSize() {
    if (steps > 1) {
      throw new InvalidInputException(
          "the output is read from the last %d steps of a sequence, but the state that is carried from one chunk of a sequence to the next has only the last step; train on whole sequences"
              .formatted(steps));
    }
    if (pooling != PoolingType.LAST) {
      throw new InvalidInputException(
          ("the output reads all steps of a sequence (pooling %s), but the state that is carried from one chunk of a sequence to the next has only the last step; set the pooling %s, or train on whole sequences")
              .formatted(pooling.paramValue(), PoolingType.LAST.paramValue()));
    }
    return 0;
  }

  @Override
  public void requireFits(NetworkSpec network) {
    if (steps > 1 && network.directions() > 1) {
      throw new InvalidInputException(
          "the output is read from the last %d steps as the network goes on from step to step, but its last layer is bidirectional and also goes from the end to the beginning; set bidirectional=false"
              .formatted(steps));
    }
    if (tiedEmbeddings) {
      requireTable(network.input(TIED), readWidth(network.hiddenWidth()));
    }
    if (network.joinedInputs() > 0 && pooling != PoolingType.LAST) {
      throw new InvalidInputException(
          "linearSkip gives the inputs of the last steps to the output, but readout is %s, which reads all steps; set readout=lastStep or readout=eachStep, or set linearSkip=0"
              .formatted(pooling.paramValue()));
    }
  }

  private void requireTable(Optional<InputSpec> input, int width) {
    int vocabularySize = input.map(InputSpec::vocabularySize).orElse(0);
    int size = vocabularySize == 0 ? 0 : input.get().width();
    if (vocabularySize == 0 || outputSize != vocabularySize || width != size) {
      throw new InvalidInputException(
          ("tiedEmbeddings is true, but the embedding and the output layer cannot share one table: the embedding has %d tokens with %d numbers each, the output layer has %d classes with %d numbers each; make both equal, or set tiedEmbeddings=false")
              .formatted(vocabularySize, size, outputSize, width));
    }
  }

  @Override
  public OutputModule create(ModuleContext context, int width) {
    return new LinearOutput(context, this, width);
  }
}
