package org.sparkrnn.ml.param.generated;

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
                "recurrent cell; mingru is that of Feng et al. 2024, and none makes the network memoryless: elman, lstm, gru, none, mingru",
                Valid.oneOf("cell", CellType.values(), CellType::paramValue)),
        "lstm");
  }

  /**
   * Recurrent cell; mingru is that of Feng et al. 2024, and none makes the network memoryless:
   * elman, lstm, gru, none, mingru (default lstm).
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
                "activation of elman and none cells: tanh, sigmoid, relu",
                Valid.oneOf("activation", Activation.values(), Activation::paramValue)),
        "tanh");
  }

  /**
   * Activation of elman and none cells: tanh, sigmoid, relu (default tanh).
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
                "hidden units of each layer and direction",
                Valid.atLeast("hiddenSize", 1)),
        64);
  }

  /**
   * Hidden units of each layer and direction (at least 1, default 64).
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
                "recurrent layers, each reading the one below",
                Valid.atLeast("numLayers", 1)),
        1);
  }

  /**
   * Recurrent layers, each reading the one below (at least 1, default 1).
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
                "whether layers also scan from the end of the sequence"),
        false);
  }

  /**
   * Whether layers also scan from the end of the sequence (default false).
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
                "size of a token's trainable vector",
                Valid.atLeast("embeddingSize", 1)),
        64);
  }

  /**
   * Size of a token's trainable vector (at least 1, default 64).
   */
  default int getEmbeddingSize() {
    return (int) getOrDefault(embeddingSize());
  }

  /** The Param characterFilters: see {@link #getCharacterFilters}. */
  default IntParam characterFilters() {
    return declared(
        "characterFilters",
        () ->
            new IntParam(
                this,
                "characterFilters",
                "numbers that a convolution over a token's characters makes, beside the token's vector; 0 for none",
                Valid.atLeast("characterFilters", 0)),
        0);
  }

  /**
   * Numbers that a convolution over a token's characters makes, beside the token's vector; 0 for
   * none (at least 0, default 0).
   */
  default int getCharacterFilters() {
    return (int) getOrDefault(characterFilters());
  }

  /** The Param characterSize: see {@link #getCharacterSize}. */
  default IntParam characterSize() {
    return declared(
        "characterSize",
        () ->
            new IntParam(
                this,
                "characterSize",
                "size of a character's trainable vector, where characterFilters is not 0",
                Valid.atLeast("characterSize", 1)),
        30);
  }

  /**
   * Size of a character's trainable vector, where characterFilters is not 0 (at least 1, default
   * 30).
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
                "convolutions over time in front of the recurrent layers, from the input up: FILTERSxWIDTH or FILTERSxWIDTHxSTRIDE, joined by commas, as in 32x5x2,32x3; empty for none",
                Valid.convLayers("convLayers")),
        "");
  }

  /**
   * Convolutions over time in front of the recurrent layers, from the input up: FILTERSxWIDTH or
   * FILTERSxWIDTHxSTRIDE, joined by commas, as in 32x5x2,32x3; empty for none.
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
                "steps that an output sees: of the last how many steps a network of cell none reads the inputs, and of a series the steps of history that a forecast reads, the present one last",
                Valid.atLeast("window", 1)),
        1);
  }

  /**
   * Steps that an output sees: of the last how many steps a network of cell none reads the
   * inputs, and of a series the steps of history that a forecast reads, the present one last (at
   * least 1, default 1).
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
                "whether what goes into each recurrent layer is normalized; mingru needs it, and residual, from the second layer on"),
        false);
  }

  /**
   * Whether what goes into each recurrent layer is normalized; mingru needs it, and residual,
   * from the second layer on (default false).
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
                "whether the input of each recurrent layer is added to its output, where both are as wide"),
        false);
  }

  /**
   * Whether the input of each recurrent layer is added to its output, where both are as wide
   * (default false).
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
                "whether the state before a sequence's first step is learned, instead of zeros"),
        false);
  }

  /**
   * Whether the state before a sequence's first step is learned, instead of zeros (default false).
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
                "whether the output layer's weights are the embedding's, as a language model may have it"),
        false);
  }

  /**
   * Whether the output layer's weights are the embedding's, as a language model may have it
   * (default false).
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
                "whether inputs that are numbers, and targets that are, have mean 0 and standard deviation 1 inside the network; predictions are in the targets' units all the same"),
        false);
  }

  /**
   * Whether inputs that are numbers, and targets that are, have mean 0 and standard deviation 1
   * inside the network; predictions are in the targets' units all the same (default false).
   */
  default boolean getStandardize() {
    return (boolean) getOrDefault(standardize());
  }
}
