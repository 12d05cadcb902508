package org.sparkrnn.nn.sequence;

import java.util.List;
import org.sparkrnn.data.PackedBatch;
import org.sparkrnn.nn.Buffers;
import org.sparkrnn.nn.FlowRecorder;
import org.sparkrnn.nn.Gradient;
import org.sparkrnn.nn.LayerChain;
import org.sparkrnn.nn.LayerModule;
import org.sparkrnn.nn.Pass;
import org.sparkrnn.nn.onnx.OnnxGraph;
import org.sparkrnn.nn.onnx.OnnxSteps;

/** y = x + f(x) (He et al. 2016); dx = dy + f'(x) dy. */
public final class Residual implements LayerModule {
  private final LayerChain f;
  private final int width;
  private float[] y = {}; // [N, I]
  private float[] dOut = {}; // [N, I] what f may overwrite

  /**
   * @param width I, values a step that go in and come out
   */
  public Residual(LayerChain f, int width) {
    this.f = f;
    this.width = width;
  }

  @Override
  public float[] forward(float[] w, float[] x, PackedBatch batch, Pass pass) {
    float[] inner = f.forward(w, x, batch, pass);
    int size = batch.rows() * width;
    y = Buffers.atLeast(y, batch.rows(), width);
    for (int i = 0; i < size; i++) {
      y[i] = x[i] + inner[i];
    }
    return y;
  }

  @Override
  public void outputs(float[] w, float[] x, PackedBatch batch, float[] out) {
    float[] inner = f.outputs(w, x, batch);
    int size = batch.rows() * width;
    for (int i = 0; i < size; i++) {
      out[i] = x[i] + inner[i];
    }
  }

  @Override
  public void backward(
      float[] w, float[] x, PackedBatch batch, Pass pass, float[] dY, Gradient g, float[] dx) {
    int size = batch.rows() * width;
    for (int i = 0; dx != null && i < size; i++) {
      dx[i] += dY[i];
    }
    dOut = Buffers.atLeast(dOut, batch.rows(), width);
    System.arraycopy(dY, 0, dOut, 0, size);
    f.backward(w, x, batch, pass, dOut, g, dx);
  }

  @Override
  public OnnxSteps onnx(OnnxGraph graph, float[] w, OnnxSteps x) {
    return x.with(graph.node("Add", x.values(), f.onnx(graph, w, x).values()));
  }

  @Override
  public PackedBatch steps(PackedBatch batch) {
    return batch;
  }

  @Override
  public List<FlowRecorder> flowRecorders() {
    return f.flowRecorders();
  }
}
