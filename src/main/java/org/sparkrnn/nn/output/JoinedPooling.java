package org.sparkrnn.nn.output;

import java.util.Arrays;
import java.util.List;
import org.sparkrnn.data.PackedBatch;
import org.sparkrnn.data.Readout;
import org.sparkrnn.nn.Buffers;
import org.sparkrnn.nn.Gradient;
import org.sparkrnn.nn.onnx.OnnxGraph;
import org.sparkrnn.nn.onnx.OnnxSteps;

/**
 * Several concatenated poolings, like the concat pooling of Howard and Ruder (2018, Universal
 * Language Model Fine-tuning for Text Classification, section 3.3): a row s has the result of the
 * first pooling, then that of the second, and so on. Each is as wide as a state.
 */
final class JoinedPooling extends Pooling {
  private final List<Pooling> parts;
  private float[] one = {}; // [B, D*H] of one part
  private float[] dOne = {}; // [N, D*H]

  JoinedPooling(int width, List<Pooling> parts) {
    super(width, width * parts.size());
    this.parts = parts;
  }

  @Override
  void pool(float[] w, float[] h, PackedBatch batch, boolean alike, float[] s) {
    int R = batch.rows(Readout.LAST_STEP);
    one = Buffers.atLeast(one, R, DH);
    for (int i = 0; i < parts.size(); i++) {
      parts.get(i).pool(w, h, batch, alike, one);
      for (int b = 0; b < R; b++) {
        System.arraycopy(one, b * DH, s, (b * parts.size() + i) * DH, DH);
      }
    }
  }

  @Override
  String pooledOnnx(OnnxGraph graph, float[] w, OnnxSteps h) {
    return graph.concat(1, parts.stream().map(part -> part.pooledOnnx(graph, w, h)).toList());
  }

  @Override
  void spread(float[] w, float[] h, PackedBatch batch, float[] dS, Gradient g, float[] dH) {
    int R = batch.rows(Readout.LAST_STEP);
    int size = batch.rows() * DH;
    dOne = Buffers.atLeast(dOne, batch.rows(), DH);
    Arrays.fill(dH, 0, size, 0f);
    for (int i = 0; i < parts.size(); i++) {
      for (int b = 0; b < R; b++) {
        System.arraycopy(dS, (b * parts.size() + i) * DH, one, b * DH, DH);
      }
      parts.get(i).spread(w, h, batch, one, g, dOne);
      for (int j = 0; j < size; j++) {
        dH[j] += dOne[j];
      }
    }
  }
}
