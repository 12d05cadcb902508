package org.sparkrnn.data;

import java.io.Serializable;

/**
 * The name of a column and what it holds. A column has an entry for each step of a sequence, or one
 * for the whole of it. An entry is one row, or a list of rows of a length of its own, which may be
 * 0. A row is an int, or {@code width} floats:
 *
 * <pre>
 *   column                        entries              row
 *   token                         one row a step       int
 *   features                      one row a step       width floats
 *   the characters of a word      a list a step        int
 *   a class, several values       one row a sequence   int, width floats
 *   a target shorter than T       a list a sequence    int
 * </pre>
 */
public final class ColumnSpec implements Serializable {
  /** Names of columns that training and prediction fill. */
  public static final String TOKENS = "tokens";

  /** The column of a step's numbers. */
  public static final String FEATURES = "features";

  /** The column of what is to be predicted, of a step or of a sequence. */
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
   * @param per whether there is an entry a step, or one a sequence
   * @param width floats a row, or 0 for rows that are an int
   */
  public static ColumnSpec ofRows(String name, Readout per, int width) {
    return new ColumnSpec(name, per, false, width);
  }

  /**
   * A column with a list of rows in each entry.
   *
   * @param per whether there is an entry a step, or one a sequence
   * @param width floats a row, or 0 for rows that are an int
   */
  public static ColumnSpec ofLists(String name, Readout per, int width) {
    return new ColumnSpec(name, per, true, width);
  }

  /** What modules ask a batch for. */
  public String name() {
    return name;
  }

  /** Whether there is an entry a step, or one a sequence. */
  public Readout per() {
    return per;
  }

  /** Whether an entry is a list of rows, and not one row. */
  public boolean lists() {
    return lists;
  }

  /** The same under another name. */
  public ColumnSpec named(String other) {
    return new ColumnSpec(other, per, lists, width);
  }

  /** Floats a row; 0 for rows that are an int. */
  public int width() {
    return width;
  }

  /** What it holds, for messages: a class a step, a list of vectors of 3 a sequence. */
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
