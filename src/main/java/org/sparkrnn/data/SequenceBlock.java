package org.sparkrnn.data;

import java.io.Serializable;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;

/**
 * Many sequences in a few flat arrays: what a shard caches. A sequence is an index; there is no
 * object a sequence that the garbage collector would have to visit.
 */
public final class SequenceBlock implements Serializable {
  private static final long serialVersionUID = 1L;

  private final int[] starts; // [n + 1] first step of each sequence, in steps
  private final int[] tokens; // [steps] or null
  private final float[] features; // [steps, width] or null
  private final int width;
  private final Targets targets; // of all sequences, or null
  private final float[] weights; // [n], or null if all are 1

  private SequenceBlock(
      int[] starts, int[] tokens, float[] features, int width, Targets targets, float[] weights) {
    this.starts = starts;
    this.tokens = tokens;
    this.features = features;
    this.width = width;
    this.targets = targets;
    this.weights = weights;
  }

  /**
   * Copies sequences, in the given order, into one block.
   *
   * @param width features a step, beside tokens or without; 0 for tokens alone
   * @throws IllegalArgumentException if the sequences' targets are of different kinds
   * @throws InvalidInputException if the block would exceed an array's size
   */
  public static SequenceBlock of(List<EncodedSequence> sequences, int width) {
    int n = sequences.size();
    int most = Math.max(1, width); // values a step
    for (EncodedSequence s : sequences) {
      most = Math.max(most, s.targets() == null ? 0 : s.targets().width());
    }
    int[] starts = new int[n + 1];
    long steps = 0;
    for (int i = 0; i < n; i++) {
      steps += sequences.get(i).length();
      if (steps * most > Integer.MAX_VALUE - 8) {
        throw new InvalidInputException(
            ("a shard of %d sequences holds more than 2^31 values (%d features a step);"
                    + " raise numShards so that each shard holds fewer sequences")
                .formatted(n, most));
      }
      starts[i + 1] = (int) steps;
    }
    boolean ofTokens = width == 0 || n > 0 && sequences.get(0).tokens() != null;
    int[] tokens = ofTokens ? new int[(int) steps] : null;
    float[] features = width == 0 ? null : new float[(int) steps * width];
    float[] weights = null;
    for (int i = 0; i < n; i++) {
      EncodedSequence s = sequences.get(i);
      if (ofTokens) {
        System.arraycopy(s.tokens(), 0, tokens, starts[i], s.length());
      }
      if (width > 0) {
        System.arraycopy(s.features(), 0, features, starts[i] * width, s.length() * width);
      }
      if (s.weight() != 1 && weights == null) {
        weights = new float[n];
        Arrays.fill(weights, 0, i, 1f);
      }
      if (weights != null) {
        weights[i] = s.weight();
      }
    }
    return new SequenceBlock(starts, tokens, features, width, Targets.joined(sequences), weights);
  }

  /**
   * A chunk: the steps {@code from} up to {@code to} of every sequence, or as many of them as it
   * has, with their targets. A copy.
   *
   * @throws IllegalArgumentException if the targets are one a sequence, so not of any chunk
   */
  public SequenceBlock steps(int from, int to) {
    if (targets != null && targets.readout() != Readout.EACH_STEP) {
      throw new IllegalArgumentException(
          "%s cannot be cut into chunks; expected a target a step".formatted(targets));
    }
    int n = size();
    int[] chunkStarts = new int[n + 1];
    for (int i = 0; i < n; i++) {
      int steps = Math.min(to, length(i)) - Math.min(from, length(i));
      chunkStarts[i + 1] = chunkStarts[i] + steps;
    }
    int steps = chunkStarts[n];
    int[] chunkTokens = tokens == null ? null : new int[steps];
    float[] chunkFeatures = features == null ? null : new float[steps * width];
    for (int i = 0; i < n; i++) {
      int first = starts[i] + Math.min(from, length(i));
      int count = chunkStarts[i + 1] - chunkStarts[i];
      if (tokens != null) {
        System.arraycopy(tokens, first, chunkTokens, chunkStarts[i], count);
      }
      if (features != null) {
        System.arraycopy(
            features, first * width, chunkFeatures, chunkStarts[i] * width, count * width);
      }
    }
    Targets chunkTargets = targets == null ? null : targets.steps(starts, from, chunkStarts);
    return new SequenceBlock(chunkStarts, chunkTokens, chunkFeatures, width, chunkTargets, weights);
  }

  /** SHA-256 over all that training reads: equal blocks, and only they, have the same. */
  public byte[] sha256() {
    MessageDigest digest = Digests.sha256();
    Digests.add(
        digest, new int[] {size(), width, targets == null ? 0 : 1, weights == null ? 0 : 1});
    Digests.add(digest, starts);
    if (tokens != null) {
      Digests.add(digest, tokens);
    } else {
      Digests.add(digest, features);
    }
    if (targets != null) {
      Digests.add(digest, new int[] {targets.readout().ordinal(), targets.width()});
      targets.addTo(digest);
    }
    if (weights != null) {
      Digests.add(digest, weights);
    }
    return digest.digest();
  }

  public int size() {
    return starts.length - 1;
  }

  /** T of sequence i. */
  public int length(int i) {
    return starts[i + 1] - starts[i];
  }

  /** All steps of all sequences. */
  public int steps() {
    return starts[size()];
  }

  /** Features a step; 0 for tokens alone. */
  public int width() {
    return width;
  }

  /** The sequences' numbers, shortest first; equal lengths in their order. */
  public int[] byLength() {
    long[] keys = new long[size()];
    Arrays.setAll(keys, i -> (long) length(i) << 32 | i);
    Arrays.sort(keys);
    return Arrays.stream(keys).mapToInt(key -> (int) key).toArray();
  }

  /** What the outputs of all sequences should be, one behind the other; null if not known. */
  Targets targets() {
    return targets;
  }

  /** Row in {@link #targets} of step t of sequence i, or of the whole of it. */
  int targetRow(int i, int t) {
    return targets.readout() == Readout.EACH_STEP ? starts[i] + t : i;
  }

  boolean weighted() {
    return weights != null;
  }

  float weight(int i) {
    return weights == null ? 1f : weights[i];
  }

  /** Whether steps have tokens. */
  boolean hasTokens() {
    return tokens != null;
  }

  int token(int i, int t) {
    return tokens[starts[i] + t];
  }

  void copyFeatures(int i, int t, float[] to, int offset) {
    System.arraycopy(features, (starts[i] + t) * width, to, offset, width);
  }
}
