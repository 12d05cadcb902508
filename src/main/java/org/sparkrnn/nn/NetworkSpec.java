package org.sparkrnn.nn;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.Readout;

/**
 * All choices and sizes that determine a network's shape; equal if all of them are.
 *
 * <p>Not a record: this travels in broadcasts, and the Kryo in Spark cannot read records.
 */
public final class NetworkSpec implements Serializable {
  private static final long serialVersionUID = 1L;

  private final int vocabularySize;
  private final int inputSize;
  private final int joinedFeatures;
  private final CellType cell;
  private final Activation activation;
  private final int hiddenSize;
  private final int numLayers;
  private final boolean bidirectional;
  private final HeadType head;
  private final Readout readout;
  private final Loss loss;
  private final int outputSize;
  private final boolean learnedInitialState;
  private final ConvLayer[] convLayers; // an array: Kryo cannot read every List
  private final int window;
  private final boolean tiedEmbeddings;
  private final int directOrder;
  private final int directSize;
  private final double languageModelWeight;

  private NetworkSpec(Builder builder) {
    vocabularySize = builder.vocabularySize;
    inputSize = builder.inputSize;
    joinedFeatures = builder.joinedFeatures;
    cell = builder.cell;
    activation = builder.activation;
    hiddenSize = builder.hiddenSize;
    numLayers = builder.numLayers;
    bidirectional = builder.bidirectional;
    head = builder.head;
    readout = builder.readout;
    loss = builder.loss;
    outputSize = builder.outputSize;
    learnedInitialState = builder.learnedInitialState;
    convLayers = builder.convLayers.toArray(new ConvLayer[0]);
    window = builder.window;
    tiedEmbeddings = builder.tiedEmbeddings;
    directOrder = builder.directOrder;
    directSize = builder.directSize;
    languageModelWeight = builder.languageModelWeight;
    if (vocabularySize < 0 || inputSize < 1 || hiddenSize < 1 || numLayers < 1 || outputSize < 1) {
      throw new IllegalArgumentException(
          "sizes of a network must be positive: vocabularySize %d, inputSize %d, hiddenSize %d, numLayers %d, outputSize %d"
              .formatted(vocabularySize, inputSize, hiddenSize, numLayers, outputSize));
    }
    if (joinedFeatures < 0 || joinedFeatures > 0 && (!tokenInput() || embeddingSize() < 1)) {
      throw new IllegalArgumentException(
          "%d of %d inputs are features joined to an embedding of %d tokens; some must be left for the embedding"
              .formatted(joinedFeatures, inputSize, vocabularySize));
    }
    Objects.requireNonNull(cell, "a network needs a cell");
    loss.requireFits(head, outputSize);
    requireSteps();
    requireTiedSizes();
    requireDirect();
    requireLanguageModel();
  }

  private void requireSteps() {
    if (window < 1) {
      throw new InvalidInputException(
          "window is %d; it counts steps, the present one among them: at least 1"
              .formatted(window));
    }
    if (window > 1 && cell != CellType.NONE) {
      throw new InvalidInputException(
          ("window is %d with cell %s, which remembers earlier steps by itself; a window is for"
                  + " cell none: set window=1 or cell=none")
              .formatted(window, cell.paramValue()));
    }
    for (ConvLayer layer : convLayers) {
      if (layer.stride() > 1 && readout == Readout.EACH_STEP) {
        throw new InvalidInputException(
            ("convLayers has %s with stride %d, so fewer steps come out than go in, but this"
                    + " network has an output at each step; use stride 1, or a task with one"
                    + " output a sequence")
                .formatted(layer, layer.stride()));
      }
    }
  }

  private void requireDirect() {
    if (directOrder < 0 || directSize < 1) {
      throw new IllegalArgumentException(
          "directOrder is %d and directSize %d; at least 0 tokens and 1 row"
              .formatted(directOrder, directSize));
    }
    if (directOrder > 0 && !tokenInput()) {
      throw new InvalidInputException(
          ("directOrder is %d, but the inputs are numbers; direct connections start from n-grams"
                  + " of tokens: set directOrder=0, or give tokens")
              .formatted(directOrder));
    }
  }

  private void requireLanguageModel() {
    if (!(languageModelWeight >= 0 && languageModelWeight < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "languageModelWeight is %s; expected a number from 0 on".formatted(languageModelWeight));
    }
    if (languageModelWeight == 0) {
      return;
    }
    if (!tokenInput()) {
      throw new InvalidInputException(
          ("languageModelWeight is %s, but the inputs are numbers; only tokens can be predicted as"
                  + " classes: set languageModelWeight=0, or give tokens")
              .formatted(languageModelWeight));
    }
    if (cell == CellType.NONE || convLayers.length > 0) {
      throw new InvalidInputException(
          ("languageModelWeight is %s with cell %s and %d convolutions; it needs a recurrent first"
                  + " layer that reads the tokens themselves, which has not seen the token it"
                  + " predicts: set languageModelWeight=0, or another cell and no convLayers")
              .formatted(languageModelWeight, cell.paramValue(), convLayers.length));
    }
  }

