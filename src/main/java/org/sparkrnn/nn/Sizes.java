package org.sparkrnn.nn;

/** Checks of sizes. */
final class Sizes {
  private Sizes() {}

  /** The size itself. */
  static int positive(String kind, String name, int size) {
    if (size < 1) {
      throw new IllegalArgumentException(
          "sizes of a network must be positive: %s has %s %d".formatted(kind, name, size));
    }
    return size;
  }
}
