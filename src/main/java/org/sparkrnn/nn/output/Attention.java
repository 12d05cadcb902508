package org.sparkrnn.nn.output;

import java.util.Arrays;
import java.util.Map;
import org.sparkrnn.data.PackedBatch;
import org.sparkrnn.data.Readout;
import org.sparkrnn.math.Kernels;
import org.sparkrnn.math.WeightProduct;
import org.sparkrnn.nn.Buffers;
import org.sparkrnn.nn.Gradient;
import org.sparkrnn.nn.Initializer;
import org.sparkrnn.nn.ModuleContext;
import org.sparkrnn.nn.ParamLayout;
import org.sparkrnn.nn.onnx.OnnxGraph;
import org.sparkrnn.nn.onnx.OnnxSteps;

/**
 * Attention (Yang et al. 2016, Hierarchical Attention Networks for Document Classification,
 * equations 5 to 7): the weight of a step in the mean is learned and depends only on its state.
 *
 * <pre>
 * a_t = tanh(W h_t + b) e_t = u' a_t p_t = exp(e_t) / sum_k exp(e_k) s = sum_t p_t h_t
 *
 *   dp_t = ds' h_t     de_t = p_t (dp_t - sum_k p_k dp_k)     du = sum_t de_t a_t
 *   dz_t = de_t u * (1 - a_t * a_t)     dW = sum_t dz_t h_t'     db = sum_t dz_t
 *   dh_t = p_t ds + W' dz_t
 * </pre>
 *
 * with z_t = W h_t + b. W is [D*H, D*H]. For inference only one block of rows of a is in memory at
 * a time.
 */
final class Attention extends Pooling {
  private final WeightProduct product;
  private final Linear linear; // W and b
  private final ParamLayout.Block u; // [D*H]
  private final double[] sum; // [D*H]
  private float[] a = {}; // [N, D*H], or of a block of rows; after the backward pass dz
  private double[] p = {}; // [N] first e
  private double[] de = {}; // [N] first dp

  Attention(ModuleContext context, int width) {
    super(width);
    product = context.product();
    ParamLayout layout = context.layout();
    linear =
        new Linear(
            layout.matrix(context.outputName("attention.weight"), DH, DH, Initializer.uniform(DH)),
            layout.vector(context.outputName("attention.bias"), DH, Initializer.ZEROS));
    u = layout.vector(context.outputName("attention.context"), DH, Initializer.uniform(DH));
    sum = new double[DH];
  }

  @Override
  void pool(float[] w, float[] h, PackedBatch batch, boolean alike, float[] s) {
    score(w, h, batch.rows(), alike);
    for (int b = 0; b < batch.rows(Readout.LAST_STEP); b++) {
      softmax(batch, b);
      Arrays.fill(sum, 0);
      for (int t = 0; t < batch.length(b); t++) {
        int n = batch.row(b, t);
        for (int j = 0; j < DH; j++) {
          sum[j] += p[n] * h[n * DH + j];
        }
      }
      for (int j = 0; j < DH; j++) {
        s[b * DH + j] = (float) sum[j];
      }
    }
  }

  @Override
  String pooledOnnx(OnnxGraph graph, float[] w, OnnxSteps h) {
    String tanh = graph.node("Tanh", linear.onnx(graph, w, h.values()));
    String context = graph.tensor(u.name(), w, u.offset(), DH, 1);
    OnnxSteps e = h.with(graph.node("MatMul", tanh, context)); // [T, B, 1]
    String scores = e.masked(-Float.MAX_VALUE);
    String weights = graph.node("Softmax", Map.of("axis", 0), scores);
    String weighted = graph.node("Mul", weights, h.masked(0));
    return graph.node("ReduceSum", Map.of("keepdims", 0), weighted, graph.constants(0));
  }

  /** p, each row computed like any other. */
  @Override
  float[] attention(float[] w, float[] h, PackedBatch batch) {
    score(w, h, batch.rows(), true);
    float[] weights = new float[batch.rows()];
    for (int b = 0; b < batch.rows(Readout.LAST_STEP); b++) {
      softmax(batch, b);
    }
    for (int n = 0; n < weights.length; n++) {
      weights[n] = (float) p[n];
    }
    return weights;
  }

  /** Writes e of all rows over p. */
  private void score(float[] w, float[] h, int N, boolean alike) {
    int block = alike ? Math.min(N, linear.blockRows()) : N;
    a = Buffers.atLeast(a, block, DH);
    p = p.length < N ? new double[N] : p;
    for (int row = 0; row < N; row += block) {
      int rows = Math.min(block, N - row);
      if (alike) {
        linear.forward(w, h, row * DH, DH, rows, a, product);
      } else {
        linear.forward(w, h, row * DH, DH, rows, a);
      }
      Kernels.get().elmanForward(Kernels.Activation.TANH, rows, DH, a, 0);
      for (int n = 0; n < rows; n++) {
        double e = 0;
        for (int j = 0; j < DH; j++) {
          e += (double) w[u.offset() + j] * a[n * DH + j];
        }
        p[row + n] = e;
      }
    }
  }

  /** Turns e of the steps of a sequence into p. */
  private void softmax(PackedBatch batch, int b) {
    int T = batch.length(b);
    double max = Double.NEGATIVE_INFINITY;
    for (int t = 0; t < T; t++) {
      max = Math.max(max, p[batch.row(b, t)]);
    }
    double total = 0;
    for (int t = 0; t < T; t++) {
      int n = batch.row(b, t);
      p[n] = Math.exp(p[n] - max);
      total += p[n];
    }
    for (int t = 0; t < T; t++) {
      p[batch.row(b, t)] /= total;
    }
  }

  @Override
  void spread(float[] w, float[] h, PackedBatch batch, float[] dS, Gradient g, float[] dH) {
    int N = batch.rows();
    de = de.length < N ? new double[N] : de;
    for (int b = 0; b < batch.rows(Readout.LAST_STEP); b++) {
      scoreBack(h, batch, b, dS);
    }
    Arrays.fill(sum, 0); // du
    for (int n = 0; n < N; n++) {
      for (int j = 0; j < DH; j++) {
        sum[j] += de[n] * a[n * DH + j];
        dH[n * DH + j] = (float) (de[n] * w[u.offset() + j]); // dL/da
      }
    }
    for (int j = 0; j < DH; j++) {
      g.dense()[g.at(u) + j] += (float) sum[j];
    }
    Kernels.get().elmanBackward(Kernels.Activation.TANH, N * DH, a, 0, dH, 0);
    linear.backward(w, h, 0, DH, N, a, g, dH);
    for (int b = 0; b < batch.rows(Readout.LAST_STEP); b++) {
      for (int t = 0; t < batch.length(b); t++) {
        int n = batch.row(b, t);
        for (int j = 0; j < DH; j++) {
          dH[n * DH + j] += (float) (p[n] * dS[b * DH + j]);
        }
      }
    }
  }

  /** Writes de of the steps of a sequence. */
  private void scoreBack(float[] h, PackedBatch batch, int b, float[] dS) {
    double mean = 0; // of dp, weighted by p
    for (int t = 0; t < batch.length(b); t++) {
      int n = batch.row(b, t);
      double dp = 0;
      for (int j = 0; j < DH; j++) {
        dp += (double) dS[b * DH + j] * h[n * DH + j];
      }
      de[n] = dp;
      mean += p[n] * dp;
    }
    for (int t = 0; t < batch.length(b); t++) {
      int n = batch.row(b, t);
      de[n] = p[n] * (de[n] - mean);
    }
  }
}
