package org.sparkrnn.nn;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;

/**
 * All choices and sizes that determine a network's shape; equal if all of them are.
 *
 * <p>Not a record: this travels in broadcasts, and the Kryo in Spark cannot read records.
 */
public final class NetworkSpec implements Serializable {
  private static final long serialVersionUID = 1L;

  private final int vocabularySize;
  private final int inputSize;
  private final CellType cell;
  private final Activation activation;
  private final int hiddenSize;
  private final int numLayers;
  private final boolean bidirectional;
  private final HeadType head;
  private final int outputSize;

  /**
   * @param vocabularySize V for token inputs, 0 for dense inputs
   * @param inputSize I: the embedding's size for token inputs, the features a step for dense ones
   * @param cell the recurrent cell
   * @param activation f1 of Elman and memoryless cells
   * @param hiddenSize H, per direction
   * @param numLayers how many recurrent layers stand on each other
   * @param bidirectional whether each layer also scans from the end
   * @param head output function and loss
   * @param outputSize K
   */
  public NetworkSpec(
      int vocabularySize,
      int inputSize,
      CellType cell,
      Activation activation,
      int hiddenSize,
      int numLayers,
      boolean bidirectional,
      HeadType head,
      int outputSize) {
    if (vocabularySize < 0 || inputSize < 1 || hiddenSize < 1 || numLayers < 1 || outputSize < 1) {
      throw new IllegalArgumentException(
          "sizes of a network must be positive: vocabularySize %d, inputSize %d, hiddenSize %d, numLayers %d, outputSize %d"
              .formatted(vocabularySize, inputSize, hiddenSize, numLayers, outputSize));
    }
    this.vocabularySize = vocabularySize;
    this.inputSize = inputSize;
    this.cell = cell;
    this.activation = activation;
    this.hiddenSize = hiddenSize;
    this.numLayers = numLayers;
    this.bidirectional = bidirectional;
    this.head = head;
    this.outputSize = outputSize;
  }

  /** V for token inputs, 0 for dense inputs. */
  public int vocabularySize() {
    return vocabularySize;
  }

  /** I: the embedding's size for token inputs, the features a step for dense ones. */
  public int inputSize() {
    return inputSize;
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

  /** K. */
  public int outputSize() {
    return outputSize;
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
        cell,
        activation,
        hiddenSize,
        numLayers,
        bidirectional,
        head,
        outputSize);
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
    return ("vocabularySize %d, inputSize %d, cell %s, activation %s, hiddenSize %d, numLayers %d,"
            + " bidirectional %s, head %s, outputSize %d")
        .formatted(choices().toArray());
  }
}
