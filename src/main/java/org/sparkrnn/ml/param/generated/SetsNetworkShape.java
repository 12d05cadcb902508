package org.sparkrnn.ml.param.generated;

import org.apache.spark.ml.param.Param;
import org.sparkrnn.data.InvalidInputException;

/**
 * Setters of {@link HasNetworkShape}.
 *
 * <p>Written from {@code src/main/params/params.json}: change it there, see {@code extending.md}.
 *
 * @param <E> the object itself, which setters return
 */
public interface SetsNetworkShape<E> extends HasNetworkShape {
  @SuppressWarnings("unchecked") // by contract
  private <T> E with(Param<T> param, T value) {
    set(param, value);
    return (E) this;
  }

  /**
   * Sets cell: recurrent cell; mingru is that of Feng et al. 2024, and none makes the network
   * memoryless: elman, lstm, gru, none, mingru (default lstm).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setCell(String value) {
    return with(cell(), value);
  }

  /**
   * Sets activation: activation of elman and none cells: tanh, sigmoid, relu (default tanh).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setActivation(String value) {
    return with(activation(), value);
  }

  /**
   * Sets hiddenSize: hidden units of each layer and direction (at least 1, default 64).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setHiddenSize(int value) {
    return with(hiddenSize(), value);
  }

  /**
   * Sets numLayers: recurrent layers, each reading the one below (at least 1, default 1).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setNumLayers(int value) {
    return with(numLayers(), value);
  }

  /**
   * Sets bidirectional: whether layers also scan from the end of the sequence (default false).
   */
  default E setBidirectional(boolean value) {
    return with(bidirectional(), value);
  }

  /**
   * Sets embeddingSize: size of a token's trainable vector (at least 1, default 64).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setEmbeddingSize(int value) {
    return with(embeddingSize(), value);
  }

  /**
   * Sets characterFilters: numbers that a convolution over a token's characters makes, beside the
   * token's vector; 0 for none (at least 0, default 0).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setCharacterFilters(int value) {
    return with(characterFilters(), value);
  }

  /**
   * Sets characterSize: size of a character's trainable vector, where characterFilters is not 0
   * (at least 1, default 30).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setCharacterSize(int value) {
    return with(characterSize(), value);
  }

  /**
   * Sets convLayers: convolutions over time in front of the recurrent layers, from the input up:
   * FILTERSxWIDTH or FILTERSxWIDTHxSTRIDE, joined by commas, as in 32x5x2,32x3; empty for none.
   *
   * @throws InvalidInputException if it is another value
   */
  default E setConvLayers(String value) {
    return with(convLayers(), value);
  }

  /**
   * Sets window: steps that an output sees: of the last how many steps a network of cell none
   * reads the inputs, and of a series the steps of history that a forecast reads, the present one
   * last (at least 1, default 1).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setWindow(int value) {
    return with(window(), value);
  }

  /**
   * Sets layerNorm: whether what goes into each recurrent layer is normalized; mingru needs it,
   * and residual, from the second layer on (default false).
   */
  default E setLayerNorm(boolean value) {
    return with(layerNorm(), value);
  }

  /**
   * Sets residual: whether the input of each recurrent layer is added to its output, where both
   * are as wide (default false).
   */
  default E setResidual(boolean value) {
    return with(residual(), value);
  }

  /**
   * Sets learnedInitialState: whether the state before a sequence's first step is learned,
   * instead of zeros (default false).
   */
  default E setLearnedInitialState(boolean value) {
    return with(learnedInitialState(), value);
  }

  /**
   * Sets tiedEmbeddings: whether the output layer's weights are the embedding's, as a language
   * model may have it (default false).
   */
  default E setTiedEmbeddings(boolean value) {
    return with(tiedEmbeddings(), value);
  }

  /**
   * Sets standardize: whether inputs that are numbers, and targets that are, have mean 0 and
   * standard deviation 1 inside the network; predictions are in the targets' units all the same
   * (default false).
   */
  default E setStandardize(boolean value) {
    return with(standardize(), value);
  }
}
