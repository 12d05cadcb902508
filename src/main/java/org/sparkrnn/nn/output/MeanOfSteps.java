package org.sparkrnn.nn.output;

import java.util.Arrays;
import java.util.Map;
import org.sparkrnn.data.PackedBatch;
import org.sparkrnn.data.Readout;
import org.sparkrnn.nn.Gradient;
import org.sparkrnn.nn.onnx.OnnxGraph;
import org.sparkrnn.nn.onnx.OnnxSteps;
import org.sparkrnn.nn.onnx.OnnxType;

/**
 * The mean of the states of a sequence of T steps, summed in double:
 *
 * <pre>
 *   s = 1/T sum_t h_t          dh_t = ds / T
 * </pre>
 */
final class MeanOfSteps extends Pooling {
  private final double[] sum; // [D*H]

  MeanOfSteps(int width) {
    super(width);
    sum = new double[width];
  }

  @Override
  void pool(float[] w, float[] h, PackedBatch batch, boolean alike, float[] s) {
    for (int b = 0; b < batch.rows(Readout.LAST_STEP); b++) {
      Arrays.fill(sum, 0);
      for (int t = 0; t < batch.length(b); t++) {
        int at = batch.row(b, t) * DH;
        for (int j = 0; j < DH; j++) {
          sum[j] += h[at + j];
        }
      }
      for (int j = 0; j < DH; j++) {
        s[b * DH + j] = (float) (sum[j] / batch.length(b));
      }
    }
  }

  @Override
  String pooledOnnx(OnnxGraph graph, float[] w, OnnxSteps h) {
    String sum = graph.node("ReduceSum", Map.of("keepdims", 0), h.masked(0), graph.constants(0));
    String T = graph.cast(graph.unsqueeze(h.lengths(), 1), OnnxType.FLOAT);
    return graph.node("Div", sum, T);
  }

  @Override
  void spread(float[] w, float[] h, PackedBatch batch, float[] dS, Gradient g, float[] dH) {
    for (int b = 0; b < batch.rows(Readout.LAST_STEP); b++) {
      float share = 1f / batch.length(b);
      for (int t = 0; t < batch.length(b); t++) {
        int at = batch.row(b, t) * DH;
        for (int j = 0; j < DH; j++) {
          dH[at + j] = share * dS[b * DH + j];
        }
      }
    }
  }
}
