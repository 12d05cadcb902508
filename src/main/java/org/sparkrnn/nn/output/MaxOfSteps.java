package org.sparkrnn.nn.output;

import java.util.Arrays;
import java.util.Map;
import org.sparkrnn.data.PackedBatch;
import org.sparkrnn.data.Readout;
import org.sparkrnn.nn.Gradient;
import org.sparkrnn.nn.onnx.OnnxGraph;
import org.sparkrnn.nn.onnx.OnnxSteps;

/**
 * The largest value of each unit over the steps of a sequence, where m_j is the first step with it:
 *
 * <pre>
 *   s_j = max_t h_tj = h_(m_j)j          dh_tj = [t = m_j] ds_j
 * </pre>
 *
 * NaN counts as larger than all numbers, so that it does not go unnoticed.
 */
final class MaxOfSteps extends Pooling {
  private int[] steps = {}; // [B, D*H] m

  MaxOfSteps(int width) {
    super(width);
  }

  @Override
  void pool(float[] w, float[] h, PackedBatch batch, boolean alike, float[] s) {
    int R = batch.rows(Readout.LAST_STEP);
    steps = steps.length < R * DH ? new int[R * DH] : steps;
    Arrays.fill(steps, 0, R * DH, 0);
    System.arraycopy(h, 0, s, 0, R * DH); // the first steps
    for (int t = 1; t < batch.maxLength(); t++) {
      int from = batch.offset(t) * DH;
      for (int i = 0; i < batch.batchSize(t) * DH; i++) {
        float value = h[from + i];
        if (value > s[i] || Float.isNaN(value)) {
          s[i] = value;
          steps[i] = t;
        }
      }
    }
  }

  @Override
  String pooledOnnx(OnnxGraph graph, float[] w, OnnxSteps h) {
    return graph.node(
        "ReduceMax",
        Map.of("axes", new int[] {0}, "keepdims", 0),
        h.masked(Float.NEGATIVE_INFINITY));
  }

  @Override
  void spread(float[] w, float[] h, PackedBatch batch, float[] dS, Gradient g, float[] dH) {
    Arrays.fill(dH, 0, batch.rows() * DH, 0f);
    for (int b = 0; b < batch.rows(Readout.LAST_STEP); b++) {
      for (int j = 0; j < DH; j++) {
        dH[batch.row(b, steps[b * DH + j]) * DH + j] = dS[b * DH + j];
      }
    }
  }
}
