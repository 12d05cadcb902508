package org.sparkrnn.math;

import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LT;
import static org.sparkrnn.math.VectorTiles.S;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

/** The formulas of {@link Activations} on vectors, small enough to be inlined into fused loops. */
final class VectorActivations {
  private VectorActivations() {}

  static FloatVector tanh(FloatVector x) {
    // Two blends cost less than min and max, which also keep NaN.
    FloatVector most = FloatVector.broadcast(S, Activations.TANH_LIMIT);
    FloatVector least = FloatVector.broadcast(S, -Activations.TANH_LIMIT);
    FloatVector y = x.blend(most, x.compare(GT, most)).blend(least, x.compare(LT, least));
    FloatVector u = y.mul(y);
    FloatVector p =
        constant(Activations.P4)
            .fma(u, constant(Activations.P3))
            .fma(u, constant(Activations.P2))
            .fma(u, constant(Activations.P1))
            .fma(u, constant(Activations.P0));
    FloatVector q =
        constant(Activations.Q4)
            .fma(u, constant(Activations.Q3))
            .fma(u, constant(Activations.Q2))
            .fma(u, constant(Activations.Q1))
            .fma(u, constant(1));
    return y.mul(p).div(q);
  }

  static FloatVector sigmoid(FloatVector x) {
    FloatVector half = constant(0.5f);
    return tanh(x.mul(half)).fma(half, half);
  }

  static FloatVector exp(FloatVector x) {
    FloatVector n = x.fma(constant(Activations.LOG2_E), constant(Activations.ROUNDER));
    FloatVector whole = n.sub(constant(Activations.ROUNDER));
    FloatVector r =
        whole.fma(constant(-Activations.LN2_LOW), whole.fma(constant(-Activations.LN2_HIGH), x));
    FloatVector e =
        constant(Activations.E7)
            .fma(r, constant(Activations.E6))
            .fma(r, constant(Activations.E5))
            .fma(r, constant(Activations.E4))
            .fma(r, constant(Activations.E3))
            .fma(r, constant(Activations.E2))
            .fma(r, constant(1))
            .fma(r, constant(1));
    FloatVector scale =
        n.reinterpretAsInts().lanewise(LSHL, 23).add(126 << 23).reinterpretAsFloats();
    VectorMask<Float> tooSmall = x.compare(LT, Activations.EXP_LEAST);
    VectorMask<Float> tooLarge = x.compare(GT, Activations.EXP_MOST);
    return e.mul(scale).mul(2).blend(0, tooSmall).blend(Float.POSITIVE_INFINITY, tooLarge);
  }

  private static FloatVector constant(float value) {
    return FloatVector.broadcast(S, value);
  }
}