  private void requireTiedSizes() {
    int hidden = directions() * hiddenSize;
    if (tiedEmbeddings
        && (vocabularySize == 0 || outputSize != vocabularySize || hidden != embeddingSize())) {
      throw new InvalidInputException(
          ("tiedEmbeddings is true, but one table cannot serve both sides: the embedding has %d"
                  + " tokens of size %d, the output layer %d classes of hidden size %d; both must"
                  + " be equal, or set tiedEmbeddings=false")
              .formatted(vocabularySize, embeddingSize(), outputSize, hidden));
    }
  }

  /**
   * Starts from one layer, one direction, dense inputs, tanh and a softmax each step; the cell and
   * the sizes of input, hidden layer and output must be set.
   */
  public static Builder builder() {
    return new Builder();
  }

  /** A builder with all of this network's choices. */
  public Builder toBuilder() {
    return new Builder()
        .vocabularySize(vocabularySize)
        .inputSize(inputSize)
        .joinedFeatures(joinedFeatures)
        .cell(cell)
        .activation(activation)
        .hiddenSize(hiddenSize)
        .numLayers(numLayers)
        .bidirectional(bidirectional)
        .head(head)
        .readout(readout)
        .loss(loss)
        .outputSize(outputSize)
        .learnedInitialState(learnedInitialState)
        .convLayers(convLayers())
        .window(window)
        .tiedEmbeddings(tiedEmbeddings)
        .directOrder(directOrder)
        .directSize(directSize)
        .languageModelWeight(languageModelWeight);
  }

  /** Collects the choices of a network. */
  public static final class Builder {
    private int vocabularySize;
    private int inputSize;
    private int joinedFeatures;
    private CellType cell;
    private Activation activation = Activation.TANH;
    private int hiddenSize;
    private int numLayers = 1;
    private boolean bidirectional;
    private HeadType head = HeadType.SOFTMAX;
    private Readout readout = Readout.EACH_STEP;
    private Loss loss = Loss.DEFAULT;
    private int outputSize;
    private boolean learnedInitialState;
    private List<ConvLayer> convLayers = List.of();
    private int window = 1;
    private boolean tiedEmbeddings;
    private int directOrder;
    private int directSize = 1;
    private double languageModelWeight;

    private Builder() {}

    /** V for token inputs, 0 for dense inputs. */
    public Builder vocabularySize(int value) {
      vocabularySize = value;
      return this;
    }

    /**
     * I: the features a step for dense inputs; for tokens the embedding's size, and with it the
     * features that are joined to it.
     */
    public Builder inputSize(int value) {
      inputSize = value;
      return this;
    }

    /** For token inputs, how many of I are features behind the embedding; 0 for tokens alone. */
    public Builder joinedFeatures(int value) {
      joinedFeatures = value;
      return this;
    }

    /** The recurrent cell. */
    public Builder cell(CellType value) {
      cell = value;
      return this;
    }

    /** f1 of Elman and memoryless cells. */
    public Builder activation(Activation value) {
      activation = value;
      return this;
    }

    /** H, per direction. */
    public Builder hiddenSize(int value) {
      hiddenSize = value;
      return this;
    }

    /** How many recurrent layers stand on each other. */
    public Builder numLayers(int value) {
      numLayers = value;
      return this;
    }

    /** Whether each layer also scans from the end. */
    public Builder bidirectional(boolean value) {
      bidirectional = value;
      return this;
    }

    /** Output function and loss. */
    public Builder head(HeadType value) {
      head = value;
      return this;
    }

    /** Which steps have an output. */
    public Builder readout(Readout value) {
      readout = value;
      return this;
    }

    /** The choices that the head leaves about its loss. */
    public Builder loss(Loss value) {
      loss = value;
      return this;
    }

    /** K. */
    public Builder outputSize(int value) {
      outputSize = value;
      return this;
    }

    /** Whether the state before a sequence's first step is a parameter, instead of zeros. */
    public Builder learnedInitialState(boolean value) {
      learnedInitialState = value;
      return this;
    }

    /** Convolutions over time in front of the first layer, in their order. */
    public Builder convLayers(List<ConvLayer> value) {
      convLayers = List.copyOf(value);
      return this;
    }

