package org.sparkrnn.math;

/** Buffers for the products of one thread; each product reuses them, and they only grow. */
public final class Scratch {
  float[] left; // a block of the left operand, packed in tiles
  float[] right; // a block of the right operand, packed in panels
  final float[] tile = new float[1024]; // one tile at the edge of C

  float[] left(int n) {
    return left = AlignedFloats.grow(left, n);
  }

  float[] right(int n) {
    return right = AlignedFloats.grow(right, n);
  }
}
