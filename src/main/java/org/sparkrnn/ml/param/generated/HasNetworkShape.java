package org.sparkrnn.ml.param.generated;

import java.util.List;
import org.apache.spark.ml.param.BooleanParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.Param;
import org.sparkrnn.ml.param.kind.ParamOwner;
import org.sparkrnn.ml.param.kind.Valid;
import org.sparkrnn.nn.sequence.Activation;
import org.sparkrnn.nn.sequence.CellType;

/**
 * The layers of the network.
 *
 * <p>Written from {@code src/main/params/params.json}: change it there, see {@code extending.md}.
 */
public interface HasNetworkShape extends ParamOwner {
  /** The Param cell: see {@link #getCell}. */
  default Param<String> cell() {
    return declared(
        "cell",
        () ->
            new Param<>(
                this,
                "cell",
                "recurrent cell; mingru is the minimal GRU of Feng et al. 2024; none gives a network without memory. One of elman, lstm, gru, none, mingru",
                Valid.oneOf("cell", CellType.values(), CellType::paramValue)),
        "lstm");
  }

  /**
   * Recurrent cell; mingru is the minimal GRU of Feng et al. 2024; none gives a network without
   * memory. One of elman, lstm, gru, none, mingru (default lstm).
   */
  default String getCell() {
    return getOrDefault(cell());
  }

  /** The Param activation: see {@link #getActivation}. */
  default Param<String> activation() {
    return declared(
        "activation",
        () ->
            new Param<>(
                this,
                "activation",
                "activation function of the cells elman and none. One of tanh, sigmoid, relu",
                Valid.oneOf("activation", Activation.values(), Activation::paramValue)),
        "tanh");
  }

  /**
   * Activation function of the cells elman and none. One of tanh, sigmoid, relu (default tanh).
   */
  default String getActivation() {
    return getOrDefault(activation());
  }

  /** The Param hiddenSize: see {@link #getHiddenSize}. */
  default IntParam hiddenSize() {
    return declared(
        "hiddenSize",
        () ->
            new IntParam(
                this,
                "hiddenSize",
                "number of hidden units per layer and direction",
                Valid.atLeast("hiddenSize", 1)),
        64);
  }

  /**
   * Number of hidden units per layer and direction (at least 1, default 64).
   */
  default int getHiddenSize() {
    return (int) getOrDefault(hiddenSize());
  }

  /** The Param numLayers: see {@link #getNumLayers}. */
  default IntParam numLayers() {
    return declared(
        "numLayers",
        () ->
            new IntParam(
                this,
                "numLayers",
                "number of recurrent layers; each reads the output of the one below",
                Valid.atLeast("numLayers", 1)),
        1);
  }

  /**
   * Number of recurrent layers; each reads the output of the one below (at least 1, default 1).
   */
  default int getNumLayers() {
    return (int) getOrDefault(numLayers());
  }

  /** The Param bidirectional: see {@link #getBidirectional}. */
  default BooleanParam bidirectional() {
    return declared(
        "bidirectional",
        () ->
            new BooleanParam(
                this,
                "bidirectional",
                "whether each layer also scans the sequence from its end"),
        false);
  }

  /**
   * Whether each layer also scans the sequence from its end (default false).
   */
  default boolean getBidirectional() {
    return (boolean) getOrDefault(bidirectional());
  }

  /** The Param embeddingSize: see {@link #getEmbeddingSize}. */
  default IntParam embeddingSize() {
    return declared(
        "embeddingSize",
        () ->
            new IntParam(
                this,
                "embeddingSize",
                "size of the trainable vector of a token",
                Valid.atLeast("embeddingSize", 1)),
        64);
  }

  /**
   * Size of the trainable vector of a token (at least 1, default 64).
   */
  default int getEmbeddingSize() {
    return (int) getOrDefault(embeddingSize());
  }

  /** The Param characterEncoder: see {@link #getCharacterEncoder}. */
  default Param<String> characterEncoder() {
    return declared(
        "characterEncoder",
        () ->
            new Param<>(
                this,
                "characterEncoder",
                "network that reads the characters of each token: a convolution with characterFilters filters (convolution), or a bidirectional LSTM with characterUnits units per direction (bilstm). Its output is joined to the vector of the token. One of convolution, bilstm",
                Valid.oneOf("characterEncoder", List.of("convolution", "bilstm"))),
        "convolution");
  }

  /**
   * Network that reads the characters of each token: a convolution with characterFilters filters
   * (convolution), or a bidirectional LSTM with characterUnits units per direction (bilstm). Its
   * output is joined to the vector of the token. One of convolution, bilstm (default convolution).
   */
  default String getCharacterEncoder() {
    return getOrDefault(characterEncoder());
  }

  /** The Param characterFilters: see {@link #getCharacterFilters}. */
  default IntParam characterFilters() {
    return declared(
        "characterFilters",
        () ->
            new IntParam(
                this,
                "characterFilters",
                "number of filters of the convolution over the characters of each token, whose output is joined to the vector of the token; 0 for none",
                Valid.atLeast("characterFilters", 0)),
        0);
  }

  /**
   * Number of filters of the convolution over the characters of each token, whose output is
   * joined to the vector of the token; 0 for none (at least 0, default 0).
   */
  default int getCharacterFilters() {
    return (int) getOrDefault(characterFilters());
  }

