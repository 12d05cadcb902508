package org.sparkrnn.optim;

import java.util.stream.IntStream;

/**
 * Element-wise work over long vectors in pieces of a fixed size, on all cores where it is worth it.
 * The pieces do not depend on the number of cores, so neither do sums over them.
 */
final class Ranges {
  static final int PIECE = 1 << 15;
  private static final int WORTH_IT = 1 << 18;

  private Ranges() {}

  /** Work on elements [from, to). */
  @FunctionalInterface
  interface Work {
    void on(int piece, int from, int to);
  }

  static int pieces(int n) {
    return (n + PIECE - 1) / PIECE;
  }

  static void forEach(int n, Work work) {
    forEach(0, n, work);
  }

  static void forEach(int from, int to, Work work) {
    int n = to - from;
    IntStream pieces = IntStream.range(0, pieces(n));
    (n < WORTH_IT ? pieces : pieces.parallel())
        .forEach(p -> work.on(p, from + p * PIECE, from + Math.min(n, (p + 1) * PIECE)));
  }
}
