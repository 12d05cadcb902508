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
   * Sets cell: recurrent cell; mingru is the minimal GRU of Feng et al. 2024; none gives a
   * network without memory. One of elman, lstm, gru, none, mingru (default lstm).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setCell(String value) {
    return with(cell(), value);
  }

  /**
   * Sets activation: activation function of the cells elman and none. One of tanh, sigmoid, relu
   * (default tanh).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setActivation(String value) {
    return with(activation(), value);
  }

  /**
   * Sets hiddenSize: number of hidden units per layer and direction (at least 1, default 64).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setHiddenSize(int value) {
    return with(hiddenSize(), value);
  }

  /**
   * Sets numLayers: number of recurrent layers; each reads the output of the one below (at least
   * 1, default 1).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setNumLayers(int value) {
    return with(numLayers(), value);
  }

  /**
   * Sets bidirectional: whether each layer also scans the sequence from its end (default false).
   */
  default E setBidirectional(boolean value) {
    return with(bidirectional(), value);
  }

  /**
   * Sets embeddingSize: size of the trainable vector of a token (at least 1, default 64).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setEmbeddingSize(int value) {
    return with(embeddingSize(), value);
  }

  /**
   * Sets characterEncoder: network that reads the characters of each token: a convolution with
   * characterFilters filters (convolution), or a bidirectional LSTM with characterUnits units per
   * direction (bilstm). Its output is joined to the vector of the token. One of convolution,
   * bilstm (default convolution).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setCharacterEncoder(String value) {
    return with(characterEncoder(), value);
  }

  /**
   * Sets characterFilters: number of filters of the convolution over the characters of each
   * token, whose output is joined to the vector of the token; 0 for none (at least 0, default 0).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setCharacterFilters(int value) {
    return with(characterFilters(), value);
  }

  /**
   * Sets characterUnits: hidden units of each direction of the LSTM over characters, for
   * characterEncoder=bilstm (at least 1, default 25).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setCharacterUnits(int value) {
    return with(characterUnits(), value);
  }

  /**
   * Sets characterSize: size of the trainable vector of a character, if the network reads
   * characters of tokens (at least 1, default 30).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setCharacterSize(int value) {
    return with(characterSize(), value);
  }

  /**
   * Sets convLayers: convolutions over time before the recurrent layers, from the input up:
   * FILTERSxWIDTH or FILTERSxWIDTHxSTRIDE, separated by commas, as in 32x5x2,32x3; empty for none.
   *
   * @throws InvalidInputException if it is another value
   */
  default E setConvLayers(String value) {
    return with(convLayers(), value);
  }

  /**
   * Sets window: number of steps that the network reads, up to and including the present one: for
   * each output if cell is none, and as the history of each forecast of a series (at least 1,
   * default 1).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setWindow(int value) {
    return with(window(), value);
  }

  /**
   * Sets layerNorm: whether the input of each recurrent layer is normalized (layer
   * normalization); set it if there are several layers with cell=mingru or with residual=true
   * (default false).
   */
  default E setLayerNorm(boolean value) {
    return with(layerNorm(), value);
  }

  /**
   * Sets residual: whether the input of each recurrent layer is added to its output, where both
   * have the same width (default false).
   */
  default E setResidual(boolean value) {
    return with(residual(), value);
  }

  /**
   * Sets learnedInitialState: whether the state before the first step of a sequence is learned;
   * if false, it is zero (default false).
   */
  default E setLearnedInitialState(boolean value) {
    return with(learnedInitialState(), value);
  }

  /**
   * Sets tiedEmbeddings: whether the output layer of a language model uses the weights of the
   * embedding (default false).
   */
  default E setTiedEmbeddings(boolean value) {
    return with(tiedEmbeddings(), value);
  }

  /**
   * Sets standardize: whether numeric inputs and numeric targets are scaled to mean 0 and
   * standard deviation 1 inside the network; predictions have the units of the targets in either
   * case (default false).
   */
  default E setStandardize(boolean value) {
    return with(standardize(), value);
  }
}
