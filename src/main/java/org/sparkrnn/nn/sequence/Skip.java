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

/**
 * y_t = [f(x)_t, x_(t-k+1), .., x_t], zeros before a sequence's beginning: the autoregressive
 * component of LSTNet (Lai et al. 2018, section 3.6), whose weights are then the output's.
 */
public final class Skip implements LayerModule {
  private final LayerChain f;
  private final StepWindow window;
  private final int width; // W, of f
  private float[] y = {}; // [N, W + k * I]
  private float[] dOut = {}; // [N, W]

  /**
   * @param window of the steps that are joined
   */
  public Skip(LayerChain f, StepWindow window) {
    this.f = f;
    this.window = window;
    width = f.width();
  }

  private int joined() {
    return width + window.size();
  }

  @Override
  public float[] forward(float[] w, float[] x, PackedBatch batch, Pass pass) {
    y = Buffers.atLeast(y, batch.rows(), joined());
    join(f.forward(w, x, batch, pass), x, batch, y);
    return y;
  }

  @Override
  public void outputs(float[] w, float[] x, PackedBatch batch, float[] out) {
    join(f.outputs(w, x, batch), x, batch, out);
  }

  private void join(float[] inner, float[] x, PackedBatch batch, float[] out) {
    for (int n = 0; n < batch.rows(); n++) {
      System.arraycopy(inner, n * width, out, n * joined(), width);
    }
    window.gather(x, batch, batch, out, width, joined());
  }

  @Override
  public void backward(
      float[] w, float[] x, PackedBatch batch, Pass pass, float[] dY, Gradient g, float[] dx) {
    dOut = Buffers.atLeast(dOut, batch.rows(), width);
    for (int n = 0; n < batch.rows(); n++) {
      System.arraycopy(dY, n * joined(), dOut, n * width, width);
    }
    if (dx != null) {
      window.scatter(dY, width, joined(), batch, batch, dx);
    }
    f.backward(w, x, batch, pass, dOut, g, dx);
  }

  @Override
  public OnnxSteps onnx(OnnxGraph graph, float[] w, OnnxSteps x) {
    String inner = f.onnx(graph, w, x).values();
    return x.with(graph.concat(2, List.of(inner, window.onnx(graph, x))));
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
