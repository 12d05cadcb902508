package org.sparkrnn.data;

import java.io.Serializable;
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
  private final int[] labels; // [steps] or null
  private final int width;

  private SequenceBlock(int[] starts, int[] tokens, float[] features, int[] labels, int width) {
    this.starts = starts;
    this.tokens = tokens;
    this.features = features;
    this.labels = labels;
    this.width = width;
  }

  /**
   * Copies sequences, in the given order, into one block.
   *
   * @param width features a step for dense inputs; 0 for token inputs
   * @throws InvalidInputException if the block would exceed an array's size
   */
  public static SequenceBlock of(List<EncodedSequence> sequences, int width) {
    int n = sequences.size();
    int[] starts = new int[n + 1];
    long steps = 0;
    for (int i = 0; i < n; i++) {
      steps += sequences.get(i).length();
      if (steps * Math.max(1, width) > Integer.MAX_VALUE - 8) {
        throw new InvalidInputException(
            ("a shard of %d sequences holds more than 2^31 values (%d features a step);"
                    + " raise numShards so that each shard holds fewer sequences")
                .formatted(n, width));
      }
      starts[i + 1] = (int) steps;
    }
    boolean labelled = n > 0 && sequences.get(0).labels() != null;
    int[] tokens = width == 0 ? new int[(int) steps] : null;
    float[] features = width == 0 ? null : new float[(int) steps * width];
    int[] labels = labelled ? new int[(int) steps] : null;
    for (int i = 0; i < n; i++) {
      EncodedSequence s = sequences.get(i);
      if (width == 0) {
        System.arraycopy(s.tokens(), 0, tokens, starts[i], s.length());
      } else {
        System.arraycopy(s.features(), 0, features, starts[i] * width, s.length() * width);
      }
      if (labelled) {
        System.arraycopy(s.labels(), 0, labels, starts[i], s.length());
      }
    }
    return new SequenceBlock(starts, tokens, features, labels, width);
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

  /** Features a step; 0 for token inputs. */
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

  public boolean labelled() {
    return labels != null;
  }

  int token(int i, int t) {
    return tokens[starts[i] + t];
  }

  int label(int i, int t) {
    return labels[starts[i] + t];
  }

  void copyFeatures(int i, int t, float[] to, int offset) {
    System.arraycopy(features, (starts[i] + t) * width, to, offset, width);
  }
}
