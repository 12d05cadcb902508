package org.sparkrnn.data;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A mini-batch of ragged sequences without padding. Sequences are sorted by length, longest first;
 * all first steps come first, then all second steps, and so on. Step t has {@code batchSizes[t]}
 * rows, a number that never grows with t; row b of step t + 1 continues row b of step t. This is
 * the layout of PyTorch's PackedSequence.
 *
 * <p>An instance is refilled for every mini-batch; its arrays only grow.
 */
public final class PackedBatch {
  private int sequences; // B, including those of length 0
  private int maxLength; // T of the longest sequence
  private int rows; // N, the sum of lengths
  private int[] order = new int[0]; // [B] order[b] = position in the caller's list
  private int[] batchSizes = new int[0]; // [T] rows of step t
  private int[] offsets = new int[1]; // [T + 1] first row of step t
  private int[] lengths = new int[0]; // [B]
  private PackedColumn[] columns = {}; // the columns of the last packed block
  private final Map<String, PackedColumn> buffers = new HashMap<>(); // columns ever packed, by name
  private int[] numbers = new int[0]; // [B] number of each sequence in the block
  private int[] begins = new int[0]; // [B] its first step in the block
  private float[] stepWeights = new float[0]; // [N], if sequences have weights
  private float[] weights = new float[0]; // [B], if sequences have weights
  private double[] positions = {}; // [T] positions of a sequence to warp
  private float[] straight = {}; // [T, F] a sequence before warping

  /** Replaces token ids while a batch is packed; used for word dropout. */
  @FunctionalInterface
  public interface TokenFilter {
    /** Leaves every token as it is. */
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
    fillWeights(block);
    fillColumns(block.columns(), block.weighted());
    if (filter != TokenFilter.NONE) {
      replaceTokens(filter);
    }
  }

  /**
   * Sets the features of some consecutive steps of each sequence to 0 (time masking, Park et al.
   * 2019, SpecAugment, section 2): up to a share of its steps, anywhere.
   *
   * @param share the largest share of a sequence's steps
   * @param stream key of the random numbers, which depend on it and the sequence's number in its
   *     block
   */
  public void maskSteps(double share, long stream) {
    PackedColumn features = find(ColumnSpec.FEATURES);
    for (int b = 0; features != null && b < sequences; b++) {
      int steps = (int) (share * BatchPlan.uniform(stream, numbers[b], 0) * lengths[b]);
      int from = (int) (BatchPlan.uniform(stream, numbers[b], 1) * (lengths[b] - steps + 1));
      int F = features.width();
      for (int t = from; t < from + steps; t++) {
        Arrays.fill(features.floats(), row(b, t) * F, (row(b, t) + 1) * F, 0f);
      }
    }
  }

  /**
   * Sets some neighbouring features of each sequence to 0 at all its steps (frequency masking, Park
   * et al. 2019, SpecAugment, section 2): up to a share of them, anywhere.
   *
   * @param share of the features at most
   * @param stream key of its random numbers, as of {@link #maskSteps}
   */
  public void maskFeatures(double share, long stream) {
    PackedColumn features = find(ColumnSpec.FEATURES);
    for (int b = 0; features != null && b < sequences; b++) {
      int F = features.width();
      int count = (int) (BatchPlan.uniform(stream, numbers[b], 0) * ((int) (share * F) + 1));
      int from = (int) (BatchPlan.uniform(stream, numbers[b], 1) * (F - count + 1));
      for (int t = 0; t < lengths[b]; t++) {
        int first = row(b, t) * F + from;
        Arrays.fill(features.floats(), first, first + count, 0f);
      }
    }
  }

  /** Bends the time of what was packed; its features alone, since labels have no between. */
  public void warp(TimeWarp warp) {
    PackedColumn features = find(ColumnSpec.FEATURES);
    if (features == null || maxLength < 2) {
      return;
    }
    int F = features.width();
    positions = positions.length < maxLength ? new double[maxLength] : positions;
    straight = straight.length < maxLength * F ? new float[maxLength * F] : straight;
    for (int b = 0; b < sequences && lengths[b] > 1; b++) {
      for (int t = 0; t < lengths[b]; t++) {
        System.arraycopy(features.floats(), row(b, t) * F, straight, t * F, F);
      }
      warp.positions(numbers[b], lengths[b], positions);
      for (int t = 0; t < lengths[b]; t++) {
        int before = Math.min(lengths[b] - 2, (int) positions[t]);
        interpolate(F, before * F, (float) (positions[t] - before), features, row(b, t) * F);
      }
    }
  }

  private void interpolate(int F, int from, float share, PackedColumn features, int to) {
    for (int j = from; j < from + F; j++) {
      features.floats()[to + j - from] = straight[j] + share * (straight[j + F] - straight[j]);
    }
  }

  /** Packs all sequences of a block, in their order, without a filter. */
  public void pack(SequenceBlock block) {
    int[] all = new int[block.size()];
    Arrays.setAll(all, i -> i);
    pack(block, all, 0, all.length, TokenFilter.NONE);
  }

