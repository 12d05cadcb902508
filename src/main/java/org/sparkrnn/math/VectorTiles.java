package org.sparkrnn.math;

import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The inner loops of all products: a tile of C, R rows by V vectors, stays in registers during k
 * rank-one updates. C [R, V L] = S + sum_p A[p, :]' B[p, :], where A is packed as [k, R], B as [k,
 * V L], and k is even.
 *
 * <p>Each accumulator is a local variable and the row offsets inside a step are constants, so that
 * the compiler keeps accumulators in registers and moves all bounds checks out of the loop. In the
 * 4-row tiles ({@link VectorTilesOf4}) two steps of p per iteration pay for the loop's own
 * instructions. Four make the compiler reorder loads until registers spill. In the 8-row tiles even
 * two only double the time of compilation, seconds in which vectors are objects. With 32 registers
 * 8 x 3 is the best tile, with 16 registers 4 x 2: the larger 4 x 3 and 6 x 2, which are usual in
 * assembly, spill here.
 */
final class VectorTiles {
  static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
  static final int L = S.length();

  private VectorTiles() {}

  static void run(
      int rows,
      int vectors,
      int k,
      float[] a,
      int ao,
      float[] b,
      int bo,
      float[] s,
      int so,
      int ls,
      float[] c,
      int co,
      int lc) {
    switch (rows * 4 + vectors) {
      case 8 * 4 + 3 -> tile8x3(k, a, ao, b, bo, s, so, ls, c, co, lc);
      case 8 * 4 + 2 -> tile8x2(k, a, ao, b, bo, s, so, ls, c, co, lc);
      case 8 * 4 + 1 -> tile8x1(k, a, ao, b, bo, s, so, ls, c, co, lc);
      case 4 * 4 + 3 -> VectorTilesOf4.tile4x3(k, a, ao, b, bo, s, so, ls, c, co, lc);
      case 4 * 4 + 2 -> VectorTilesOf4.tile4x2(k, a, ao, b, bo, s, so, ls, c, co, lc);
      case 4 * 4 + 1 -> VectorTilesOf4.tile4x1(k, a, ao, b, bo, s, so, ls, c, co, lc);
      default -> throw new AssertionError("no tile of " + rows + " x " + vectors);
    }
  }

