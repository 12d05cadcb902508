package org.sparkrnn.data;

import java.io.Serializable;
import java.nio.ByteBuffer;
import java.security.MessageDigest;

/**
 * One sequence as primitive arrays: token ids, feature vectors or both, its targets where they are
 * known, and how much it counts.
 *
 * <p>Not a record: these travel in shuffles, and the Kryo in Spark cannot read records.
 */
public final class EncodedSequence implements Serializable {
  private static final long serialVersionUID = 1L;

  private final int length;
  private final int[] tokens;
  private final float[] features;
  private final Targets targets;
  private final float weight;

  /**
   * @param length T, the number of steps
   * @param tokens [T] ids in the input vocabulary, or null for dense inputs
   * @param features [T * width], the steps' vectors one after the other, or null for token inputs
   * @param targets T rows or one, or null where there are none
   * @param weight of this sequence's loss; 1 for an ordinary one
   * @throws IllegalArgumentException if there are targets for another number of steps, or the
   *     weight is negative or not finite
   */
  public EncodedSequence(
      int length, int[] tokens, float[] features, Targets targets, float weight) {
    if (targets != null && targets.readout() == Readout.EACH_STEP && targets.rows() != length) {
      throw new IllegalArgumentException(
          "%d targets for a sequence of %d steps; expected one a step"
              .formatted(targets.rows(), length));
    }
    if (!(weight >= 0 && weight < Float.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "a sequence's weight must be a number from 0 on, but is " + weight);
    }
    this.length = length;
    this.tokens = tokens;
    this.features = features;
    this.targets = targets;
    this.weight = weight;
  }

  /**
   * A sequence of weight 1 with a class a step.
   *
   * @param labels [T] label ids, or null where there are none
   */
  public EncodedSequence(int length, int[] tokens, float[] features, int[] labels) {
    this(length, tokens, features, labels == null ? null : Targets.labels(labels), 1f);
  }

  /** This sequence with other targets. */
  public EncodedSequence withTargets(Targets other) {
    return new EncodedSequence(length, tokens, features, other, weight);
  }

  /** This sequence with another weight. */
  public EncodedSequence withWeight(float other) {
    return new EncodedSequence(length, tokens, features, targets, other);
  }

  /**
   * The sequence one step later, of the same length: without its first step, and with another
   * behind the last.
   *
   * @param step [width] features
   * @throws IllegalArgumentException if this sequence is empty or of tokens
   */
  public EncodedSequence shifted(float... step) {
    if (length == 0 || features == null || step.length * length != features.length) {
      throw new IllegalArgumentException(
          "a step of %d features cannot follow a sequence of %d steps"
              .formatted(step.length, length));
    }
    float[] next = new float[features.length];
    System.arraycopy(features, step.length, next, 0, features.length - step.length);
    System.arraycopy(step, 0, next, features.length - step.length, step.length);
    return new EncodedSequence(length, null, next, null, weight);
  }

  /** T, the number of steps. */
  public int length() {
    return length;
  }

  /** Whether steps have tokens. */
  public boolean hasTokens() {
    return tokens != null;
  }

  /** Steps whose token is {@link Vocabulary#UNKNOWN}, which every one is that no vocabulary has. */
  public int unknownTokens() {
    int unknown = 0;
    for (int t = 0; tokens != null && t < tokens.length; t++) {
      unknown += tokens[t] == 0 ? 1 : 0;
    }
    return unknown;
  }

  int[] tokens() {
    return tokens;
  }

  float[] features() {
    return features;
  }

  /** What the outputs should be, or null where that is not known. */
  public Targets targets() {
    return targets;
  }

  /** How much this sequence's loss counts. */
  public float weight() {
    return weight;
  }

  /**
   * 64 bits that depend on the content alone. Sequences are dealt to shards and ordered within them
   * by it, so that neither the partitions of the input nor the order of its rows matter.
   */
  public long contentHash() {
    MessageDigest digest = Digests.sha256();
    if (tokens != null) {
      Digests.add(digest, tokens);
    }
    if (targets != null) {
      targets.addTo(digest);
    }
    if (features != null) {
      Digests.add(digest, features);
    }
    if (weight != 1) {
      digest.update(ByteBuffer.allocate(Float.BYTES).putFloat(0, weight));
    }
    return ByteBuffer.wrap(digest.digest()).getLong();
  }
}
