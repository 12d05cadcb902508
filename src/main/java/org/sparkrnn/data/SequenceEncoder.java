package org.sparkrnn.data;

import java.io.Serializable;

/** Turns a row's tokens or vectors, and its labels, into an {@link EncodedSequence}. */
public final class SequenceEncoder implements Serializable {
  private static final long serialVersionUID = 1L;

  private final Vocabulary tokens;
  private final int width;
  private final Vocabulary labels;

  /**
   * @param tokens the input vocabulary, or null for dense inputs
   * @param width features a step for dense inputs, else 0
   * @param labels the labels
   */
  public SequenceEncoder(Vocabulary tokens, int width, Vocabulary labels) {
    this.tokens = tokens;
    this.width = width;
    this.labels = labels;
  }

  /** The input vocabulary, or null for dense inputs. */
  public Vocabulary tokens() {
    return tokens;
  }

  public Vocabulary labels() {
    return labels;
  }

  /** K: how many outputs the network of these sequences has. */
  public int outputSize() {
    return labels.size();
  }

  /** Features a step for dense inputs, else 0. */
  public int width() {
    return width;
  }

  /**
   * @param sequenceLabels one a step, or null
   * @throws InvalidInputException if the lengths differ or a label is not in the vocabulary
   */
  public EncodedSequence encode(String[] sequence, String[] sequenceLabels) {
    int[] ids = new int[sequence.length];
    for (int t = 0; t < ids.length; t++) {
      ids[t] = tokens.findOrUnknown(sequence[t]);
    }
    return new EncodedSequence(ids.length, ids, null, encodeLabels(ids.length, sequenceLabels));
  }

  /**
   * @param features [T * width]
   * @param sequenceLabels one a step, or null
   * @throws InvalidInputException if the lengths differ or a label is not in the vocabulary
   */
  public EncodedSequence encode(float[] features, String[] sequenceLabels) {
    int length = features.length / width;
    return new EncodedSequence(length, null, features, encodeLabels(length, sequenceLabels));
  }

  /**
   * @throws InvalidInputException if a sequence has not as many labels as steps
   */
  public static void requireOneEach(int steps, int labels) {
    if (steps != labels) {
      throw new InvalidInputException(
          "%d steps (tokens or vectors) but %d labels; every step needs exactly one label"
              .formatted(steps, labels));
    }
  }

  private int[] encodeLabels(int length, String[] sequenceLabels) {
    if (sequenceLabels == null) {
      return null;
    }
    requireOneEach(length, sequenceLabels.length);
    int[] ids = new int[length];
    for (int t = 0; t < length; t++) {
      ids[t] = labels.find(sequenceLabels[t]);
      if (ids[t] < 0) {
        throw new InvalidInputException(
            "label \"%s\" at step %d is none of the %d labels known"
                .formatted(sequenceLabels[t], t + 1, labels.size()));
      }
    }
    return ids;
  }
}
