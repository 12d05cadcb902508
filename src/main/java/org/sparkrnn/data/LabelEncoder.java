package org.sparkrnn.data;

import java.io.Serializable;

/**
 * What turns the labels of one target into numbers and back: its vocabulary and, for labels of
 * spans, the scheme in which the network knows them and the one in which the data has them.
 */
public final class LabelEncoder implements Serializable {
  private static final long serialVersionUID = 1L;

  private final Readout per;
  private final Vocabulary labels;
  private final LabelScheme scheme; // or null
  private final LabelScheme given; // or null

  /**
   * Of labels that are learned as they come.
   *
   * @param per whether there is a label for each step, or one for the sequence
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
   * This encoder, whose labels are of spans.
   *
   * @param learned the scheme of {@link #labels}
   * @param ofData the scheme of the data's labels where they are converted, else null
   */
  public LabelEncoder with(LabelScheme learned, LabelScheme ofData) {
    return new LabelEncoder(per, labels, learned, ofData);
  }

  /** Whether there is a label for each step, or one for the sequence. */
  public Readout per() {
    return per;
  }

  /** The labels that the network knows. */
  public Vocabulary labels() {
    return labels;
  }

  /** The scheme of {@link #labels}, or null where they are of none that is known. */
  public LabelScheme scheme() {
    return scheme;
  }

  /** The scheme of the data's labels where they are converted into {@link #scheme}, else null. */
  public LabelScheme given() {
    return given;
  }

  /** Which label may stand behind which. */
  public SpanTags spanTags() {
    return SpanTags.of(scheme, labels);
  }

  /** A sequence's labels as the network learns them. */
  public String[] learned(String... sequenceLabels) {
    return given == null ? sequenceLabels : scheme.of(sequenceLabels);
  }

  /** Labels as the network gives them, in the scheme of the data. */
  public String[] asGiven(String... sequenceLabels) {
    return given == null ? sequenceLabels : given.of(sequenceLabels);
  }

  /**
   * The ids of one label a step.
   *
   * @throws InvalidInputException if there are not as many as steps, or one is not in the
   *     vocabulary
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
   * @param place where it stands, for the message; may be empty
   * @throws InvalidInputException if it is not in the vocabulary
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
