package org.sparkrnn.math;

import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LT;
import static org.sparkrnn.math.VectorTiles.L;
import static org.sparkrnn.math.VectorTiles.S;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

/**
 * The loops of the cells over one row of H units, where H is at least the vector length; {@link
 * Kernels} has the equations. If H is no multiple of the vector length, the last vector overlaps
 * the previous one, and only its new lanes are written.
 *
 * <p>Each activation has a loop of its own: with more than one per loop the compiler reaches its
 * limit of inlined code and calls the others, with a vector object for each argument.
 */
final class VectorCells {
  private static final FloatVector ONE = FloatVector.broadcast(S, 1);

  /**
   * The lanes of the last vector to write, by the number of elements after the last whole vector.
   */
  private static final VectorMask<?>[] TAILS = new VectorMask<?>[L];

  static {
    for (int rest = 1; rest < L; rest++) {
      TAILS[rest] = VectorMask.fromLong(S, -1L << (L - rest));
    }
  }

  private VectorCells() {}

  /** The lanes of the last vector to write; null if n is a multiple of the vector length. */
  @SuppressWarnings("unchecked")
  static VectorMask<Float> tail(int n) {
    return (VectorMask<Float>) TAILS[n % L];
  }

  static void tanh(float[] x, int off, int n) {
    int i = off;
    for (; i <= off + n - L; i += L) {
      VectorActivations.tanh(load(x, i)).intoArray(x, i);
    }
    if (i < off + n) {
      put(VectorActivations.tanh(load(x, off + n - L)), x, off + n - L, tail(n));
    }
  }

  static void sigmoid(float[] x, int off, int n) {
    int i = off;
    for (; i <= off + n - L; i += L) {
      VectorActivations.sigmoid(load(x, i)).intoArray(x, i);
    }
    if (i < off + n) {
      put(VectorActivations.sigmoid(load(x, off + n - L)), x, off + n - L, tail(n));
    }
  }

  static void exp(float[] x, int off, int n) {
    int i = off;
    for (; i <= off + n - L; i += L) {
      VectorActivations.exp(load(x, i)).intoArray(x, i);
    }
    if (i < off + n) {
      put(VectorActivations.exp(load(x, off + n - L)), x, off + n - L, tail(n));
    }
  }

  static void lstmForward(
      int n,
      float[] a,
      int ao,
      float[] cp,
      int cpo,
      float[] c,
      int co,
      float[] t,
      int to,
      float[] h,
      int ho) {
    sigmoid(a, ao, 2 * n);
    tanh(a, ao + 2 * n, n);
    sigmoid(a, ao + 3 * n, n);
    int j = 0;
    for (; j <= n - L; j += L) {
      lstmState(n, a, ao + j, cp, cpo + j, c, co + j, t, to + j, h, ho + j, null);
    }
    if (j < n) {
      j = n - L;
      lstmState(n, a, ao + j, cp, cpo + j, c, co + j, t, to + j, h, ho + j, tail(n));
    }
  }

  private static void lstmState(
      int n,
      float[] a,
      int ao,
      float[] cp,
      int cpo,
      float[] c,
      int co,
      float[] t,
      int to,
      float[] h,
      int ho,
      VectorMask<Float> lanes) {
    FloatVector ig = load(a, ao).mul(load(a, ao + 2 * n));
    FloatVector cell = load(a, ao + n).fma(load(cp, cpo), ig);
    FloatVector tanhC = VectorActivations.tanh(cell);
    put(cell, c, co, lanes);
    put(tanhC, t, to, lanes);
    put(load(a, ao + 3 * n).mul(tanhC), h, ho, lanes);
  }

  static void lstmBackward(
      int n,
      float[] a,
      int ao,
      float[] cp,
      int cpo,
      float[] t,
      int to,
      float[] dh,
      int dho,
      float[] dc,
      int dco) {
    int j = 0;
    for (; j <= n - L; j += L) {
      lstmBackwardAt(n, a, ao + j, cp, cpo + j, t, to + j, dh, dho + j, dc, dco + j, null);
    }
    if (j < n) {
      j = n - L;
      lstmBackwardAt(n, a, ao + j, cp, cpo + j, t, to + j, dh, dho + j, dc, dco + j, tail(n));
    }
  }

  private static void lstmBackwardAt(
      int n,
      float[] a,
      int ao,
      float[] cp,
      int cpo,
      float[] t,
      int to,
      float[] dh,
      int dho,
      float[] dc,
      int dco,
      VectorMask<Float> lanes) {
    FloatVector i = load(a, ao);
    FloatVector f = load(a, ao + n);
    FloatVector g = load(a, ao + 2 * n);
    FloatVector o = load(a, ao + 3 * n);
    FloatVector tanhC = load(t, to);
    FloatVector dH = load(dh, dho);
    FloatVector dO = dH.mul(o);
    FloatVector dCell = dO.mul(tanhSlope(tanhC)).add(load(dc, dco));
    put(dCell.mul(g).mul(sigmoidSlope(i)), a, ao, lanes);
    put(dCell.mul(load(cp, cpo)).mul(sigmoidSlope(f)), a, ao + n, lanes);
    put(dCell.mul(i).mul(tanhSlope(g)), a, ao + 2 * n, lanes);
    put(dO.mul(tanhC).mul(ONE.sub(o)), a, ao + 3 * n, lanes);
    put(dCell.mul(f), dc, dco, lanes);
  }

