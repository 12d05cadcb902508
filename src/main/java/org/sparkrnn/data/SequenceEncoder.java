package org.sparkrnn.data;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Turns a row's tokens and labels into numbers; also knows how many numbers a step and a target
 * have.
 */
public final class SequenceEncoder implements Serializable {
  private static final long serialVersionUID = 1L;

  private final Vocabulary[] vocabularies; // by TokenColumn; null for those not read
  private final int width;
  private final LabelEncoder[] targets; // the targets that are labels
  private final int targetWidth;
  private final Standardization standardization; // or null

  /**
   * Makes an encoder for one target, which has labels.
   *
   * @param tokens the input vocabulary, or null for dense inputs
   * @param width features per step, with or without tokens; 0 for tokens only
   * @param labels the labels, or null if there are none
   */
  public SequenceEncoder(Vocabulary tokens, int width, Vocabulary labels) {
    this(
        only(tokens),
        width,
        labels == null
            ? new LabelEncoder[0]
            : new LabelEncoder[] {new LabelEncoder(Readout.EACH_STEP, labels)},
        0,
        null);
  }

  private SequenceEncoder(
      Vocabulary[] vocabularies,
      int width,
      LabelEncoder[] targets,
      int targetWidth,
      Standardization standardization) {
    this.vocabularies = vocabularies;
    this.width = width;
    this.targets = targets;
    this.targetWidth = targetWidth;
    this.standardization = standardization;
  }

  /**
   * Makes an encoder for targets that are numbers.
   *
   * @param tokens the input vocabulary, or null for dense inputs
   * @param width features per step, with or without tokens; 0 for tokens only
   * @param targetWidth numbers per target
   */
  public static SequenceEncoder ofValues(Vocabulary tokens, int width, int targetWidth) {
    return new SequenceEncoder(only(tokens), width, new LabelEncoder[0], targetWidth, null);
  }

  private static Vocabulary[] only(Vocabulary tokens) {
    Vocabulary[] vocabularies = new Vocabulary[TokenColumn.values().length];
    vocabularies[TokenColumn.TOKENS.ordinal()] = tokens;
    return vocabularies;
  }

  /** This encoder, but making a further column from the tokens. */
  public SequenceEncoder with(TokenColumn column, Vocabulary vocabulary) {
    Vocabulary[] all = vocabularies.clone();
    all[column.ordinal()] = vocabulary;
    return new SequenceEncoder(all, width, targets, targetWidth, standardization);
  }

  /**
   * This encoder, but standardizing numbers.
   *
   * @param value standardization of the same numbers of features and target values; labels are not
   *     standardized
   */
  public SequenceEncoder with(Standardization value) {
    return new SequenceEncoder(vocabularies, width, targets, targetWidth, value);
  }

  /** This encoder with other targets, which all have labels. */
  public SequenceEncoder with(LabelEncoder... others) {
    return new SequenceEncoder(vocabularies, width, others.clone(), 0, standardization);
  }

  /**
   * This encoder, but with labels of spans in the first target.
   *
   * @param learned the scheme of {@link #labels}
   * @param ofData the scheme of the data's labels if they are converted, otherwise null
   */
  public SequenceEncoder with(LabelScheme learned, LabelScheme ofData) {
    LabelEncoder[] all = targets.clone();
    all[0] = all[0].with(learned, ofData);
    return new SequenceEncoder(vocabularies, width, all, targetWidth, standardization);
  }

  /** The targets that are labels, in order; empty if targets are numbers. */
  public List<LabelEncoder> targets() {
    return List.of(targets);
  }

  /** This encoder with only one of its targets. */
  public SequenceEncoder target(int i) {
    return targets.length < 2 ? this : with(targets[i]);
  }

  /** The scheme of {@link #labels}, or null if they follow no known scheme. */
  public LabelScheme scheme() {
    return targets.length == 0 ? null : targets[0].scheme();
  }

  /** The scheme of the data's labels if they are converted into {@link #scheme}, otherwise null. */
  public LabelScheme given() {
    return targets.length == 0 ? null : targets[0].given();
  }

  /** Which labels may follow each other. */
  public SpanTags spanTags() {
    return targets.length == 0 ? SpanTags.NONE : targets[0].spanTags();
  }

  /** Converts labels that the network predicts into the scheme of the data. */
  public String[] asGiven(String... sequenceLabels) {
    return targets[0].asGiven(sequenceLabels);
  }

  /** How numbers are standardized, or null if they are not. */
  public Standardization standardization() {
    return standardization;
  }

  /**
   * A sequence as the network reads it: its numbers are standardized, if this encoder does that,
   * and rounded to float.
   *
   * @param sequence a sequence with exact numbers
   */
  public EncodedSequence encode(EncodedSequence sequence) {
    return standardization == null ? sequence.rounded() : standardization.apply(sequence);
  }

  /** The input vocabulary, or null for dense inputs. */
  public Vocabulary tokens() {
    return vocabulary(TokenColumn.TOKENS);
  }