    /** Of the last how many steps a memoryless network reads the inputs; 1 for any other. */
    public Builder window(int value) {
      window = value;
      return this;
    }

    /** Whether the output layer's weights are the embedding's table. */
    public Builder tiedEmbeddings(boolean value) {
      tiedEmbeddings = value;
      return this;
    }

    /** Of the n-grams of how many tokens at most outputs are reached directly; 0 of none. */
    public Builder directOrder(int value) {
      directOrder = value;
      return this;
    }

    /** How many rows the table of direct connections has, which n-grams share by their hash. */
    public Builder directSize(int value) {
      directSize = value;
      return this;
    }

    /** How much the first layer's predictions of its next tokens count in training; 0 for none. */
    public Builder languageModelWeight(double value) {
      languageModelWeight = value;
      return this;
    }

    /**
     * @throws IllegalArgumentException if a size is not positive or the loss does not suit the head
     */
    public NetworkSpec build() {
      return new NetworkSpec(this);
    }
  }

  /** V for token inputs, 0 for dense inputs. */
  public int vocabularySize() {
    return vocabularySize;
  }

  /** I: what a step is to the layers, x_t = features, embedding, or [embedding; features]. */
  public int inputSize() {
    return inputSize;
  }

  /** D: how much of I is the embedding of a token; 0 for dense inputs. */
  public int embeddingSize() {
    return tokenInput() ? inputSize - joinedFeatures : 0;
  }

  /** I - D: how many features a step of the data has; 0 for tokens alone. */
  public int features() {
    return inputSize - embeddingSize();
  }

  public CellType cell() {
    return cell;
  }

  /** f1 of Elman and memoryless cells. */
  public Activation activation() {
    return activation;
  }

  /** H, per direction. */
  public int hiddenSize() {
    return hiddenSize;
  }

  public int numLayers() {
    return numLayers;
  }

  /** Whether each layer also scans from the end. */
  public boolean bidirectional() {
    return bidirectional;
  }

  public HeadType head() {
    return head;
  }

  /** Which steps have an output. */
  public Readout readout() {
    return readout;
  }

  /** The choices that the head leaves about its loss. */
  public Loss loss() {
    return loss;
  }

  /** K. */
  public int outputSize() {
    return outputSize;
  }

  /** Whether the state before a sequence's first step is a parameter, instead of zeros. */
  public boolean learnedInitialState() {
    return learnedInitialState;
  }

  /** Convolutions over time in front of the first layer, in their order. */
  public List<ConvLayer> convLayers() {
    return List.of(convLayers);
  }

  /** Of the last how many steps a memoryless network reads the inputs; 1 for any other. */
  public int window() {
    return window;
  }

  /** Whether the output layer's weights are the embedding's table. */
  public boolean tiedEmbeddings() {
    return tiedEmbeddings;
  }

  /** Of the n-grams of how many tokens at most outputs are reached directly; 0 of none. */
  public int directOrder() {
    return directOrder;
  }

  /** How many rows the table of direct connections has. */
  public int directSize() {
    return directSize;
  }

  /** How much the first layer's predictions of its next tokens count in training. */
  public double languageModelWeight() {
    return languageModelWeight;
  }

  /** What the first recurrent layer reads a step: the inputs, or what stands before it. */
  int layerInputSize() {
    int n = convLayers.length;
    return window * (n == 0 ? inputSize : convLayers[n - 1].filters());
  }

  public boolean tokenInput() {
    return vocabularySize > 0;
  }

  /** D: 2 if bidirectional, else 1. A memoryless layer has no direction. */
  public int directions() {
    return bidirectional && cell != CellType.NONE ? 2 : 1;
  }

  private List<Object> choices() {
    return Arrays.asList(
        vocabularySize,
        inputSize,
        joinedFeatures,
        cell,
        activation,
        hiddenSize,
        numLayers,
        bidirectional,
        head,
        readout,
        loss,
        outputSize,
        learnedInitialState,
        convLayers(),
        window,
        tiedEmbeddings,
        directOrder,
        directSize,
        languageModelWeight);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof NetworkSpec spec && choices().equals(spec.choices());
  }

  @Override
  public int hashCode() {
    return choices().hashCode();
  }

  @Override
  public String toString() {
    return ("vocabularySize %d, inputSize %d, joinedFeatures %d, cell %s, activation %s, hiddenSize %d, numLayers %d,"
            + " bidirectional %s, head %s, readout %s, loss %s, outputSize %d,"
            + " learnedInitialState %s, convLayers %s, window %d, tiedEmbeddings %s,"
            + " directOrder %d, directSize %d, languageModelWeight %s")
        .formatted(choices().toArray());
  }
}
