package org.sparkrnn.data;

import java.util.Arrays;

/**
 * A mini-batch of ragged sequences without padding: sorted by length, longest first, all first
 * steps, then all second steps, and so on. Step t holds {@code batchSizes[t]} rows, a number that
 * only shrinks; row b of step t + 1 continues row b of step t. The layout of PyTorch's
 * PackedSequence.
 *
 * <p>An instance is refilled for every mini-batch; its arrays only grow.
 */
public final class PackedBatch {
  private int sequences; // B, those of length 0 among them
  private int maxLength; // T of the longest
  private int rows; // N, the sum of lengths
  private int[] order = new int[0]; // [B] order[b] = position in the caller's list
  private int[] batchSizes = new int[0]; // [T] rows of step t
  private int[] offsets = new int[1]; // [T + 1] first row of step t
  private int[] tokens = new int[0]; // [N]
  private float[] features = new float[0]; // [N, width]
  private int[] lengths = new int[0]; // [B]
  private PackedTargets targets = new PackedTargets();

  /** Replaces a token id while a batch is packed: word dropout. */
  @FunctionalInterface
  public interface TokenFilter {
    TokenFilter NONE = (sequence, step, token) -> token;

    /**
     * The id to use instead of {@code token}.
     *
     * @param sequence index in the block
     */
    int apply(int sequence, int step, int token);
  }

  /**
   * Fills this batch with {@code count} sequences of a block.
   *
   * @param indices the sequences' numbers in the block, from {@code from} on
   */
  public void pack(SequenceBlock block, int[] indices, int from, int count, TokenFilter filter) {
    sequences = count;
    sortByLength(block, indices, from, count);
    maxLength = count == 0 ? 0 : lengths[0];
    layOut();
    int width = block.width();
    tokens = block.hasTokens() ? atLeast(tokens, rows) : tokens;
    features = width > 0 && features.length < rows * width ? new float[rows * width] : features;
    for (int t = 0; t < maxLength; t++) {
      for (int b = 0; b < batchSizes[t]; b++) {
        int i = indices[from + order[b]];
        int row = offsets[t] + b;
        if (block.hasTokens()) {
          tokens[row] = filter.apply(i, t, block.token(i, t));
        }
        if (width > 0) {
          block.copyFeatures(i, t, features, row * width);
        }
      }
    }
    targets.fill(this, block, indices, from);
  }

  /** Packs a whole block, in its order, unfiltered. */
  public void pack(SequenceBlock block) {
    int[] all = new int[block.size()];
    Arrays.setAll(all, i -> i);
    pack(block, all, 0, all.length, TokenFilter.NONE);
  }

  /**
   * Takes the shape of {@code from} with every {@code stride}-th step, the first among them, and
   * its targets; it has no tokens or features. The order by length stays the same.
   */
  public void takeEvery(int stride, PackedBatch from) {
    sequences = from.sequences;
    order = from.order;
    targets = from.targets;
    lengths = atLeast(lengths, sequences);
    for (int b = 0; b < sequences; b++) {
      lengths[b] = (from.lengths[b] + stride - 1) / stride;
    }
    maxLength = sequences == 0 ? 0 : lengths[0];
    layOut();
  }

  private void sortByLength(SequenceBlock block, int[] indices, int from, int count) {
    order = atLeast(order, count);
    lengths = atLeast(lengths, count);
    long[] keys = new long[count];
    for (int b = 0; b < count; b++) {
      keys[b] = ((long) (Integer.MAX_VALUE - block.length(indices[from + b])) << 32) | b;
    }
    Arrays.sort(keys); // longest first, equal lengths in the caller's order
    for (int b = 0; b < count; b++) {
      order[b] = (int) keys[b];
      lengths[b] = block.length(indices[from + order[b]]);
    }
  }

  private void layOut() {
    batchSizes = atLeast(batchSizes, maxLength);
    offsets = atLeast(offsets, maxLength + 1);
    int live = sequences;
    offsets[0] = 0;
    for (int t = 0; t < maxLength; t++) {
      while (lengths[live - 1] <= t) {
        live--;
      }
      batchSizes[t] = live;
      offsets[t + 1] = Math.addExact(offsets[t], live);
    }
    rows = offsets[maxLength];
  }

  private static int[] atLeast(int[] array, int size) {
    return array.length >= size ? array : new int[size];
  }

  /** B, the number of sequences, empty ones among them. */
  public int sequences() {
    return sequences;
  }

  /** T of the longest sequence. */
  public int maxLength() {
    return maxLength;
  }

  /** N, the sum of all lengths. */
  public int rows() {
    return rows;
  }

  /** How many outputs a readout has: N, or the sequences that are not empty. */
  public int rows(Readout readout) {
    return readout == Readout.EACH_STEP || rows == 0 ? rows : batchSizes[0];
  }

  /** T of the b-th longest sequence. */
  public int length(int b) {
    return lengths[b];
  }

  /** Rows of step t. */
  public int batchSize(int t) {
    return batchSizes[t];
  }

  /** First row of step t. */
  public int offset(int t) {
    return offsets[t];
  }

  /** The row of step t of the sequence that was given as number {@code position[b]}. */
  public int row(int b, int t) {
    return offsets[t] + b;
  }

  /** The place, in the list this batch was packed from, of its b-th longest sequence. */
  public int position(int b) {
    return order[b];
  }

  /** [N] token ids; longer than N where a larger batch came before. */
  public int[] tokens() {
    return tokens;
  }

  /** [N, width] features; longer where a larger batch came before. */
  public float[] features() {
    return features;
  }

  /** What the outputs should be. */
  public PackedTargets targets() {
    return targets;
  }
}