  /** The vocabulary of a column that is made from tokens, or null if that column is not made. */
  public Vocabulary vocabulary(TokenColumn column) {
    return vocabularies[column.ordinal()];
  }

  /** The labels of the first target; null if targets are numbers. */
  public Vocabulary labels() {
    return targets.length == 0 ? null : targets[0].labels();
  }

  /** K, the number of the network's outputs for the first target. */
  public int outputSize() {
    return targets.length == 0 ? targetWidth : labels().size();
  }

  /** Numbers per target; 0 if targets are labels. */
  public int targetWidth() {
    return targetWidth;
  }

  /** Features per step, with or without tokens; 0 for tokens only. */
  public int width() {
    return width;
  }

  /** The number of a sequence's tokens that are not in the vocabulary. */
  public long unknownTokens(String... sequence) {
    return Arrays.stream(sequence).filter(token -> tokens().findOrUnknown(token) == 0).count();
  }

  /** The columns that are made from a sequence's tokens. */
  public List<Column> tokenColumns(String[] sequence) {
    List<Column> columns = new ArrayList<>();
    for (TokenColumn column : TokenColumn.values()) {
      if (vocabulary(column) != null) {
        columns.add(column.encode(sequence, vocabulary(column)));
      }
    }
    return columns;
  }

  /**
   * The ids of a sequence's labels of the first target, one per step.
   *
   * @throws InvalidInputException if the number of labels differs from that of the steps, or a
   *     label is not in the vocabulary
   */
  public int[] labelIds(int steps, String[] sequenceLabels) {
    return targets[0].ids(steps, sequenceLabels);
  }

  /**
   * The id of a label of the first target.
   *
   * @param place the label's place for the message, such as " at step 3"; may be empty
   * @throws InvalidInputException if the label is not in the vocabulary
   */
  public int labelId(String label, String place) {
    return targets[0].id(label, place);
  }

  /**
   * @param sequenceLabels one label per step, or null
   * @throws InvalidInputException if the lengths differ or a label is not in the vocabulary
   */
  public EncodedSequence encode(String[] sequence, String[] sequenceLabels) {
    return of(sequence, null, sequenceLabels);
  }

  /**
   * Encodes tokens together with features.
   *
   * @param features [T * width]
   * @param sequenceLabels one label per step, or null
   * @throws InvalidInputException if the lengths differ or a label is not in the vocabulary
   */
  public EncodedSequence encode(String[] sequence, double[] features, String[] sequenceLabels) {
    if (features.length != sequence.length * width) {
      throw new InvalidInputException(
          "%d features for %d tokens; expected %d for each token"
              .formatted(features.length, sequence.length, width));
    }
    return encode(of(sequence, features(features), sequenceLabels));
  }

  /**
   * @param features [T * width]
   * @param sequenceLabels one label per step, or null
   * @throws InvalidInputException if the lengths differ or a label is not in the vocabulary
   */
  public EncodedSequence encode(double[] features, String[] sequenceLabels) {
    int length = features.length / width;
    return encode(new EncodedSequence(length, features(features), targets(length, sequenceLabels)));
  }

  /**
   * The column of a sequence's features, not yet standardized; null if this encoder has no
   * features.
   *
   * @param values [T, width]
   */
  public Column features(double[] values) {
    return width == 0
        ? null
        : Column.exact(ColumnSpec.ofRows(ColumnSpec.FEATURES, Readout.EACH_STEP, width), values);
  }

  private EncodedSequence of(String[] sequence, Column features, String[] sequenceLabels) {
    List<Column> columns = tokenColumns(sequence);
    columns.add(features);
    columns.add(targets(sequence.length, sequenceLabels));
    return new EncodedSequence(sequence.length, columns.toArray(Column[]::new));
  }

  private Column targets(int steps, String[] sequenceLabels) {
    return sequenceLabels == null ? null : Targets.labels(labelIds(steps, sequenceLabels));
  }

  /** Does the same for features that are float. */
  public EncodedSequence encode(String[] sequence, float[] features, String[] sequenceLabels) {
    return encode(sequence, doubles(features), sequenceLabels);
  }

  /** Does the same for features that are float. */
  public EncodedSequence encode(float[] features, String[] sequenceLabels) {
    return encode(doubles(features), sequenceLabels);
  }

  private static double[] doubles(float[] values) {
    double[] doubles = new double[values.length];
    for (int i = 0; i < doubles.length; i++) {
      doubles[i] = values[i];
    }
    return doubles;
  }

  /**
   * @throws InvalidInputException if the numbers of labels and steps differ
   */
  public static void requireOneEach(int steps, int labels) {
    requireOneEach(steps, labels, "labels");
  }

  /**
   * @param what the targets are, in the plural
   * @throws InvalidInputException if the numbers of targets and steps differ
   */
  public static void requireOneEach(int steps, int targets, String what) {
    if (steps != targets) {
      throw new InvalidInputException(
          "%d steps (tokens or vectors) but %d %s; every step needs exactly one"
              .formatted(steps, targets, what));
    }
  }
}
