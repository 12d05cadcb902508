package org.sparkrnn.data;

import java.io.Serializable;

/**
 * Turns the labels of one target into numbers and back. It has the vocabulary and, for labels of
 * spans, the scheme that the network learns and the scheme of the data.
 */
public final class LabelEncoder implements Serializable {
  private static final long serialVersionUID = 1L;

  private final Readout per;
  private final Vocabulary labels;
  private final LabelScheme scheme; // or null
  private final LabelScheme given; // or null

  /**
   * Encodes labels without converting them.
   *
   * @param per whether there is one label per step or one per sequence
   */
  public LabelEncoder(Readout per, Vocabulary labels) {
    this(per, labels, null, null);
  }

  private LabelEncoder(Readout per, Vocabulary labels, LabelScheme scheme, LabelScheme given) {
    this.per = per;
    this.labels = labels;
    this.scheme = scheme;
    this.given = given;
  }

  /**
   * This encoder for labels of spans.
   *
   * @param learned the scheme of {@link #labels}
   * @param ofData the scheme of the data's labels if they are converted, otherwise null
   */
  public LabelEncoder with(LabelScheme learned, LabelScheme ofData) {
    return new LabelEncoder(per, labels, learned, ofData);
  }

  /** Whether there is one label per step or one per sequence. */
  public Readout per() {
    return per;
  }

  /** The labels that the network learns. */
  public Vocabulary labels() {
    return labels;
  }

  /** The scheme of {@link #labels}, or null if they follow no known scheme. */
  public LabelScheme scheme() {
    return scheme;
  }

  /** The scheme of the data's labels if they are converted into {@link #scheme}, otherwise null. */
  public LabelScheme given() {
    return given;
  }

  /** Which labels may follow each other. */
  public SpanTags spanTags() {
    return SpanTags.of(scheme, labels);
  }

  /** Converts a sequence's labels into the scheme that the network learns. */
  public String[] learned(String... sequenceLabels) {
    return given == null ? sequenceLabels : scheme.of(sequenceLabels);
  }

  /** Converts labels that the network predicts into the scheme of the data. */
  public String[] asGiven(String... sequenceLabels) {
    return given == null ? sequenceLabels : given.of(sequenceLabels);
  }

  /**
   * The ids of a sequence's labels, one per step.
   *
   * @throws InvalidInputException if the number of labels differs from that of the steps, or a
   *     label is not in the vocabulary
   */
  public int[] ids(int steps, String[] sequenceLabels) {
    SequenceEncoder.requireOneEach(steps, sequenceLabels.length);
    String[] learned = learned(sequenceLabels);
    int[] ids = new int[steps];
    for (int t = 0; t < steps; t++) {
      ids[t] = id(learned[t], " at step " + (t + 1));
    }
    return ids;
  }

  /**
   * The id of a label.
   *
   * @param place the label's place for the message, such as " at step 3"; may be empty
   * @throws InvalidInputException if the label is not in the vocabulary
   */
  public int id(String label, String place) {
    int id = labels.find(label);
    if (id < 0) {
      throw new InvalidInputException(
          "label \"%s\"%s is not one of the %d known labels"
              .formatted(label, place, labels.size()));
    }
    return id;
  }
}