  /** The Param characterUnits: see {@link #getCharacterUnits}. */
  default IntParam characterUnits() {
    return declared(
        "characterUnits",
        () ->
            new IntParam(
                this,
                "characterUnits",
                "hidden units of each direction of the LSTM over characters, for characterEncoder=bilstm",
                Valid.atLeast("characterUnits", 1)),
        25);
  }

  /**
   * Hidden units of each direction of the LSTM over characters, for characterEncoder=bilstm (at
   * least 1, default 25).
   */
  default int getCharacterUnits() {
    return (int) getOrDefault(characterUnits());
  }

  /** The Param characterSize: see {@link #getCharacterSize}. */
  default IntParam characterSize() {
    return declared(
        "characterSize",
        () ->
            new IntParam(
                this,
                "characterSize",
                "size of the trainable vector of a character, if the network reads characters of tokens",
                Valid.atLeast("characterSize", 1)),
        30);
  }

  /**
   * Size of the trainable vector of a character, if the network reads characters of tokens (at
   * least 1, default 30).
   */
  default int getCharacterSize() {
    return (int) getOrDefault(characterSize());
  }

  /** The Param convLayers: see {@link #getConvLayers}. */
  default Param<String> convLayers() {
    return declared(
        "convLayers",
        () ->
            new Param<>(
                this,
                "convLayers",
                "convolutions over time before the recurrent layers, from the input up: FILTERSxWIDTH or FILTERSxWIDTHxSTRIDE, separated by commas, as in 32x5x2,32x3; empty for none",
                Valid.convLayers("convLayers")),
        "");
  }

  /**
   * Convolutions over time before the recurrent layers, from the input up: FILTERSxWIDTH or
   * FILTERSxWIDTHxSTRIDE, separated by commas, as in 32x5x2,32x3; empty for none.
   */
  default String getConvLayers() {
    return getOrDefault(convLayers());
  }

  /** The Param window: see {@link #getWindow}. */
  default IntParam window() {
    return declared(
        "window",
        () ->
            new IntParam(
                this,
                "window",
                "number of steps that the network reads, up to and including the present one: for each output if cell is none, and as the history of each forecast of a series",
                Valid.atLeast("window", 1)),
        1);
  }

  /**
   * Number of steps that the network reads, up to and including the present one: for each output
   * if cell is none, and as the history of each forecast of a series (at least 1, default 1).
   */
  default int getWindow() {
    return (int) getOrDefault(window());
  }

  /** The Param layerNorm: see {@link #getLayerNorm}. */
  default BooleanParam layerNorm() {
    return declared(
        "layerNorm",
        () ->
            new BooleanParam(
                this,
                "layerNorm",
                "whether the input of each recurrent layer is normalized (layer normalization); set it if there are several layers with cell=mingru or with residual=true"),
        false);
  }

  /**
   * Whether the input of each recurrent layer is normalized (layer normalization); set it if
   * there are several layers with cell=mingru or with residual=true (default false).
   */
  default boolean getLayerNorm() {
    return (boolean) getOrDefault(layerNorm());
  }

  /** The Param residual: see {@link #getResidual}. */
  default BooleanParam residual() {
    return declared(
        "residual",
        () ->
            new BooleanParam(
                this,
                "residual",
                "whether the input of each recurrent layer is added to its output, where both have the same width"),
        false);
  }

  /**
   * Whether the input of each recurrent layer is added to its output, where both have the same
   * width (default false).
   */
  default boolean getResidual() {
    return (boolean) getOrDefault(residual());
  }

  /** The Param learnedInitialState: see {@link #getLearnedInitialState}. */
  default BooleanParam learnedInitialState() {
    return declared(
        "learnedInitialState",
        () ->
            new BooleanParam(
                this,
                "learnedInitialState",
                "whether the state before the first step of a sequence is learned; if false, it is zero"),
        false);
  }

  /**
   * Whether the state before the first step of a sequence is learned; if false, it is zero
   * (default false).
   */
  default boolean getLearnedInitialState() {
    return (boolean) getOrDefault(learnedInitialState());
  }

  /** The Param tiedEmbeddings: see {@link #getTiedEmbeddings}. */
  default BooleanParam tiedEmbeddings() {
    return declared(
        "tiedEmbeddings",
        () ->
            new BooleanParam(
                this,
                "tiedEmbeddings",
                "whether the output layer of a language model uses the weights of the embedding"),
        false);
  }

  /**
   * Whether the output layer of a language model uses the weights of the embedding (default
   * false).
   */
  default boolean getTiedEmbeddings() {
    return (boolean) getOrDefault(tiedEmbeddings());
  }

  /** The Param standardize: see {@link #getStandardize}. */
  default BooleanParam standardize() {
    return declared(
        "standardize",
        () ->
            new BooleanParam(
                this,
                "standardize",
                "whether numeric inputs and numeric targets are scaled to mean 0 and standard deviation 1 inside the network; predictions have the units of the targets in either case"),
        false);
  }

  /**
   * Whether numeric inputs and numeric targets are scaled to mean 0 and standard deviation 1
   * inside the network; predictions have the units of the targets in either case (default false).
   */
  default boolean getStandardize() {
    return (boolean) getOrDefault(standardize());
  }
}
