package org.sparkrnn.data;

import java.io.Serializable;

/**
 * The name and kind of a column. A column has one entry per step of a sequence, or one per
 * sequence. An entry is one row, or a list of any number of rows. A row is an int, or {@code width}
 * floats:
 *
 * <pre>
 *   column                        entries                row
 *   token                         one row per step       int
 *   features                      one row per step       width floats
 *   the characters of a word      one list per step      int
 *   a class, several values       one row per sequence   int, width floats
 *   a target shorter than T       one list per sequence  int
 * </pre>
 */
public final class ColumnSpec implements Serializable {
  /** The column of a step's token. */
  public static final String TOKENS = "tokens";

  /** The column of a step's numbers. */
  public static final String FEATURES = "features";

  /** The column of the targets, of steps or of sequences. */
  public static final String TARGETS = "targets";

  private static final long serialVersionUID = 1L;

  private final String name;
  private final Readout per;
  private final boolean lists;
  private final int width;

  private ColumnSpec(String name, Readout per, boolean lists, int width) {
    if (width < 0) {
      throw new IllegalArgumentException(
          "column %s has the width %d; expected a positive number of floats, or 0 for ints"
              .formatted(name, width));
    }
    this.name = name;
    this.per = per;
    this.lists = lists;
    this.width = width;
  }

  /**
   * A column with one row in each entry.
   *
   * @param per whether there is one entry per step or one per sequence
   * @param width floats per row, or 0 if a row is an int
   */
  public static ColumnSpec ofRows(String name, Readout per, int width) {
    return new ColumnSpec(name, per, false, width);
  }

  /**
   * A column with a list of rows in each entry.
   *
   * @param per whether there is one entry per step or one per sequence
   * @param width floats per row, or 0 if a row is an int
   */
  public static ColumnSpec ofLists(String name, Readout per, int width) {
    return new ColumnSpec(name, per, true, width);
  }

  /** The name by which modules find the column in a batch. */
  public String name() {
    return name;
  }

  /** Whether there is one entry per step or one per sequence. */
  public Readout per() {
    return per;
  }

  /** Whether an entry is a list of rows instead of one row. */
  public boolean lists() {
    return lists;
  }

  /** The same under another name. */
  public ColumnSpec named(String other) {
    return new ColumnSpec(other, per, lists, width);
  }

  /** Floats per row; 0 if a row is an int. */
  public int width() {
    return width;
  }

  /** The kind for messages, such as "a class per step" or "a list of vectors of 3 per sequence". */
  public String describe() {
    String row = width == 0 ? "class" : "vector";
    String of = width == 0 ? "" : " of " + width;
    return (lists ? "a list of " + row + (width == 0 ? "es" : "s") : "a " + row)
        + of
        + (per == Readout.EACH_STEP ? " per step" : " per sequence");
  }

  @Override
  public boolean equals(Object other) {
    return other == this
        || other instanceof ColumnSpec o
            && width == o.width
            && lists == o.lists
            && per == o.per
            && name.equals(o.name);
  }

  @Override
  public int hashCode() {
    return 31 * name.hashCode() + width;
  }

  @Override
  public String toString() {
    return name + ": " + describe();
  }
}
