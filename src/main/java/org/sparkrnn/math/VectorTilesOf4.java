package org.sparkrnn.math;

import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;
import static org.sparkrnn.math.VectorTiles.L;
import static org.sparkrnn.math.VectorTiles.S;

import jdk.incubator.vector.FloatVector;

/** The tiles of four rows, with two steps of p per iteration; see {@link VectorTiles}. */
final class VectorTilesOf4 {
  private VectorTilesOf4() {}

  static void tile4x3(
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
    for (int p = 0; p < k; p += 2) {
      FloatVector b0 = fromArray(S, b, bo + p * 3 * L);
      FloatVector b1 = fromArray(S, b, bo + p * 3 * L + L);
      FloatVector b2 = fromArray(S, b, bo + p * 3 * L + 2 * L);
      FloatVector x = broadcast(S, a[ao + p * 4]);
      c00 = x.fma(b0, c00);
      c01 = x.fma(b1, c01);
      c02 = x.fma(b2, c02);
      x = broadcast(S, a[ao + p * 4 + 1]);
      c10 = x.fma(b0, c10);
      c11 = x.fma(b1, c11);
      c12 = x.fma(b2, c12);
      x = broadcast(S, a[ao + p * 4 + 2]);
      c20 = x.fma(b0, c20);
      c21 = x.fma(b1, c21);
      c22 = x.fma(b2, c22);
      x = broadcast(S, a[ao + p * 4 + 3]);
      c30 = x.fma(b0, c30);
      c31 = x.fma(b1, c31);
      c32 = x.fma(b2, c32);
      b0 = fromArray(S, b, bo + (p + 1) * 3 * L);
      b1 = fromArray(S, b, bo + (p + 1) * 3 * L + L);
      b2 = fromArray(S, b, bo + (p + 1) * 3 * L + 2 * L);
      x = broadcast(S, a[ao + (p + 1) * 4]);
      c00 = x.fma(b0, c00);
      c01 = x.fma(b1, c01);
      c02 = x.fma(b2, c02);
      x = broadcast(S, a[ao + (p + 1) * 4 + 1]);
      c10 = x.fma(b0, c10);
      c11 = x.fma(b1, c11);
      c12 = x.fma(b2, c12);
      x = broadcast(S, a[ao + (p + 1) * 4 + 2]);
      c20 = x.fma(b0, c20);
      c21 = x.fma(b1, c21);
      c22 = x.fma(b2, c22);
      x = broadcast(S, a[ao + (p + 1) * 4 + 3]);
      c30 = x.fma(b0, c30);
      c31 = x.fma(b1, c31);
      c32 = x.fma(b2, c32);
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
  }

  static void tile4x2(
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
    for (int p = 0; p < k; p += 2) {
      FloatVector b0 = fromArray(S, b, bo + p * 2 * L);
      FloatVector b1 = fromArray(S, b, bo + p * 2 * L + L);
      FloatVector x = broadcast(S, a[ao + p * 4]);
      c00 = x.fma(b0, c00);
      c01 = x.fma(b1, c01);
      x = broadcast(S, a[ao + p * 4 + 1]);
      c10 = x.fma(b0, c10);
      c11 = x.fma(b1, c11);
      x = broadcast(S, a[ao + p * 4 + 2]);
      c20 = x.fma(b0, c20);
      c21 = x.fma(b1, c21);
      x = broadcast(S, a[ao + p * 4 + 3]);
      c30 = x.fma(b0, c30);
      c31 = x.fma(b1, c31);
      b0 = fromArray(S, b, bo + (p + 1) * 2 * L);
      b1 = fromArray(S, b, bo + (p + 1) * 2 * L + L);
      x = broadcast(S, a[ao + (p + 1) * 4]);
      c00 = x.fma(b0, c00);
      c01 = x.fma(b1, c01);
      x = broadcast(S, a[ao + (p + 1) * 4 + 1]);
      c10 = x.fma(b0, c10);
      c11 = x.fma(b1, c11);
      x = broadcast(S, a[ao + (p + 1) * 4 + 2]);
      c20 = x.fma(b0, c20);
      c21 = x.fma(b1, c21);
      x = broadcast(S, a[ao + (p + 1) * 4 + 3]);
      c30 = x.fma(b0, c30);
      c31 = x.fma(b1, c31);
    }
    fromArray(S, s, so).add(c00).intoArray(c, co);
    fromArray(S, s, so + L).add(c01).intoArray(c, co + L);
    fromArray(S, s, so + ls).add(c10).intoArray(c, co + lc);
    fromArray(S, s, so + ls + L).add(c11).intoArray(c, co + lc + L);
    fromArray(S, s, so + 2 * ls).add(c20).intoArray(c, co + 2 * lc);
    fromArray(S, s, so + 2 * ls + L).add(c21).intoArray(c, co + 2 * lc + L);
    fromArray(S, s, so + 3 * ls).add(c30).intoArray(c, co + 3 * lc);
    fromArray(S, s, so + 3 * ls + L).add(c31).intoArray(c, co + 3 * lc + L);
  }

  static void tile4x1(
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
    for (int p = 0; p < k; p += 2) {
      FloatVector b0 = fromArray(S, b, bo + p * L);
      FloatVector x = broadcast(S, a[ao + p * 4]);
      c00 = x.fma(b0, c00);
      x = broadcast(S, a[ao + p * 4 + 1]);
      c10 = x.fma(b0, c10);
      x = broadcast(S, a[ao + p * 4 + 2]);
      c20 = x.fma(b0, c20);
      x = broadcast(S, a[ao + p * 4 + 3]);
      c30 = x.fma(b0, c30);
      b0 = fromArray(S, b, bo + (p + 1) * L);
      x = broadcast(S, a[ao + (p + 1) * 4]);
      c00 = x.fma(b0, c00);
      x = broadcast(S, a[ao + (p + 1) * 4 + 1]);
      c10 = x.fma(b0, c10);
      x = broadcast(S, a[ao + (p + 1) * 4 + 2]);
      c20 = x.fma(b0, c20);
      x = broadcast(S, a[ao + (p + 1) * 4 + 3]);
      c30 = x.fma(b0, c30);
    }
    fromArray(S, s, so).add(c00).intoArray(c, co);
    fromArray(S, s, so + ls).add(c10).intoArray(c, co + lc);
    fromArray(S, s, so + 2 * ls).add(c20).intoArray(c, co + 2 * lc);
    fromArray(S, s, so + 3 * ls).add(c30).intoArray(c, co + 3 * lc);
  }
}