  static void tile8x3(
      int k,
      float[] a,
      int ao,
      float[] b,
      int bo,
      float[] s,
      int so,
      int ls,
      float[] c,
      int co,
      int lc) {
    FloatVector zero = FloatVector.zero(S);
    FloatVector c00 = zero, c01 = zero, c02 = zero;
    FloatVector c10 = zero, c11 = zero, c12 = zero;
    FloatVector c20 = zero, c21 = zero, c22 = zero;
    FloatVector c30 = zero, c31 = zero, c32 = zero;
    FloatVector c40 = zero, c41 = zero, c42 = zero;
    FloatVector c50 = zero, c51 = zero, c52 = zero;
    FloatVector c60 = zero, c61 = zero, c62 = zero;
    FloatVector c70 = zero, c71 = zero, c72 = zero;
    for (int p = 0; p < k; p++) {
      FloatVector b0 = fromArray(S, b, bo + p * 3 * L);
      FloatVector b1 = fromArray(S, b, bo + p * 3 * L + L);
      FloatVector b2 = fromArray(S, b, bo + p * 3 * L + 2 * L);
      FloatVector x = broadcast(S, a[ao + p * 8]);
      c00 = x.fma(b0, c00);
      c01 = x.fma(b1, c01);
      c02 = x.fma(b2, c02);
      x = broadcast(S, a[ao + p * 8 + 1]);
      c10 = x.fma(b0, c10);
      c11 = x.fma(b1, c11);
      c12 = x.fma(b2, c12);
      x = broadcast(S, a[ao + p * 8 + 2]);
      c20 = x.fma(b0, c20);
      c21 = x.fma(b1, c21);
      c22 = x.fma(b2, c22);
      x = broadcast(S, a[ao + p * 8 + 3]);
      c30 = x.fma(b0, c30);
      c31 = x.fma(b1, c31);
      c32 = x.fma(b2, c32);
      x = broadcast(S, a[ao + p * 8 + 4]);
      c40 = x.fma(b0, c40);
      c41 = x.fma(b1, c41);
      c42 = x.fma(b2, c42);
      x = broadcast(S, a[ao + p * 8 + 5]);
      c50 = x.fma(b0, c50);
      c51 = x.fma(b1, c51);
      c52 = x.fma(b2, c52);
      x = broadcast(S, a[ao + p * 8 + 6]);
      c60 = x.fma(b0, c60);
      c61 = x.fma(b1, c61);
      c62 = x.fma(b2, c62);
      x = broadcast(S, a[ao + p * 8 + 7]);
      c70 = x.fma(b0, c70);
      c71 = x.fma(b1, c71);
      c72 = x.fma(b2, c72);
    }
    fromArray(S, s, so).add(c00).intoArray(c, co);
    fromArray(S, s, so + L).add(c01).intoArray(c, co + L);
    fromArray(S, s, so + 2 * L).add(c02).intoArray(c, co + 2 * L);
    fromArray(S, s, so + ls).add(c10).intoArray(c, co + lc);
    fromArray(S, s, so + ls + L).add(c11).intoArray(c, co + lc + L);
    fromArray(S, s, so + ls + 2 * L).add(c12).intoArray(c, co + lc + 2 * L);
    fromArray(S, s, so + 2 * ls).add(c20).intoArray(c, co + 2 * lc);
    fromArray(S, s, so + 2 * ls + L).add(c21).intoArray(c, co + 2 * lc + L);
    fromArray(S, s, so + 2 * ls + 2 * L).add(c22).intoArray(c, co + 2 * lc + 2 * L);
    fromArray(S, s, so + 3 * ls).add(c30).intoArray(c, co + 3 * lc);
    fromArray(S, s, so + 3 * ls + L).add(c31).intoArray(c, co + 3 * lc + L);
    fromArray(S, s, so + 3 * ls + 2 * L).add(c32).intoArray(c, co + 3 * lc + 2 * L);
    fromArray(S, s, so + 4 * ls).add(c40).intoArray(c, co + 4 * lc);
    fromArray(S, s, so + 4 * ls + L).add(c41).intoArray(c, co + 4 * lc + L);
    fromArray(S, s, so + 4 * ls + 2 * L).add(c42).intoArray(c, co + 4 * lc + 2 * L);
    fromArray(S, s, so + 5 * ls).add(c50).intoArray(c, co + 5 * lc);
    fromArray(S, s, so + 5 * ls + L).add(c51).intoArray(c, co + 5 * lc + L);
    fromArray(S, s, so + 5 * ls + 2 * L).add(c52).intoArray(c, co + 5 * lc + 2 * L);
    fromArray(S, s, so + 6 * ls).add(c60).intoArray(c, co + 6 * lc);
    fromArray(S, s, so + 6 * ls + L).add(c61).intoArray(c, co + 6 * lc + L);
    fromArray(S, s, so + 6 * ls + 2 * L).add(c62).intoArray(c, co + 6 * lc + 2 * L);
    fromArray(S, s, so + 7 * ls).add(c70).intoArray(c, co + 7 * lc);
    fromArray(S, s, so + 7 * ls + L).add(c71).intoArray(c, co + 7 * lc + L);
    fromArray(S, s, so + 7 * ls + 2 * L).add(c72).intoArray(c, co + 7 * lc + 2 * L);
  }

