package org.sparkrnn.nn;

import java.io.Serializable;

/**
 * All choices and sizes that determine a network's shape.
 *
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
public record NetworkSpec(
    int vocabularySize,
    int inputSize,
    CellType cell,
    Activation activation,
    int hiddenSize,
    int numLayers,
    boolean bidirectional,
    HeadType head,
    int outputSize)
    implements Serializable {

  public NetworkSpec {
    if (vocabularySize < 0 || inputSize < 1 || hiddenSize < 1 || numLayers < 1 || outputSize < 1) {
      throw new IllegalArgumentException(
          "sizes of a network must be positive: vocabularySize %d, inputSize %d, hiddenSize %d, numLayers %d, outputSize %d"
              .formatted(vocabularySize, inputSize, hiddenSize, numLayers, outputSize));
    }
  }

  public boolean tokenInput() {
    return vocabularySize > 0;
  }

  /** D: 2 if bidirectional, else 1. A memoryless layer has no direction. */
  public int directions() {
    return bidirectional && cell != CellType.NONE ? 2 : 1;
  }
}
