package org.sparkrnn.data;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What turns a row's tokens and labels into numbers, and how many numbers a step and a target have.
 */
public final class SequenceEncoder implements Serializable {
  private static final long serialVersionUID = 1L;

  private final Vocabulary[] vocabularies; // of each TokenColumn; null for those not read
  private final int width;
  private final LabelEncoder[] targets; // those that are labels
  private final int targetWidth;
  private final Standardization standardization; // or null

  /**
   * For one target, of labels.
   *
   * @param tokens the input vocabulary, or null for dense inputs
   * @param width features a step, beside tokens or without; 0 for tokens alone
   * @param labels the labels, or null where there are none
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
   * For targets that are numbers.
   *
   * @param tokens the input vocabulary, or null for dense inputs
   * @param width features a step, beside tokens or without; 0 for tokens alone
   * @param targetWidth numbers a target
   */
  public static SequenceEncoder ofValues(Vocabulary tokens, int width, int targetWidth) {
    return new SequenceEncoder(only(tokens), width, new LabelEncoder[0], targetWidth, null);
  }

  private static Vocabulary[] only(Vocabulary tokens) {
    Vocabulary[] vocabularies = new Vocabulary[TokenColumn.values().length];
    vocabularies[TokenColumn.TOKENS.ordinal()] = tokens;
    return vocabularies;
  }

  /** This encoder, which makes another column of the tokens too. */
  public SequenceEncoder with(TokenColumn column, Vocabulary vocabulary) {
    Vocabulary[] all = vocabularies.clone();
    all[column.ordinal()] = vocabulary;
    return new SequenceEncoder(all, width, targets, targetWidth, standardization);
  }

  /**
   * This encoder, after which numbers are standardized.
   *
   * @param value of as many features and target values; labels are not standardized
   */
  public SequenceEncoder with(Standardization value) {
    return new SequenceEncoder(vocabularies, width, targets, targetWidth, value);
  }

  /** This encoder with other targets, all of labels. */
  public SequenceEncoder with(LabelEncoder... others) {
    return new SequenceEncoder(vocabularies, width, others.clone(), 0, standardization);
  }

  /**
   * This encoder, whose labels, those of the first target, are of spans.
   *
   * @param learned the scheme of {@link #labels}
   * @param ofData the scheme of the data's labels where they are converted, else null
   */
  public SequenceEncoder with(LabelScheme learned, LabelScheme ofData) {
    LabelEncoder[] all = targets.clone();
    all[0] = all[0].with(learned, ofData);
    return new SequenceEncoder(vocabularies, width, all, targetWidth, standardization);
  }

  /** The targets that are labels, the first of several first; none where targets are numbers. */
  public List<LabelEncoder> targets() {
    return List.of(targets);
  }

  /** This encoder with one of its targets alone. */
  public SequenceEncoder target(int i) {
    return targets.length < 2 ? this : with(targets[i]);
  }

  /** The scheme of {@link #labels}, or null where they are of none that is known. */
  public LabelScheme scheme() {
    return targets.length == 0 ? null : targets[0].scheme();
  }

  /** The scheme of the data's labels where they are converted into {@link #scheme}, else null. */
  public LabelScheme given() {
    return targets.length == 0 ? null : targets[0].given();
  }

  /** Which label may stand behind which. */
  public SpanTags spanTags() {
    return targets.length == 0 ? SpanTags.NONE : targets[0].spanTags();
  }

  /** Labels as the network gives them, in the scheme of the data. */
  public String[] asGiven(String... sequenceLabels) {
    return targets[0].asGiven(sequenceLabels);
  }

  /** How numbers are standardized, or null where they are taken as they are. */
  public Standardization standardization() {
    return standardization;
  }

  /**
   * A sequence as the network sees it: its numbers standardized, if this encoder does that, and
   * rounded.
   *
   * @param sequence whose numbers are exact
   */
  public EncodedSequence encode(EncodedSequence sequence) {
    return standardization == null ? sequence.rounded() : standardization.apply(sequence);
  }

  /** The input vocabulary, or null for dense inputs. */
  public Vocabulary tokens() {
    return vocabulary(TokenColumn.TOKENS);
  }

  /** The vocabulary of a column that is made of tokens, or null if it is not made. */
  public Vocabulary vocabulary(TokenColumn column) {
    return vocabularies[column.ordinal()];
  }

  /** The labels, of several targets those of the first; null where targets are numbers. */
  public Vocabulary labels() {
    return targets.length == 0 ? null : targets[0].labels();
  }

  /** K: how many outputs the network has for the first target of these sequences. */
  public int outputSize() {
    return targets.length == 0 ? targetWidth : labels().size();
  }

  /** Numbers a target; 0 where targets are labels. */
  public int targetWidth() {
    return targetWidth;
  }

  /** Features a step, beside tokens or without; 0 for tokens alone. */
  public int width() {
    return width;
  }

  /** How many of a sequence's tokens are the unknown one to this encoder. */
  public long unknownTokens(String... sequence) {
    return Arrays.stream(sequence).filter(token -> tokens().findOrUnknown(token) == 0).count();
  }

  /** The columns that are made of a sequence's tokens. */
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
   * The ids of one label a step, of the first target.
   *
   * @throws InvalidInputException if there are not as many as steps, or one is not in the
   *     vocabulary
   */
  public int[] labelIds(int steps, String[] sequenceLabels) {
    return targets[0].ids(steps, sequenceLabels);
  }

  /**
   * The id of a label of the first target.
   *
   * @param place where it stands, for the message; may be empty
   * @throws InvalidInputException if it is not in the vocabulary
   */
  public int labelId(String label, String place) {
    return targets[0].id(label, place);
  }

  /**
   * @param sequenceLabels one a step, or null
   * @throws InvalidInputException if the lengths differ or a label is not in the vocabulary
   */
  public EncodedSequence encode(String[] sequence, String[] sequenceLabels) {
    return of(sequence, null, sequenceLabels);
  }

  /**
   * Tokens joined with features.
   *
   * @param features [T * width]
   * @param sequenceLabels one a step, or null
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
   * @param sequenceLabels one a step, or null
   * @throws InvalidInputException if the lengths differ or a label is not in the vocabulary
   */
  public EncodedSequence encode(double[] features, String[] sequenceLabels) {
    int length = features.length / width;
    return encode(new EncodedSequence(length, features(features), targets(length, sequenceLabels)));
  }

  /**
   * The column of a sequence's features, to be standardized, if this encoder does that; null where
   * it is one of tokens alone.
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

  /** The same of features that are float. */
  public EncodedSequence encode(String[] sequence, float[] features, String[] sequenceLabels) {
    return encode(sequence, doubles(features), sequenceLabels);
  }

  /** The same of features that are float. */
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
   * @throws InvalidInputException if a sequence has not as many labels as steps
   */
  public static void requireOneEach(int steps, int labels) {
    requireOneEach(steps, labels, "labels");
  }

  /**
   * @param what the targets are, in the plural
   * @throws InvalidInputException if a sequence has not as many targets as steps
   */
  public static void requireOneEach(int steps, int targets, String what) {
    if (steps != targets) {
      throw new InvalidInputException(
          "%d steps (tokens or vectors) but %d %s; every step needs exactly one"
              .formatted(steps, targets, what));
    }
  }
}