  static void tile8x2(
      int k,
      float[] a,
      int ao,
      float[] b,
      int bo,
      float[] s,
      int so,
      int ls,
      float[] c,
      int co,
      int lc) {
    FloatVector zero = FloatVector.zero(S);
    FloatVector c00 = zero, c01 = zero;
    FloatVector c10 = zero, c11 = zero;
    FloatVector c20 = zero, c21 = zero;
    FloatVector c30 = zero, c31 = zero;
    FloatVector c40 = zero, c41 = zero;
    FloatVector c50 = zero, c51 = zero;
    FloatVector c60 = zero, c61 = zero;
    FloatVector c70 = zero, c71 = zero;
    for (int p = 0; p < k; p++) {
      FloatVector b0 = fromArray(S, b, bo + p * 2 * L);
      FloatVector b1 = fromArray(S, b, bo + p * 2 * L + L);
      FloatVector x = broadcast(S, a[ao + p * 8]);
      c00 = x.fma(b0, c00);
      c01 = x.fma(b1, c01);
      x = broadcast(S, a[ao + p * 8 + 1]);
      c10 = x.fma(b0, c10);
      c11 = x.fma(b1, c11);
      x = broadcast(S, a[ao + p * 8 + 2]);
      c20 = x.fma(b0, c20);
      c21 = x.fma(b1, c21);
      x = broadcast(S, a[ao + p * 8 + 3]);
      c30 = x.fma(b0, c30);
      c31 = x.fma(b1, c31);
      x = broadcast(S, a[ao + p * 8 + 4]);
      c40 = x.fma(b0, c40);
      c41 = x.fma(b1, c41);
      x = broadcast(S, a[ao + p * 8 + 5]);
      c50 = x.fma(b0, c50);
      c51 = x.fma(b1, c51);
      x = broadcast(S, a[ao + p * 8 + 6]);
      c60 = x.fma(b0, c60);
      c61 = x.fma(b1, c61);
      x = broadcast(S, a[ao + p * 8 + 7]);
      c70 = x.fma(b0, c70);
      c71 = x.fma(b1, c71);
    }
    fromArray(S, s, so).add(c00).intoArray(c, co);
    fromArray(S, s, so + L).add(c01).intoArray(c, co + L);
    fromArray(S, s, so + ls).add(c10).intoArray(c, co + lc);
    fromArray(S, s, so + ls + L).add(c11).intoArray(c, co + lc + L);
    fromArray(S, s, so + 2 * ls).add(c20).intoArray(c, co + 2 * lc);
    fromArray(S, s, so + 2 * ls + L).add(c21).intoArray(c, co + 2 * lc + L);
    fromArray(S, s, so + 3 * ls).add(c30).intoArray(c, co + 3 * lc);
    fromArray(S, s, so + 3 * ls + L).add(c31).intoArray(c, co + 3 * lc + L);
    fromArray(S, s, so + 4 * ls).add(c40).intoArray(c, co + 4 * lc);
    fromArray(S, s, so + 4 * ls + L).add(c41).intoArray(c, co + 4 * lc + L);
    fromArray(S, s, so + 5 * ls).add(c50).intoArray(c, co + 5 * lc);
    fromArray(S, s, so + 5 * ls + L).add(c51).intoArray(c, co + 5 * lc + L);
    fromArray(S, s, so + 6 * ls).add(c60).intoArray(c, co + 6 * lc);
    fromArray(S, s, so + 6 * ls + L).add(c61).intoArray(c, co + 6 * lc + L);
    fromArray(S, s, so + 7 * ls).add(c70).intoArray(c, co + 7 * lc);
    fromArray(S, s, so + 7 * ls + L).add(c71).intoArray(c, co + 7 * lc + L);
  }

  static void tile8x1(
      int k,
      float[] a,
      int ao,
      float[] b,
      int bo,
      float[] s,
      int so,
      int ls,
      float[] c,
      int co,
      int lc) {
    FloatVector zero = FloatVector.zero(S);
    FloatVector c00 = zero;
    FloatVector c10 = zero;
    FloatVector c20 = zero;
    FloatVector c30 = zero;
    FloatVector c40 = zero;
    FloatVector c50 = zero;
    FloatVector c60 = zero;
    FloatVector c70 = zero;
    for (int p = 0; p < k; p++) {
      FloatVector b0 = fromArray(S, b, bo + p * L);
      FloatVector x = broadcast(S, a[ao + p * 8]);
      c00 = x.fma(b0, c00);
      x = broadcast(S, a[ao + p * 8 + 1]);
      c10 = x.fma(b0, c10);
      x = broadcast(S, a[ao + p * 8 + 2]);
      c20 = x.fma(b0, c20);
      x = broadcast(S, a[ao + p * 8 + 3]);
      c30 = x.fma(b0, c30);
      x = broadcast(S, a[ao + p * 8 + 4]);
      c40 = x.fma(b0, c40);
      x = broadcast(S, a[ao + p * 8 + 5]);
      c50 = x.fma(b0, c50);
      x = broadcast(S, a[ao + p * 8 + 6]);
      c60 = x.fma(b0, c60);
      x = broadcast(S, a[ao + p * 8 + 7]);
      c70 = x.fma(b0, c70);
    }
    fromArray(S, s, so).add(c00).intoArray(c, co);
    fromArray(S, s, so + ls).add(c10).intoArray(c, co + lc);
    fromArray(S, s, so + 2 * ls).add(c20).intoArray(c, co + 2 * lc);
    fromArray(S, s, so + 3 * ls).add(c30).intoArray(c, co + 3 * lc);
    fromArray(S, s, so + 4 * ls).add(c40).intoArray(c, co + 4 * lc);
    fromArray(S, s, so + 5 * ls).add(c50).intoArray(c, co + 5 * lc);
    fromArray(S, s, so + 6 * ls).add(c60).intoArray(c, co + 6 * lc);
    fromArray(S, s, so + 7 * ls).add(c70).intoArray(c, co + 7 * lc);
  }
}
