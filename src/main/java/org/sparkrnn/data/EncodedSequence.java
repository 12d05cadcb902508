package org.sparkrnn.data;

import java.io.Serializable;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * One sequence as primitive arrays: token ids or feature vectors, and labels where they are known.
 *
 * <p>Not a record: these travel in shuffles, and the Kryo in Spark cannot read records.
 */
public final class EncodedSequence implements Serializable {
  private static final long serialVersionUID = 1L;

  private final int length;
  private final int[] tokens;
  private final float[] features;
  private final int[] labels;

  /**
   * @param length T, the number of steps
   * @param tokens [T] ids in the input vocabulary, or null for dense inputs
   * @param features [T * width], the steps' vectors one after the other, or null for token inputs
   * @param labels [T] label ids, or null where there are none
   */
  public EncodedSequence(int length, int[] tokens, float[] features, int[] labels) {
    this.length = length;
    this.tokens = tokens;
    this.features = features;
    this.labels = labels;
  }

  /** T, the number of steps. */
  public int length() {
    return length;
  }

  int[] tokens() {
    return tokens;
  }

  float[] features() {
    return features;
  }

  int[] labels() {
    return labels;
  }

  /**
   * 64 bits that depend on the content alone. Sequences are dealt to shards and ordered within them
   * by it, so that neither the partitions of the input nor the order of its rows matter.
   */
  public long contentHash() {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
    update(digest, tokens);
    update(digest, labels);
    if (features != null) {
      ByteBuffer bytes = ByteBuffer.allocate(features.length * Float.BYTES);
      bytes.asFloatBuffer().put(features);
      digest.update(bytes);
    }
    return ByteBuffer.wrap(digest.digest()).getLong();
  }

  private static void update(MessageDigest digest, int[] values) {
    if (values != null) {
      ByteBuffer bytes = ByteBuffer.allocate(values.length * Integer.BYTES);
      bytes.asIntBuffer().put(values);
      digest.update(bytes);
    }
  }
}
