package org.sparkrnn.nn;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.LabelEncoder;
import org.sparkrnn.data.Readout;
import org.sparkrnn.nn.input.EmbeddingSpec;
import org.sparkrnn.nn.input.FeaturesSpec;
import org.sparkrnn.nn.input.ScaledFeaturesSpec;
import org.sparkrnn.nn.output.HeadType;
import org.sparkrnn.nn.output.LinearOutputSpec;
import org.sparkrnn.nn.output.Loss;
import org.sparkrnn.nn.output.PoolingType;
import org.sparkrnn.nn.sequence.Activation;
import org.sparkrnn.nn.sequence.CellType;
import org.sparkrnn.nn.sequence.ConvolutionSpec;
import org.sparkrnn.nn.sequence.LayerNormSpec;
import org.sparkrnn.nn.sequence.PatchSpec;
import org.sparkrnn.nn.sequence.RecurrentSpec;
import org.sparkrnn.nn.sequence.ResidualSpec;
import org.sparkrnn.nn.sequence.SkipSpec;
import org.sparkrnn.nn.sequence.UpsampleSpec;
import org.sparkrnn.nn.sequence.WindowSpec;

/**
 * Collects the choices of the usual network: tokens, features or both; convolutions over time, or
 * the window of a memoryless network; layers of one cell, optionally normalized and with residual
 * connections; a linear path beside all of them; a linear output, or another output. The defaults
 * are one layer, one direction, dense inputs, tanh and a softmax at each step; the cell and the
 * sizes of input, hidden layer and output must be set.
 */
public final class NetworkBuilder {
  private static final int MOST_LAYERS = 1 << 12;

  private int vocabularySize;
  private int inputSize;
  private int joinedFeatures;
  private List<InputSpec> furtherInputs = List.of();
  private CellType cell;
  private Activation activation = Activation.TANH;
  private int hiddenSize;
  private int numLayers = 1;
  private boolean bidirectional;
  private HeadType head = HeadType.SOFTMAX;
  private Readout readout = Readout.EACH_STEP;
  private PoolingType pooling = PoolingType.LAST;
  private Loss loss = Loss.DEFAULT;
  private int outputSize;
  private boolean learnedInitialState;
  private List<ConvolutionSpec> convLayers = List.of();
  private int window = 1;
  private int upsample = 1;
  private boolean tiedEmbeddings;
  private IntFunction<OutputSpec> output = this::linearOutput;
  private List<LabelEncoder> targets = List.of();
  private boolean layerNorm;
  private boolean residual;
  private int linearSkip;
  private int patch = 1;
  private boolean scaledSeries;
  private int indicators;
  private int pastFeatures;
  private int stepsAhead;

  /** Creates a builder with the defaults that are described above, and no sizes. */
  public NetworkBuilder() {}

  /** V for token inputs, 0 for dense inputs. */
  public NetworkBuilder vocabularySize(int value) {
    vocabularySize = value;
    return this;
  }

  /**
   * The number of features per step for dense inputs; for tokens, the size of the embedding plus
   * the number of features that are joined to it.
   */
  public NetworkBuilder inputSize(int value) {
    inputSize = value;
    return this;
  }

  /**
   * For token inputs, how many of inputSize are features after the embedding; 0 for tokens only.
   */
  public NetworkBuilder joinedFeatures(int value) {
    joinedFeatures = value;
    return this;
  }

  /**
   * Inputs in addition to the embedding and the features, in the order of their columns after them.
   */
  public NetworkBuilder furtherInputs(List<InputSpec> value) {
    furtherInputs = List.copyOf(value);
    return this;
  }

  /** The recurrent cell. */
  public NetworkBuilder cell(CellType value) {
    cell = value;
    return this;
  }

  /** f1 of Elman and memoryless cells. */
  public NetworkBuilder activation(Activation value) {
    activation = value;
    return this;
  }

