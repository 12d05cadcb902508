package org.sparkrnn.nn.sequence;

import java.util.Map;
import org.sparkrnn.data.PackedBatch;
import org.sparkrnn.nn.Buffers;
import org.sparkrnn.nn.Gradient;
import org.sparkrnn.nn.Initializer;
import org.sparkrnn.nn.LayerModule;
import org.sparkrnn.nn.ModuleContext;
import org.sparkrnn.nn.ParamLayout;
import org.sparkrnn.nn.Pass;
import org.sparkrnn.nn.onnx.OnnxGraph;
import org.sparkrnn.nn.onnx.OnnxSteps;

/**
 * Layer normalization (Ba et al. 2016), as PyTorch's nn.LayerNorm, over the I values of a step:
 *
 * <pre>
 *   m = mean(x)    s = sqrt(mean((x - m)^2) + 1e-5)    z = (x - m) / s    y = a * z + b
 *   da = sum dy * z     db = sum dy     dz = dy * a     dx = (dz - mean(dz) - z mean(dz * z)) / s
 * </pre>
 */
public final class LayerNorm implements LayerModule {
  private static final double EPSILON = 1e-5;

  private final int I;
  private final ParamLayout.Block a; // [I]
  private final ParamLayout.Block b; // [I]
  private float[] z = {}; // [N, I]
  private float[] y = {}; // [N, I]
  private float[] scale = {}; // [N] 1 / s

  /**
   * Declares its parameters.
   *
   * @param inputWidth I, values a step
   */
  public LayerNorm(ModuleContext context, int inputWidth) {
    I = inputWidth;
    String name = "norm." + context.next("norm");
    a = context.layout().vector(name + ".weight", I, Initializer.ONES);
    b = context.layout().vector(name + ".bias", I, Initializer.ZEROS);
  }

  @Override
  public float[] forward(float[] w, float[] x, PackedBatch batch, Pass pass) {
    int N = batch.rows();
    z = Buffers.atLeast(z, N, I);
    y = Buffers.atLeast(y, N, I);
    scale = Buffers.atLeast(scale, N, 1);
    for (int n = 0; n < N; n++) {
      scale[n] = row(w, x, n * I, z, y);
    }
    return y;
  }

  @Override
  public void outputs(float[] w, float[] x, PackedBatch batch, float[] out) {
    for (int n = 0; n < batch.rows(); n++) {
      row(w, x, n * I, out, out);
    }
  }

  /** z and y of the row from {@code at} on; returns 1 / s. */
  private float row(float[] w, float[] x, int at, float[] toZ, float[] toY) {
    double mean = 0;
    for (int j = 0; j < I; j++) {
      mean += x[at + j];
    }
    mean /= I;
    double variance = 0;
    for (int j = 0; j < I; j++) {
      variance += (x[at + j] - mean) * (x[at + j] - mean);
    }
    float scaled = (float) (1 / Math.sqrt(variance / I + EPSILON));
    for (int j = 0; j < I; j++) {
      float normal = (float) (x[at + j] - mean) * scaled;
      toZ[at + j] = normal;
      toY[at + j] = w[a.offset() + j] * normal + w[b.offset() + j];
    }
    return scaled;
  }

  @Override
  public void backward(
      float[] w, float[] x, PackedBatch batch, Pass pass, float[] dOut, Gradient g, float[] dx) {
    for (int n = 0; n < batch.rows(); n++) {
      int at = n * I;
      double sum = 0; // of dz
      double product = 0; // of dz * z
      for (int j = 0; j < I; j++) {
        float dy = dOut[at + j];
        g.dense()[g.at(a) + j] += dy * z[at + j];
        g.dense()[g.at(b) + j] += dy;
        double dz = (double) dy * w[a.offset() + j];
        sum += dz;
        product += dz * z[at + j];
      }
      for (int j = 0; dx != null && j < I; j++) {
        double dz = (double) dOut[at + j] * w[a.offset() + j];
        dx[at + j] += (float) ((dz - sum / I - z[at + j] * product / I) * scale[n]);
      }
    }
  }

  @Override
  public OnnxSteps onnx(OnnxGraph graph, float[] w, OnnxSteps x) {
    return x.with(
        graph.node(
            "LayerNormalization",
            Map.of("axis", -1, "epsilon", (float) EPSILON),
            x.values(),
            graph.tensor(a.name(), w, a.offset(), I),
            graph.tensor(b.name(), w, b.offset(), I)));
  }

  @Override
  public PackedBatch steps(PackedBatch batch) {
    return batch;
  }
}
