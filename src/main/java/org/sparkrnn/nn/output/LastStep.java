package org.sparkrnn.nn.output;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.sparkrnn.data.PackedBatch;
import org.sparkrnn.data.Readout;
import org.sparkrnn.nn.Gradient;
import org.sparkrnn.nn.ModuleContext;
import org.sparkrnn.nn.onnx.OnnxGraph;
import org.sparkrnn.nn.onnx.OnnxSteps;

/**
 * The state at the end of each direction's scan, like PyTorch's h_n: the forward half at the last
 * step, the reverse half at the first step, and the last step's joined inputs, if there are any. dh
 * is ds at these places and zero elsewhere.
 */
final class LastStep extends Pooling {
  private final int D;
  private final int H; // of one direction
  private final int J; // joined inputs, after the directions

  LastStep(ModuleContext context, int width) {
    super(width);
    D = context.spec().directions();
    J = context.spec().joinedInputs();
    H = (width - J) / D;
  }

  /**
   * The offset in [N, D*H] of the end of the scan of direction d: the last step, or the first one
   * in reverse.
   */
  private int end(PackedBatch batch, int b, int d) {
    int t = d == 0 ? batch.length(b) - 1 : 0;
    return batch.row(b, t) * DH + d * H;
  }

  /** The offset in [N, D*H + J] of the joined inputs of the last step. */
  private int joined(PackedBatch batch, int b) {
    return batch.row(b, batch.length(b) - 1) * DH + D * H;
  }

  @Override
  void pool(float[] w, float[] h, PackedBatch batch, boolean alike, float[] s) {
    for (int b = 0; b < batch.rows(Readout.LAST_STEP); b++) {
      for (int d = 0; d < D; d++) {
        System.arraycopy(h, end(batch, b, d), s, b * DH + d * H, H);
      }
      System.arraycopy(h, joined(batch, b), s, b * DH + D * H, J);
    }
  }

  @Override
  String pooledOnnx(OnnxGraph graph, float[] w, OnnxSteps h) {
    String one = graph.constants(1);
    String last = graph.node("Sub", graph.node("Max", h.lengths(), one), one);
    String perSequence = graph.transpose(h.values(), 1, 0, 2); // [B, T, D*H + J]
    String end =
        graph.node("GatherND", Map.of("batch_dims", 1), perSequence, graph.unsqueeze(last, 1));
    if (D == 1) {
      return end;
    }
    String begin = graph.squeeze(graph.slice(h.values(), 0, 0, 1), 0); // where reverse scans end
    List<String> parts = new ArrayList<>();
    parts.add(graph.slice(end, 1, 0, H));
    parts.add(graph.slice(begin, 1, H, 2L * H));
    if (J > 0) {
      parts.add(graph.slice(end, 1, 2L * H, DH));
    }
    return graph.concat(1, parts);
  }

  @Override
  void spread(float[] w, float[] h, PackedBatch batch, float[] dS, Gradient g, float[] dH) {
    Arrays.fill(dH, 0, batch.rows() * DH, 0f);
    for (int b = 0; b < batch.rows(Readout.LAST_STEP); b++) {
      for (int d = 0; d < D; d++) {
        System.arraycopy(dS, b * DH + d * H, dH, end(batch, b, d), H);
      }
      System.arraycopy(dS, b * DH + D * H, dH, joined(batch, b), J);
    }
  }
}
