package org.sparkrnn.nn;

/** Checks of sizes. */
public final class Sizes {
  private static final int MOST = 1 << 24; // so that products of two or three stay within a long

  private Sizes() {}

  /** The size itself. */
  public static int positive(String kind, String name, int size) {
    if (size < 1) {
      throw new IllegalArgumentException(
          "sizes of a network must be positive: %s has %s %d".formatted(kind, name, size));
    }
    if (size > MOST) {
      throw new IllegalArgumentException(
          "sizes of a network are at most %d: %s has %s %d".formatted(MOST, kind, name, size));
    }
    return size;
  }
}