  /** Adds a_r + b_r, a_z + b_z and q = b_n + bias, then applies the activations and computes h. */
  static void gruForward(
      int n,
      float[] a,
      int ao,
      float[] b,
      int bo,
      float[] bias,
      int biasO,
      float[] hp,
      int hpo,
      float[] q,
      int qo,
      float[] h,
      int ho) {
    add(2 * n, a, ao, b, bo, a, ao);
    sigmoid(a, ao, 2 * n);
    add(n, b, bo + 2 * n, bias, biasO, q, qo);
    int j = 0;
    for (; j <= n - L; j += L) {
      gruState(n, a, ao + j, hp, hpo + j, q, qo + j, h, ho + j, null);
    }
    if (j < n) {
      j = n - L;
      gruState(n, a, ao + j, hp, hpo + j, q, qo + j, h, ho + j, tail(n));
    }
  }

  private static void gruState(
      int n,
      float[] a,
      int ao,
      float[] hp,
      int hpo,
      float[] q,
      int qo,
      float[] h,
      int ho,
      VectorMask<Float> lanes) {
    FloatVector z = load(a, ao + n);
    FloatVector y = VectorActivations.tanh(load(a, ao).fma(load(q, qo), load(a, ao + 2 * n)));
    put(y, a, ao + 2 * n, lanes);
    put(z.fma(load(hp, hpo), ONE.sub(z).mul(y)), h, ho, lanes);
  }

  /** y = x1 + x2. */
  private static void add(int n, float[] x1, int o1, float[] x2, int o2, float[] y, int yo) {
    int j = 0;
    for (; j <= n - L; j += L) {
      load(x1, o1 + j).add(load(x2, o2 + j)).intoArray(y, yo + j);
    }
    for (; j < n; j++) {
      y[yo + j] = x1[o1 + j] + x2[o2 + j];
    }
  }

  static void gruBackward(
      int n,
      float[] a,
      int ao,
      float[] q,
      int qo,
      float[] hp,
      int hpo,
      float[] dh,
      int dho,
      float[] dr,
      int dro,
      float[] dp,
      int dpo) {
    int j = 0;
    for (; j <= n - L; j += L) {
      gruBackwardAt(
          n, a, ao + j, q, qo + j, hp, hpo + j, dh, dho + j, dr, dro + j, dp, dpo + j, null);
    }
    if (j < n) {
      j = n - L;
      gruBackwardAt(
          n, a, ao + j, q, qo + j, hp, hpo + j, dh, dho + j, dr, dro + j, dp, dpo + j, tail(n));
    }
  }

  private static void gruBackwardAt(
      int n,
      float[] a,
      int ao,
      float[] q,
      int qo,
      float[] hp,
      int hpo,
      float[] dh,
      int dho,
      float[] dr,
      int dro,
      float[] dp,
      int dpo,
      VectorMask<Float> lanes) {
    FloatVector r = load(a, ao);
    FloatVector z = load(a, ao + n);
    FloatVector y = load(a, ao + 2 * n);
    FloatVector dH = load(dh, dho);
    FloatVector dN = dH.mul(ONE.sub(z)).mul(tanhSlope(y));
    FloatVector dZ = dH.mul(load(hp, hpo).sub(y)).mul(sigmoidSlope(z));
    FloatVector dR = dN.mul(load(q, qo)).mul(sigmoidSlope(r));
    put(dR, a, ao, lanes);
    put(dZ, a, ao + n, lanes);
    put(dN, a, ao + 2 * n, lanes);
    put(dR, dr, dro, lanes);
    put(dZ, dr, dro + n, lanes);
    put(dN.mul(r), dr, dro + 2 * n, lanes);
    put(dH.mul(z), dp, dpo, lanes);
  }

  static void relu(float[] x, int off, int n) {
    int i = off;
    for (; i <= off + n - L; i += L) {
      FloatVector v = load(x, i);
      v.blend(0, v.compare(LT, 0)).intoArray(x, i); // NaN stays
    }
    for (; i < off + n; i++) {
      x[i] = x[i] < 0 ? 0 : x[i];
    }
  }

  static void elmanBackward(Kernels.Activation f, int n, float[] h, int ho, float[] dh, int dho) {
    switch (f) {
      case TANH -> {
        for (int j = 0; j < n; j += L) {
          tanhSlope(load(h, ho + j)).mul(load(dh, dho + j)).intoArray(h, ho + j);
        }
      }
      case SIGMOID -> {
        for (int j = 0; j < n; j += L) {
          sigmoidSlope(load(h, ho + j)).mul(load(dh, dho + j)).intoArray(h, ho + j);
        }
      }
      case RELU -> {
        FloatVector zero = FloatVector.zero(S);
        for (int j = 0; j < n; j += L) {
          zero.blend(load(dh, dho + j), load(h, ho + j).compare(GT, 0)).intoArray(h, ho + j);
        }
      }
    }
  }

  /** 1 - y^2, the slope of y = tanh(x). */
  private static FloatVector tanhSlope(FloatVector y) {
    return ONE.sub(y.mul(y));
  }

  /** y (1 - y), the slope of y = sigmoid(x). */
  private static FloatVector sigmoidSlope(FloatVector y) {
    return y.mul(ONE.sub(y));
  }

  private static FloatVector load(float[] x, int i) {
    return FloatVector.fromArray(S, x, i);
  }

  /** Writes the given lanes, or all if {@code lanes} is null. */
  private static void put(FloatVector v, float[] x, int i, VectorMask<Float> lanes) {
    (lanes == null ? v : load(x, i).blend(v, lanes)).intoArray(x, i);
  }
}