  /**
   * Takes the shape of {@code from} with every {@code stride}-th step, beginning with the first,
   * and its columns that have one entry per sequence. The order by length stays the same.
   */
  public void takeEvery(int stride, PackedBatch from) {
    take(from, stride, 1);
  }

  /** Does the same, but with {@code times} copies of each step in sequence. */
  public void takeRepeated(int times, PackedBatch from) {
    take(from, 1, times);
  }

  private void take(PackedBatch from, int stride, int times) {
    sequences = from.sequences;
    order = from.order;
    columns =
        Arrays.stream(from.columns)
            .filter(column -> column.spec().per() == Readout.LAST_STEP)
            .toArray(PackedColumn[]::new);
    lengths = atLeast(lengths, sequences);
    for (int b = 0; b < sequences; b++) {
      lengths[b] = Math.multiplyExact((from.lengths[b] + stride - 1) / stride, times);
    }
    maxLength = sequences == 0 ? 0 : lengths[0];
    layOut();
  }

  /**
   * Takes the shape of sequences of given lengths, without columns; used by modules that treat the
   * entries of another batch as sequences.
   */
  public void takeLengths(int[] given, int count) {
    sequences = count;
    columns = new PackedColumn[0];
    sortByLength(given, count);
    maxLength = count == 0 ? 0 : lengths[0];
    layOut();
  }

  private void sortByLength(SequenceBlock block, int[] indices, int from, int count) {
    int[] given = new int[count];
    for (int b = 0; b < count; b++) {
      given[b] = block.length(indices[from + b]);
    }
    sortByLength(given, count);
    numbers = atLeast(numbers, count);
    begins = atLeast(begins, count);
    for (int b = 0; b < count; b++) {
      numbers[b] = indices[from + order[b]];
      begins[b] = block.begin(numbers[b]);
    }
  }

  private void sortByLength(int[] given, int count) {
    order = atLeast(order, count);
    lengths = atLeast(lengths, count);
    long[] keys = new long[count];
    for (int b = 0; b < count; b++) {
      keys[b] = ((long) (Integer.MAX_VALUE - given[b]) << 32) | b;
    }
    Arrays.sort(keys); // longest first, equal lengths in the caller's order
    for (int b = 0; b < count; b++) {
      order[b] = (int) keys[b];
      lengths[b] = given[order[b]];
    }
  }

  private void fillWeights(SequenceBlock block) {
    if (!block.weighted()) {
      return;
    }
    weights = weights.length < sequences ? new float[sequences] : weights;
    stepWeights = stepWeights.length < rows ? new float[rows] : stepWeights;
    for (int b = 0; b < sequences; b++) {
      weights[b] = block.weight(numbers[b]);
    }
    for (int t = 0; t < maxLength; t++) {
      System.arraycopy(weights, 0, stepWeights, offsets[t], batchSizes[t]);
    }
  }

  private void fillColumns(Column[] from, boolean weighted) {
    columns = columns.length == from.length ? columns : new PackedColumn[from.length];
    for (int c = 0; c < from.length; c++) {
      boolean steps = from[c].spec().per() == Readout.EACH_STEP;
      float[] counting = steps ? stepWeights : weights;
      columns[c] = buffers.computeIfAbsent(from[c].spec().name(), name -> new PackedColumn());
      columns[c].fill(this, from[c], steps ? begins : numbers, weighted ? counting : null);
    }
  }

  private void replaceTokens(TokenFilter filter) {
    PackedColumn tokens = find(ColumnSpec.TOKENS);
    int[] ids = tokens == null ? null : tokens.ints();
    int row = 0;
    for (int t = 0; ids != null && t < maxLength; t++) {
      for (int b = 0; b < batchSizes[t]; b++, row++) {
        ids[row] = filter.apply(numbers[b], t, ids[row]);
      }
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

  /** B, the number of sequences, including empty ones. */
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

  /**
   * The number of entries of a column: N for one per step, the number of sequences that are not
   * empty for one per sequence.
   */
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

  /** The row of step t of the b-th longest sequence. */
  public int row(int b, int t) {
    return offsets[t] + b;
  }

  /** The place of the b-th longest sequence in the list from which this batch was packed. */
  public int position(int b) {
    return order[b];
  }

  /**
   * A column of the sequences, in this batch's order.
   *
   * @throws IllegalArgumentException if there is none of this name
   */
  public PackedColumn column(String name) {
    PackedColumn column = find(name);
    if (column == null) {
      throw new IllegalArgumentException(
          "the batch has no column %s; its columns are %s"
              .formatted(
                  name,
                  Arrays.stream(columns)
                      .map(c -> c.spec().name())
                      .collect(Collectors.joining(", "))));
    }
    return column;
  }

  /** Returns the same, or null if there is none of this name. */
  public PackedColumn find(String name) {
    for (PackedColumn column : columns) {
      if (column.spec().name().equals(name)) {
        return column;
      }
    }
    return null;
  }
}
