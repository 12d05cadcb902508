package org.sparkrnn.nn.sequence;

import java.util.Arrays;
import org.sparkrnn.data.PackedBatch;
import org.sparkrnn.nn.Buffers;
import org.sparkrnn.nn.Gradient;
import org.sparkrnn.nn.Initializer;
import org.sparkrnn.nn.ModuleContext;
import org.sparkrnn.nn.ParamLayout;

/**
 * Instance normalization (Ulyanov et al. 2016), as PyTorch's nn.InstanceNorm1d with affine=true:
 * each of F channels over the T steps of its sequence, with no regard to others in the batch.
 *
 * <pre>
 *   m = mean_t(x_t)    s = sqrt(mean_t((x_t - m)^2) + 1e-5)    z = (x - m) / s    y = a * z + b
 *   da = sum dy * z     db = sum dy     dz = dy * a
 *   dx = (dz - mean_t(dz) - z mean_t(dz * z)) / s
 * </pre>
 *
 * It works in place. Batch normalization, of which it takes the place, would tie sequences to those
 * that happen to be computed beside them, and its running means to the order of partitions.
 */
final class InstanceNorm {
  private static final double EPSILON = 1e-5;

  private final int F;
  private final ParamLayout.Block a; // [F]
  private final ParamLayout.Block b; // [F]
  private final double[] first; // [F] sums over the steps of a sequence
  private final double[] second; // [F]
  private float[] z = {}; // [N, F]
  private float[] scale = {}; // [B, F] 1 / s

  /** Declares its parameters: {@code name.weight} and {@code name.bias}, [F] each. */
  InstanceNorm(ModuleContext context, String name, int channels) {
    F = channels;
    a = context.layout().vector(name + ".weight", F, Initializer.ONES);
    b = context.layout().vector(name + ".bias", F, Initializer.ZEROS);
    first = new double[F];
    second = new double[F];
  }

  /** Turns x [N, F] into y, and keeps what {@link #backward} needs. */
  void forward(float[] w, float[] x, PackedBatch steps) {
    z = Buffers.atLeast(z, steps.rows(), F);
    scale = Buffers.atLeast(scale, steps.sequences(), F);
    for (int s = 0; s < steps.sequences() && steps.length(s) > 0; s++) {
      moments(x, steps, s);
      for (int t = 0; t < steps.length(s); t++) {
        int at = steps.row(s, t) * F;
        for (int j = 0; j < F; j++) {
          z[at + j] = (float) (x[at + j] - first[j]) * scale[s * F + j];
          x[at + j] = w[a.offset() + j] * z[at + j] + w[b.offset() + j];
        }
      }
    }
  }

  /** Leaves the means of a sequence in {@code first}, and 1 / s in {@code scale}. */
  private void moments(float[] x, PackedBatch steps, int s) {
    int T = steps.length(s);
    Arrays.fill(first, 0);
    Arrays.fill(second, 0);
    for (int t = 0; t < T; t++) {
      int at = steps.row(s, t) * F;
      for (int j = 0; j < F; j++) {
        first[j] += x[at + j];
      }
    }
    for (int j = 0; j < F; j++) {
      first[j] /= T;
    }
    for (int t = 0; t < T; t++) {
      int at = steps.row(s, t) * F;
      for (int j = 0; j < F; j++) {
        double off = x[at + j] - first[j];
        second[j] += off * off;
      }
    }
    for (int j = 0; j < F; j++) {
      scale[s * F + j] = (float) (1 / Math.sqrt(second[j] / T + EPSILON));
    }
  }

  /** Turns dy [N, F] into dx, after {@link #forward} of the same steps. */
  void backward(float[] w, float[] d, PackedBatch steps, Gradient g) {
    float[] dense = g.dense();
    for (int s = 0; s < steps.sequences() && steps.length(s) > 0; s++) {
      int T = steps.length(s);
      Arrays.fill(first, 0); // of dy
      Arrays.fill(second, 0); // of dy * z
      for (int t = 0; t < T; t++) {
        int at = steps.row(s, t) * F;
        for (int j = 0; j < F; j++) {
          first[j] += d[at + j];
          second[j] += (double) d[at + j] * z[at + j];
        }
      }
      for (int j = 0; j < F; j++) {
        dense[g.at(a) + j] += (float) second[j];
        dense[g.at(b) + j] += (float) first[j];
        first[j] /= T;
        second[j] /= T;
      }
      for (int t = 0; t < T; t++) {
        int at = steps.row(s, t) * F;
        for (int j = 0; j < F; j++) {
          double dy = d[at + j] - first[j] - z[at + j] * second[j];
          d[at + j] = (float) (dy * w[a.offset() + j] * scale[s * F + j]);
        }
      }
    }
  }
}
