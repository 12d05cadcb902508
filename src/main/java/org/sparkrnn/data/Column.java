package org.sparkrnn.data;

import java.io.Serializable;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;

/**
 * The values of one column, of one sequence or of many sequences concatenated. {@link ColumnSpec}
 * explains entries and rows.
 */
public final class Column implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final ColumnSpec TOKENS =
      ColumnSpec.ofRows(ColumnSpec.TOKENS, Readout.EACH_STEP, 0);

  private final ColumnSpec spec;
  private final int[] ints; // [rows] or null
  private final float[] floats; // [rows, width] or null
  private final int[] starts; // [entries + 1] first row of each list; null if entries are rows
  private final double[] exact; // the floats before rounding, or null

  private Column(ColumnSpec spec, int[] ints, float[] floats, int[] starts, double[] exact) {
    this.spec = spec;
    this.ints = ints;
    this.floats = floats;
    this.starts = starts;
    this.exact = exact;
    if ((spec.width() == 0) != (ints != null) || spec.lists() != (starts != null)) {
      throw new IllegalArgumentException(
          "column %s was given %s%s"
              .formatted(
                  spec,
                  starts == null ? "" : "lists of ",
                  ints == null ? "vectors of floats" : "ints"));
    }
    if (floats != null && floats.length % spec.width() != 0) {
      throw new IllegalArgumentException(
          "the %d values of %s cannot be divided into vectors of %d"
              .formatted(floats.length, spec.name(), spec.width()));
    }
  }

  /** One row per entry; not copied. */
  public static Column of(ColumnSpec spec, int... rows) {
    return new Column(spec, rows, null, null, null);
  }

  /**
   * One row per entry; not copied.
   *
   * @param rows [entries, width]
   */
  public static Column of(ColumnSpec spec, float... rows) {
    return new Column(spec, null, rows, null, null);
  }

  /**
   * Rows of numbers that will be standardized before they are rounded to float; not copied.
   *
   * @param rows [entries, width]
   */
  public static Column exact(ColumnSpec spec, double... rows) {
    return new Column(spec, null, rounded(rows), null, rows);
  }

  /** One list per entry, each of any length. */
  public static Column ofLists(ColumnSpec spec, int[]... lists) {
    int[] starts = starts(Arrays.stream(lists).mapToInt(list -> list.length).toArray(), 1);
    int[] ints = new int[starts[lists.length]];
    for (int e = 0; e < lists.length; e++) {
      System.arraycopy(lists[e], 0, ints, starts[e], lists[e].length);
    }
    return new Column(spec, ints, null, starts, null);
  }

  /**
   * One list per entry, each of any number of rows.
   *
   * @param lists each [rows, width]
   */
  public static Column ofLists(ColumnSpec spec, float[]... lists) {
    int width = Math.max(1, spec.width());
    int[] starts = starts(Arrays.stream(lists).mapToInt(list -> list.length).toArray(), width);
    float[] floats = new float[starts[lists.length] * width];
    for (int e = 0; e < lists.length; e++) {
      System.arraycopy(lists[e], 0, floats, starts[e] * width, lists[e].length);
    }
    return new Column(spec, null, floats, starts, null);
  }

  private static int[] starts(int[] values, int width) {
    int[] starts = new int[values.length + 1];
    for (int e = 0; e < values.length; e++) {
      if (values[e] % width != 0) {
        throw new IllegalArgumentException(
            "a list of %d values cannot be divided into vectors of %d".formatted(values[e], width));
      }
      starts[e + 1] = Math.addExact(starts[e], values[e] / width);
    }
    return starts;
  }

  /** One id of a vocabulary per step. */
  public static Column tokens(int... ids) {
    return of(TOKENS, ids);
  }

  /**
   * One vector per step.
   *
   * @param values [T, width]
   */
  public static Column features(int width, float... values) {
    return of(ColumnSpec.ofRows(ColumnSpec.FEATURES, Readout.EACH_STEP, width), values);
  }

  /**
   * Concatenates entries of columns of one kind.
   *
   * @param from the first entry to take of each part; all later ones are taken too
   * @throws InvalidInputException if their values exceed an array's size
   */
  static Column joined(ColumnSpec spec, List<Column> parts, int[] from) {
    long rows = 0;
    int entries = 0;
    for (int i = 0; i < from.length; i++) {
      Column part = parts.get(i);
      rows += part.rows() - part.start(from[i]);
      entries += part.entries() - from[i];
    }
    int width = Math.max(1, spec.width());
    if (rows * width > Integer.MAX_VALUE - 8) {
      throw SequenceBlock.tooLarge(from.length, width);
    }
    int[] ints = spec.width() == 0 ? new int[(int) rows] : null;
    float[] floats = spec.width() > 0 ? new float[(int) rows * width] : null;
    int[] starts = spec.lists() ? new int[entries + 1] : null;
    int row = 0;
    int entry = 0;
    for (int i = 0; i < from.length; i++) {
      Column part = parts.get(i);
      int first = part.start(from[i]);
      int count = part.rows() - first;
      System.arraycopy(
          ints != null ? part.ints : part.floats,
          first * width,
          ints != null ? ints : floats,
          row * width,
          count * width);
      for (int e = from[i]; starts != null && e < part.entries(); e++) {
        starts[++entry] = row + part.starts[e + 1] - first;
      }
      row += count;
    }
    return new Column(spec, ints, floats, starts, null);
  }

  /** The same column under another name. */
  public Column named(String name) {
    return new Column(spec.named(name), ints, floats, starts, exact);
  }

  /** The column's name and kind. */
  public ColumnSpec spec() {
    return spec;
  }

  /** The number of ints or vectors. */
  public int rows() {
    return ints != null ? ints.length : floats.length / spec.width();
  }

  /** The number of entries, which are rows or lists of rows. */
  public int entries() {
    return starts == null ? rows() : starts.length - 1;
  }

  /** The first row of an entry, which follows the last row of the previous entry. */
  public int start(int entry) {
    return starts == null ? entry : starts[entry];
  }

  /** [rows], or null for floats; not copied. */
  public int[] ints() {
    return ints;
  }

  /** [rows, width], or null for ints; not copied. */
  public float[] floats() {
    return floats;
  }

  /** The numbers before rounding, or null if the column was not made by {@link #exact}. */
  double[] exact() {
    return exact;
  }

  /** The same rows without the numbers before rounding. */
  Column rounded() {
    return exact == null ? this : withFloats(floats);
  }

  /** A column of the same kind and lists with other floats. */
  Column withFloats(float[] values) {
    return new Column(spec, null, values, starts, null);
  }

  /** Whether {@code count} entries of both columns are the same, bit for bit. */
  boolean holds(int at, Column other, int otherAt, int count) {
    int row = start(at);
    int rows = start(at + count) - row;
    int otherRow = other.start(otherAt);
    for (int e = 1; starts != null && e <= count; e++) {
      if (start(at + e) - row != other.start(otherAt + e) - otherRow) {
        return false;
      }
    }
    int width = spec.width();
    return width == 0
        ? Arrays.equals(ints, row, row + rows, other.ints, otherRow, otherRow + rows)
        : Arrays.equals(
            floats,
            row * width,
            (row + rows) * width,
            other.floats,
            otherRow * width,
            (otherRow + rows) * width);
  }

  /**
   * Adds the lengths of the lists of the entries before {@code to}; nothing if entries are rows.
   */
  void addLengths(MessageDigest digest, int from, int to) {
    if (starts != null) {
      int[] lengths = new int[to - from];
      Arrays.setAll(lengths, e -> starts[from + e + 1] - starts[from + e]);
      Digests.add(digest, lengths);
    }
  }

  /** Adds the rows of the entries before {@code to}. */
  void addRows(MessageDigest digest, int from, int to) {
    int row = start(from);
    int rows = start(to) - row;
    if (ints != null) {
      Digests.add(digest, ints, row, rows);
    } else {
      Digests.add(digest, floats, row * spec.width(), rows * spec.width());
    }
  }

  /** Adds all entries. */
  void addTo(MessageDigest digest) {
    addLengths(digest, 0, entries());
    addRows(digest, 0, entries());
  }

  /** The size of the arrays in bytes. */
  long bytes() {
    long values = ints != null ? ints.length : floats.length;
    return Integer.BYTES * (values + (starts == null ? 0 : starts.length));
  }

  private static float[] rounded(double[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }

  @Override
  public String toString() {
    return spec.toString();
  }
}
