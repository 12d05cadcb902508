package org.sparkrnn.math;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Compares the forward loops of the cells with the equations in double, and backward loops with
 * differences of these, at sizes around the vector lengths. Nothing outside may be written.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CellLoopsTest {
  private static final int[] SIZES = {1, 7, 8, 9, 16, 17, 31, 257};
  private static final int ROWS = 3;
  private final Random random = new Random(3);
  private final Kernels[] kernels = {new ScalarKernels(), new VectorKernels()};

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  /** L = dh h + dc c for one unit; returns {i, f, g, o, c, tanh c, h}. */
  private static double[] lstm(double i, double f, double g, double o, double cPrev) {
    double c = sigmoid(f) * cPrev + sigmoid(i) * Math.tanh(g);
    double h = sigmoid(o) * Math.tanh(c);
    return new double[] {sigmoid(i), sigmoid(f), Math.tanh(g), sigmoid(o), c, Math.tanh(c), h};
  }

  @Test
  void lstm() {
    for (Kernels k : kernels) {
      for (int n : SIZES) {
        float[] a = random(2 + ROWS * 4 * n + 2);
        float[] cPrev = random(3 + ROWS * n + 2);
        float[] c = random(cPrev.length);
        float[] t = random(cPrev.length);
        float[] h = random(cPrev.length);
        float[] dh = random(cPrev.length);
        float[] dc = random(cPrev.length);
        float[] a0 = a.clone();
        float[] c0 = c.clone();
        float[] dc0 = dc.clone();
        k.lstmForward(ROWS, n, a, 2, cPrev, 3, c, 3, t, 3, h, 3);
        float[] gates = a.clone();
        k.lstmBackward(ROWS, n, a, 2, cPrev, 3, t, 3, dh, 3, dc, 3);
        assertEquals(c0[2], c[2]);
        assertEquals(c0[3 + ROWS * n], c[3 + ROWS * n]);
        assertEquals(dc0[3 + ROWS * n], dc[3 + ROWS * n]);
        assertEquals(a0[1], a[1]);
        assertEquals(a0[2 + ROWS * 4 * n], a[2 + ROWS * 4 * n]);
        for (int u = 0; u < ROWS * n; u++) {
          int at = 2 + u / n * 4 * n + u % n;
          double[] x = {a0[at], a0[at + n], a0[at + 2 * n], a0[at + 3 * n], cPrev[3 + u]};
          double[] y = lstm(x[0], x[1], x[2], x[3], x[4]);
          String where = k.description() + " H " + n + " unit " + u;
          for (int g = 0; g < 4; g++) {
            assertEquals(y[g], gates[at + g * n], 1e-6, where);
          }
          assertEquals(y[4], c[3 + u], 1e-6, where);
          assertEquals(y[5], t[3 + u], 1e-6, where);
          assertEquals(y[6], h[3 + u], 1e-6, where);
          double[] d = new double[5];
          for (int v = 0; v < 5; v++) {
            double[] up = x.clone();
            double[] down = x.clone();
            up[v] += 1e-5;
            down[v] -= 1e-5;
            double[] p = lstm(up[0], up[1], up[2], up[3], up[4]);
            double[] q = lstm(down[0], down[1], down[2], down[3], down[4]);
            d[v] = (dh[3 + u] * (p[6] - q[6]) + dc0[3 + u] * (p[4] - q[4])) / 2e-5;
          }
          for (int g = 0; g < 4; g++) {
            assertEquals(d[g], a[at + g * n], 2e-6, where + " gradient of gate " + g);
          }
          assertEquals(d[4], dc[3 + u], 2e-6, where);
        }
      }
    }
  }

  /** x = a_r a_z a_n b_r b_z b_n hPrev; returns {r, z, n, q, h}. */
  private static double[] gru(double[] x, double bias) {
    double r = sigmoid(x[0] + x[3]);
    double z = sigmoid(x[1] + x[4]);
    double q = x[5] + bias;
    double n = Math.tanh(x[2] + r * q);
    return new double[] {r, z, n, q, (1 - z) * n + z * x[6]};
  }

  @Test
  void gru() {
    for (Kernels k : kernels) {
      for (int n : SIZES) {
        float[] a = random(2 + ROWS * 3 * n + 2);
        float[] rec = random(5 + ROWS * 3 * n + 2);
        float[] bias = random(1 + n);
        float[] hPrev = random(3 + ROWS * n + 2);
        float[] q = random(hPrev.length);
        float[] h = random(hPrev.length);
        float[] dh = random(hPrev.length);
        float[] dhPrev = random(hPrev.length);
        float[] dRec = random(rec.length);
        float[] a0 = a.clone();
        float[] q0 = q.clone();
        float[] dRec0 = dRec.clone();
        k.gruForward(ROWS, n, a, 2, rec, 5, bias, 1, hPrev, 3, q, 3, h, 3);
        float[] gates = a.clone();
        k.gruBackward(ROWS, n, a, 2, q, 3, hPrev, 3, dh, 3, dRec, 5, dhPrev, 3);
        assertEquals(q0[3 + ROWS * n], q[3 + ROWS * n]);
        assertEquals(dRec0[5 + ROWS * 3 * n], dRec[5 + ROWS * 3 * n]);
        assertEquals(a0[2 + ROWS * 3 * n], a[2 + ROWS * 3 * n]);
        for (int u = 0; u < ROWS * n; u++) {
          int gate = u / n * 3 * n + u % n;
          double[] x = new double[7];
          for (int g = 0; g < 3; g++) {
            x[g] = a0[2 + gate + g * n];
            x[3 + g] = rec[5 + gate + g * n];
          }
          x[6] = hPrev[3 + u];
          double b = bias[1 + u % n];
          double[] y = gru(x, b);
          String where = k.description() + " H " + n + " unit " + u;
          for (int g = 0; g < 3; g++) {
            assertEquals(y[g], gates[2 + gate + g * n], 1e-6, where);
          }
          assertEquals(y[3], q[3 + u], 1e-6, where);
          assertEquals(y[4], h[3 + u], 1e-6, where);
          for (int v = 0; v < 7; v++) {
            double[] up = x.clone();
            double[] down = x.clone();
            up[v] += 1e-5;
            down[v] -= 1e-5;
            double d = dh[3 + u] * (gru(up, b)[4] - gru(down, b)[4]) / 2e-5;
            float actual =
                v < 3 ? a[2 + gate + v * n] : v < 6 ? dRec[5 + gate + (v - 3) * n] : dhPrev[3 + u];
            assertEquals(d, actual, 2e-6, where + " gradient " + v);
          }
        }
      }
    }
  }

  @Test
  void elman() {
    for (Kernels k : kernels) {
      for (Kernels.Activation f : Kernels.Activation.values()) {
        for (int n : SIZES) {
          float[] x = random(2 + n + 2);
          float[] h = x.clone();
          k.elmanForward(f, 1, n, h, 2);
          float[] dz = h.clone();
          float[] dh = random(1 + n);
          k.elmanBackward(f, n, dz, 2, dh, 1);
          assertEquals(x[1], dz[1]);
          assertEquals(x[2 + n], dz[2 + n]);
          for (int u = 0; u < n; u++) {
            double z = x[2 + u];
            double y =
                switch (f) {
                  case TANH -> Math.tanh(z);
                  case SIGMOID -> sigmoid(z);
                  case RELU -> Math.max(z, 0);
                };
            double slope =
                switch (f) {
                  case TANH -> 1 - y * y;
                  case SIGMOID -> y * (1 - y);
                  case RELU -> z > 0 ? 1 : 0;
                };
            String where = k.description() + " " + f + " n " + n + " unit " + u;
            assertEquals(y, h[2 + u], 1e-6, where);
            assertEquals(slope * dh[1 + u], dz[2 + u], 1e-6, where);
          }
        }
      }
    }
  }

  private float[] random(int n) {
    float[] x = new float[n];
    for (int i = 0; i < n; i++) {
      x[i] = 3 * (random.nextFloat() - 0.5f);
    }
    return x;
  }
}
