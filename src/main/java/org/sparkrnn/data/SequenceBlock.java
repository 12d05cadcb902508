package org.sparkrnn.data;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Many sequences as named columns of a few flat arrays; a shard caches such a block. A sequence is
 * only an index, so that the garbage collector need not visit an object per sequence. Windows of
 * one series are views of its steps, which are stored once.
 */
public final class SequenceBlock implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Digested first, in this order, to keep the fingerprints of earlier versions. */
  private static final List<String> FINGERPRINTED_FIRST =
      List.of(ColumnSpec.TOKENS, ColumnSpec.FEATURES, ColumnSpec.TARGETS);

  private final int[] starts; // [n + 1] steps of the sequences before each
  private final int[] begins; // [n] stored step where each begins; null if that is its start
  private final Column[] columns; // entries: stored steps, or sequences
  private final int width; // features per step
  private final float[] weights; // [n], or null if all are 1

  private SequenceBlock(int[] starts, int[] begins, Column[] columns, int width, float[] weights) {
    this.starts = starts;
    this.begins = begins;
    this.columns = columns;
    this.width = width;
    this.weights = weights;
  }

  /**
   * Copies sequences, in the given order, into one block.
   *
   * @param width features per step, with or without tokens; 0 for none
   * @throws IllegalArgumentException if the sequences' columns differ in kind
   * @throws InvalidInputException if the block would exceed an array's size
   */
  public static SequenceBlock of(List<EncodedSequence> sequences, int width) {
    int[] starts = starts(sequences);
    ColumnSpec[] specs = specs(sequences);
    SharedSteps shared = SharedSteps.of(sequences);
    int[] inOrder = new int[sequences.size()];
    Arrays.setAll(inOrder, i -> i);
    int[] whole = new int[sequences.size()];
    Column[] columns = new Column[specs.length];
    for (int c = 0; c < specs.length; c++) {
      boolean views = shared != null && specs[c].per() == Readout.EACH_STEP;
      columns[c] =
          Column.joined(
              specs[c],
              columns(sequences, specs[c], views ? shared.order() : inOrder),
              views ? shared.known() : whole);
    }
    int[] begins = shared == null ? null : shared.begins();
    return new SequenceBlock(starts, begins, columns, width, weights(sequences));
  }

  /**
   * Makes a block of windows of series; each window is a view of steps that are stored once.
   *
   * @param lengths [n] steps of each window
   * @param begins [n] the stored step where each begins
   * @param columns columns with one entry per stored step or per window; not copied
   * @param width features per step
   * @throws InvalidInputException if all windows together have more steps than an array holds
   */
  public static SequenceBlock ofWindows(int[] lengths, int[] begins, Column[] columns, int width) {
    int[] starts = new int[lengths.length + 1];
    for (int i = 0; i < lengths.length; i++) {
      long steps = (long) starts[i] + lengths[i];
      if (steps > Integer.MAX_VALUE - 8) {
        throw tooLarge(lengths.length, 1);
      }
      starts[i + 1] = (int) steps;
    }
    return new SequenceBlock(starts, begins, columns, width, null);
  }

  private static int[] starts(List<EncodedSequence> sequences) {
    int[] starts = new int[sequences.size() + 1];
    for (int i = 0; i < sequences.size(); i++) {
      long steps = (long) starts[i] + sequences.get(i).length();
      if (steps > Integer.MAX_VALUE - 8) {
        throw tooLarge(sequences.size(), 1);
      }
      starts[i + 1] = (int) steps;
    }
    return starts;
  }

  static InvalidInputException tooLarge(int sequences, int width) {
    return new InvalidInputException(
        ("a shard of %d sequences has more than 2^31 values (%d values per step); raise numShards so that each shard has fewer sequences")
            .formatted(sequences, width));
  }

  /** The kinds of columns, which must be the same in all sequences. */
  private static ColumnSpec[] specs(List<EncodedSequence> sequences) {
    Column[] first = sequences.isEmpty() ? new Column[0] : sequences.get(0).columns();
    for (EncodedSequence sequence : sequences) {
      for (Column column : first) {
        requireAlike(column.spec().name(), column, sequence.column(column.spec().name()));
      }
      for (Column column : sequence.columns()) {
        String name = column.spec().name();
        requireAlike(name, sequences.get(0).column(name), column);
      }
    }
    return Arrays.stream(first).map(Column::spec).toArray(ColumnSpec[]::new);
  }

  private static void requireAlike(String name, Column one, Column other) {
    if (one == null || other == null || !one.spec().equals(other.spec())) {
      throw new IllegalArgumentException(
          "sequences of one block have different %s: %s and %s"
              .formatted(name, describe(name, one), describe(name, other)));
    }
  }

  private static String describe(String name, Column column) {
    return column == null ? "no " + name : column.spec().describe();
  }

  private static List<Column> columns(
      List<EncodedSequence> sequences, ColumnSpec spec, int[] order) {
    List<Column> columns = new ArrayList<>(order.length);
    for (int i : order) {
      columns.add(sequences.get(i).column(spec.name()));
    }
    return columns;
  }

  private static float[] weights(List<EncodedSequence> sequences) {
    float[] weights = null;
    for (int i = 0; i < sequences.size(); i++) {
      float weight = sequences.get(i).weight();
      if (weight != 1 && weights == null) {
        weights = new float[sequences.size()];
        Arrays.fill(weights, 0, i, 1f);
      }
      if (weights != null) {
        weights[i] = weight;
      }
    }
    return weights;
  }

  /**
   * A chunk: those of the steps from {@code from} up to but excluding {@code to} that each sequence
   * has. The chunk is a view of this block.
   *
   * @throws IllegalArgumentException if a column has one entry per sequence, which no chunk can
   *     have
   */
  public SequenceBlock steps(int from, int to) {
    for (Column column : columns) {
      if (column.spec().per() != Readout.EACH_STEP) {
        throw new IllegalArgumentException(
            "%s cannot be cut into chunks; expected one entry per step".formatted(column));
      }
    }
    int n = size();
    int[] chunkStarts = new int[n + 1];
    int[] chunkBegins = new int[n];
    for (int i = 0; i < n; i++) {
      int first = Math.min(from, length(i));
      chunkBegins[i] = begin(i) + first;
      chunkStarts[i + 1] = chunkStarts[i] + Math.min(to, length(i)) - first;
    }
    return new SequenceBlock(chunkStarts, chunkBegins, columns, width, weights);
  }

  /**
   * SHA-256 over everything that training reads. Equal blocks have equal digests, whichever steps
   * they store once. Tokens, features and targets come first, so that the digests of earlier
   * versions, which had no other columns, stay the same.
   */
  public byte[] sha256() {
    Column targets = column(ColumnSpec.TARGETS);
    MessageDigest digest = Digests.sha256();
    Digests.add(
        digest, new int[] {size(), width, targets == null ? 0 : 1, weights == null ? 0 : 1});
    Digests.add(digest, starts);
    for (String name : FINGERPRINTED_FIRST) {
      Column column = column(name);
      if (column != null && column == targets) {
        int kind = column.spec().per().ordinal();
        Digests.add(digest, new int[] {kind, column.spec().width()});
      }
      if (column != null) {
        addTo(digest, column);
      }
    }
    if (weights != null) {
      Digests.add(digest, weights, 0, weights.length);
    }
    for (Column column : columns) {
      if (!FINGERPRINTED_FIRST.contains(column.spec().name())) {
        digest.update(column.toString().getBytes(StandardCharsets.UTF_8));
        addTo(digest, column);
      }
    }
    return digest.digest();
  }

  /** Adds the entries of all sequences in their order, even if steps are shared. */
  private void addTo(MessageDigest digest, Column column) {
    if (begins == null || column.spec().per() != Readout.EACH_STEP) {
      column.addTo(digest);
      return;
    }
    for (int i = 0; i < size(); i++) {
      column.addLengths(digest, begins[i], begins[i] + length(i));
    }
    for (int i = 0; i < size(); i++) {
      column.addRows(digest, begins[i], begins[i] + length(i));
    }
  }

  /** The number of sequences. */
  public int size() {
    return starts.length - 1;
  }

  /** T of sequence i. */
  public int length(int i) {
    return starts[i + 1] - starts[i];
  }

  /** The number of steps of all sequences; shared steps count for each sequence. */
  public int steps() {
    return starts[size()];
  }

  /** The size of this block's arrays in bytes, in memory and when it is sent. */
  public long bytes() {
    long bytes = Integer.BYTES * (long) starts.length;
    bytes += begins == null ? 0 : Integer.BYTES * (long) begins.length;
    bytes += weights == null ? 0 : Float.BYTES * (long) weights.length;
    for (Column column : columns) {
      bytes += column.bytes();
    }
    return bytes;
  }

  /**
   * The size in bytes of the columns of batches that hold every sequence once, where no steps are
   * shared.
   */
  public long packedBytes() {
    long bytes = 0;
    for (Column column : columns) {
      if (begins == null || column.spec().per() != Readout.EACH_STEP) {
        bytes += column.bytes();
        continue;
      }
      long values = Math.max(1, column.spec().width());
      for (int i = 0; i < size(); i++) {
        long rows = column.start(begins[i] + length(i)) - column.start(begins[i]);
        bytes += Float.BYTES * (rows * values + (column.spec().lists() ? length(i) : 0));
      }
    }
    return bytes;
  }

  /** The sequences' numbers, shortest first; equal lengths in their order. */
  public int[] byLength() {
    long[] keys = new long[size()];
    Arrays.setAll(keys, i -> (long) length(i) << 32 | i);
    Arrays.sort(keys);
    return Arrays.stream(keys).mapToInt(key -> (int) key).toArray();
  }

  /** The column of a name, or null if there is none. */
  public Column column(String name) {
    for (Column column : columns) {
      if (column.spec().name().equals(name)) {
        return column;
      }
    }
    return null;
  }

  /** The number of steps whose token is {@link Vocabulary#UNKNOWN}; 0 if steps have no tokens. */
  public long unknownTokens() {
    Column tokens = column(ColumnSpec.TOKENS);
    long unknown = 0;
    for (int i = 0; tokens != null && i < size(); i++) {
      for (int t = 0; t < length(i); t++) {
        unknown += tokens.ints()[begin(i) + t] == 0 ? 1 : 0;
      }
    }
    return unknown;
  }

  /** All columns; not copied. */
  Column[] columns() {
    return columns;
  }

  /**
   * The entry of step 0 of sequence i in columns with one entry per step; its other steps follow.
   */
  int begin(int i) {
    return begins == null ? starts[i] : begins[i];
  }

  boolean weighted() {
    return weights != null;
  }

  float weight(int i) {
    return weights == null ? 1f : weights[i];
  }
}