  /** H, per direction. */
  public NetworkBuilder hiddenSize(int value) {
    hiddenSize = value;
    return this;
  }

  /** The number of stacked recurrent layers. */
  public NetworkBuilder numLayers(int value) {
    numLayers = value;
    return this;
  }

  /** Whether each layer also scans from the end of the sequence. */
  public NetworkBuilder bidirectional(boolean value) {
    bidirectional = value;
    return this;
  }

  /** Output function and loss of the linear output. */
  public NetworkBuilder head(HeadType value) {
    head = value;
    return this;
  }

  /** Which steps the linear output reads. */
  public NetworkBuilder readout(Readout value) {
    readout = value;
    return this;
  }

  /** How one output per sequence reads its steps. */
  public NetworkBuilder pooling(PoolingType value) {
    pooling = value;
    return this;
  }

  /** The choices of the loss that the head leaves open. */
  public NetworkBuilder loss(Loss value) {
    loss = value;
    return this;
  }

  /** K, or the number of labels or numbers that the output learns. */
  public NetworkBuilder outputSize(int value) {
    outputSize = value;
    return this;
  }

  /**
   * Another output than the linear one; the choices of the linear output (head, readout, pooling,
   * loss and tied embeddings) are then ignored.
   *
   * @param value makes the output for a number of labels or numbers, see {@link #outputSize}
   */
  public NetworkBuilder output(IntFunction<OutputSpec> value) {
    output = value;
    return this;
  }

  /** The labels that are learned, of each target, for an output that must know more than K. */
  public NetworkBuilder targets(List<LabelEncoder> value) {
    targets = List.copyOf(value);
    return this;
  }

  /** The labels of each target that were set. */
  public List<LabelEncoder> targets() {
    return targets;
  }

  /** Whether the state before a sequence's first step is a parameter, instead of zeros. */
  public NetworkBuilder learnedInitialState(boolean value) {
    learnedInitialState = value;
    return this;
  }

  /** Convolutions over time before the first layer, in order. */
  public NetworkBuilder convLayers(List<ConvolutionSpec> value) {
    convLayers = List.copyOf(value);
    return this;
  }

  /** The number of last steps whose inputs a memoryless network reads; 1 for any other network. */
  public NetworkBuilder window(int value) {
    window = value;
    return this;
  }

  /** How often each step is repeated before the recurrent layers; 1 for no repetition. */
  public NetworkBuilder upsample(int value) {
    upsample = value;
    return this;
  }

  /** Whether the weights of the output layer are the table of the embedding. */
  public NetworkBuilder tiedEmbeddings(boolean value) {
    tiedEmbeddings = value;
    return this;
  }

  /** Whether the input of each recurrent layer is normalized. */
  public NetworkBuilder layerNorm(boolean value) {
    layerNorm = value;
    return this;
  }

  /**
   * Whether the input of each recurrent layer is added to its output if both have the same width.
   */
  public NetworkBuilder residual(boolean value) {
    residual = value;
    return this;
  }

  /**
   * The number of last steps whose inputs the output reads in addition to the output of the layers;
   * 0 for none.
   */
  public NetworkBuilder linearSkip(int value) {
    linearSkip = value;
    return this;
  }

  /** How many neighbouring steps the layers read as one step; 1 for single steps. */
  public NetworkBuilder patch(int value) {
    patch = value;
    return this;
  }

  /**
   * Whether the first feature is the value of a series, given relative to the level and scale of
   * the series.
   */
  public NetworkBuilder scaledSeries(boolean value) {
    scaledSeries = value;
    return this;
  }

  /** How many of the features of a series, the first ones, may be missing; 0 for none. */
  public NetworkBuilder indicators(int value) {
    indicators = value;
    return this;
  }

  /**
   * For a decoder, which goes on over the steps that are forecast and has an output at each.
   *
   * @param features how many of the features, the first ones, are missing at these steps
   * @param steps how many steps are forecast, a multiple of the patch; 0 for no decoder
   */
  public NetworkBuilder decoder(int features, int steps) {
    pastFeatures = steps == 0 ? 0 : features;
    stepsAhead = steps;
    return this;
  }

