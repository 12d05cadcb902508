package org.sparkrnn.data;

import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * One sequence of T steps: named columns of primitive arrays, both inputs and targets, and a
 * weight.
 *
 * <p>This is not a record, because Spark shuffles it and its version of Kryo cannot read records.
 */
public final class EncodedSequence implements Serializable {
  /** The series number of a sequence that is no window of a series. */
  static final long NONE = -1;

  private static final long serialVersionUID = 1L;

  /**
   * Hashed first, in this order, to keep the hashes of earlier versions, which had no other
   * columns.
   */
  private static final List<String> HASHED_FIRST =
      List.of(ColumnSpec.TOKENS, ColumnSpec.TARGETS, ColumnSpec.FEATURES);

  private final int length;
  private final Column[] columns;
  private final float weight;
  private final long series; // the series of which this is a window, or NONE
  private final long position; // position of the first step in the series

  /**
   * A sequence of weight 1.
   *
   * @param length T, the number of steps
   * @param columns columns of different names; null is left out
   * @throws IllegalArgumentException if a column does not have one entry per step, or one in total,
   *     as its kind demands
   */
  public EncodedSequence(int length, Column... columns) {
    this(
        length,
        Arrays.stream(columns).filter(Objects::nonNull).toArray(Column[]::new),
        1f,
        NONE,
        0);
    for (Column column : this.columns) {
      int expected = column.spec().per() == Readout.EACH_STEP ? length : 1;
      if (column.entries() != expected) {
        throw new IllegalArgumentException(
            "%d %s for a sequence of %d steps; expected one per %s"
                .formatted(
                    column.entries(),
                    column.spec().name(),
                    length,
                    column.spec().per() == Readout.EACH_STEP ? "step" : "sequence"));
      }
    }
  }

  private EncodedSequence(int length, Column[] columns, float weight, long series, long position) {
    this.length = length;
    this.columns = columns;
    this.weight = weight;
    this.series = series;
    this.position = position;
  }

  /** This sequence with a further column, which replaces a column of the same name. */
  public EncodedSequence with(Column other) {
    Column[] all = columns.clone();
    int at = 0;
    while (at < all.length && !all[at].spec().name().equals(other.spec().name())) {
      at++;
    }
    all = Arrays.copyOf(all, Math.max(all.length, at + 1));
    all[at] = other;
    EncodedSequence checked = new EncodedSequence(length, all);
    return new EncodedSequence(length, checked.columns, weight, series, position);
  }

  /**
   * This sequence with another weight.
   *
   * @param other 1 for an ordinary sequence
   * @throws IllegalArgumentException if it is negative or not finite
   */
  public EncodedSequence withWeight(float other) {
    if (!(other >= 0 && other < Float.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "the weight of a sequence must be 0 or a positive number, but is " + other);
    }
    return new EncodedSequence(length, columns, other, series, position);
  }

  /**
   * Marks this sequence as a window of a series, which other windows may overlap: a block holds
   * their common steps once. The content stays the same.
   *
   * @param number number of the series, from 0
   * @param first position of the first step in the series; may be negative
   */
  public EncodedSequence asWindow(long number, long first) {
    return new EncodedSequence(length, columns, weight, number, first);
  }

  /**
   * The sequence one step later: the first step is removed and another appended. The result has
   * features but no other column.
   *
   * @param step [width] features
   * @throws IllegalArgumentException if this sequence is empty or has no features
   */
  public EncodedSequence shifted(float... step) {
    float[] features = floats(ColumnSpec.FEATURES);
    if (length == 0 || features == null || step.length * length != features.length) {
      throw new IllegalArgumentException(
          "a step of %d features cannot follow a sequence of %d steps"
              .formatted(step.length, length));
    }
    float[] next = new float[features.length];
    System.arraycopy(features, step.length, next, 0, features.length - step.length);
    System.arraycopy(step, 0, next, features.length - step.length, step.length);
    EncodedSequence later = new EncodedSequence(length, Column.features(step.length, next));
    return later.withWeight(weight);
  }

  /** T, the number of steps. */
  public int length() {
    return length;
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

  /** All columns, in the order in which they were given; not copied. */
  Column[] columns() {
    return columns;
  }

  /** Whether steps have tokens. */
  public boolean hasTokens() {
    return column(ColumnSpec.TOKENS) != null;
  }

  /**
   * The number of steps whose token is not in the vocabulary and was encoded as {@link
   * Vocabulary#UNKNOWN}.
   */
  public int unknownTokens() {
    int[] tokens = tokens();
    int unknown = 0;
    for (int t = 0; tokens != null && t < length; t++) {
      unknown += tokens[t] == 0 ? 1 : 0;
    }
    return unknown;
  }

  /** [T] ids, or null. */
  int[] tokens() {
    Column tokens = column(ColumnSpec.TOKENS);
    return tokens == null ? null : tokens.ints();
  }

  private float[] floats(String name) {
    Column column = column(name);
    return column == null ? null : column.floats();
  }

  /** How much this sequence's loss counts. */
  public float weight() {
    return weight;
  }

  /** The series of which this is a window, or {@link #NONE}. */
  long series() {
    return series;
  }

  /** The position of the first step in the series. */
  long position() {
    return position;
  }

  /** This sequence with its numbers rounded to float. */
  public EncodedSequence rounded() {
    Column[] rounded = new Column[columns.length];
    Arrays.setAll(rounded, c -> columns[c].rounded());
    return new EncodedSequence(length, rounded, weight, series, position);
  }

  /**
   * A hash of 64 bits that depends only on the content. It decides a sequence's shard and its order
   * within the shard, so that neither the partitions of the input nor the order of its rows matter.
   */
  public long contentHash() {
    MessageDigest digest = Digests.sha256();
    for (String name : HASHED_FIRST) {
      Column column = column(name);
      if (column != null) {
        column.addTo(digest);
      }
    }
    if (weight != 1) {
      digest.update(ByteBuffer.allocate(Float.BYTES).putFloat(0, weight));
    }
    for (Column column : columns) {
      if (!HASHED_FIRST.contains(column.spec().name())) {
        digest.update(column.spec().toString().getBytes(StandardCharsets.UTF_8));
        column.addTo(digest);
      }
    }
    return ByteBuffer.wrap(digest.digest()).getLong();
  }
}