  /**
   * @throws IllegalArgumentException if a size is not positive, the loss does not fit the head, or
   *     the pooling does not fit the readout
   */
  public NetworkSpec build() {
    if (vocabularySize < 0 || inputSize < 1 || hiddenSize < 1 || numLayers < 1 || outputSize < 1) {
      throw new IllegalArgumentException(
          "sizes of a network must be positive: vocabularySize %d, inputSize %d, hiddenSize %d, numLayers %d, outputSize %d"
              .formatted(vocabularySize, inputSize, hiddenSize, numLayers, outputSize));
    }
    if (numLayers > MOST_LAYERS) {
      throw new IllegalArgumentException(
          "numLayers is %d; expected at most %d".formatted(numLayers, MOST_LAYERS));
    }
    List<InputSpec> inputs = inputs();
    return new NetworkSpec(inputs, layers(inputs), output.apply(outputSize));
  }

  private OutputSpec linearOutput(int K) {
    int parts = Math.max(1, stepsAhead / patch);
    return new LinearOutputSpec(head, readout, pooling, loss, K, tiedEmbeddings, parts);
  }

  private List<InputSpec> inputs() {
    int embeddingSize = inputSize - joinedFeatures;
    if (joinedFeatures < 0 || joinedFeatures > 0 && (vocabularySize == 0 || embeddingSize < 1)) {
      throw new IllegalArgumentException(
          "%d of %d inputs are features joined to an embedding of %d tokens; at least one input must be left for the embedding"
              .formatted(joinedFeatures, inputSize, vocabularySize));
    }
    List<InputSpec> inputs = new ArrayList<>();
    if (vocabularySize > 0) {
      inputs.add(new EmbeddingSpec(vocabularySize, embeddingSize));
    }
    if (vocabularySize == 0 || joinedFeatures > 0) {
      int width = vocabularySize == 0 ? inputSize : joinedFeatures;
      int masks = Math.max(indicators, pastFeatures);
      inputs.add(
          scaledSeries
              ? new ScaledFeaturesSpec(width, masks, pastFeatures, stepsAhead)
              : new FeaturesSpec(width));
    }
    inputs.addAll(furtherInputs);
    return inputs;
  }

  private List<LayerSpec> layers(List<InputSpec> inputs) {
    RecurrentSpec recurrent =
        new RecurrentSpec(cell, activation, hiddenSize, bidirectional, learnedInitialState);
    if (window > 1 && cell.remembers()) {
      throw new InvalidInputException(
          ("window is %d with cell %s, but this cell remembers earlier steps itself, and only cell none needs a window; set window=1 or cell=none")
              .formatted(window, cell.paramValue()));
    }
    List<LayerSpec> layers = new ArrayList<>(convLayers);
    if (window != 1) {
      layers.add(new WindowSpec(window));
    }
    if (upsample != 1) {
      layers.add(new UpsampleSpec(upsample));
    }
    int width = patch * inputs.stream().mapToInt(InputSpec::width).sum();
    for (LayerSpec layer : layers) {
      width = layer.outputWidth(width);
    }
    for (int l = 0; l < numLayers; l++) {
      List<LayerSpec> block =
          layerNorm ? List.of(new LayerNormSpec(), recurrent) : List.of(recurrent);
      int above = recurrent.outputWidth(width);
      if (residual && above == width) {
        layers.add(new ResidualSpec(block));
      } else {
        layers.addAll(block);
      }
      width = above;
    }
    List<LayerSpec> all = new ArrayList<>();
    if (patch != 1) {
      all.add(new PatchSpec(patch));
    }
    all.addAll(linearSkip == 0 ? layers : List.of(new SkipSpec(linearSkip, layers)));
    return all;
  }
}
