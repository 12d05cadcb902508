package org.sparkrnn.nn.sequence;

import java.util.List;
import org.sparkrnn.math.Kernels;
import org.sparkrnn.math.WeightProduct;
import org.sparkrnn.nn.Buffers;
import org.sparkrnn.nn.Gradient;
import org.sparkrnn.nn.Initializer;
import org.sparkrnn.nn.ParamLayout;
import org.sparkrnn.nn.RecurrentState;

/**
 * No memory: the feed-forward layer h_t = f1(U x_t + b), dz_t = f1'(z_t) * dh_t, that recurrent
 * networks are compared with. All steps are one call.
 */
public final class MemorylessCell extends Cell {
  private final Kernels.Activation f1;
  private final String onnxF1;
  private float[] dh = {}; // [N, H]

  /**
   * @param hiddenSize H
   */
  public MemorylessCell(int hiddenSize, Activation f1) {
    super(hiddenSize);
    this.f1 = f1.kernel();
    onnxF1 = f1.onnx();
  }

  @Override
  public int gates() {
    return 1;
  }

  @Override
  public List<State> states() {
    return List.of();
  }

  @Override
  public long floatsPerStep() {
    return 0;
  }

  @Override
  public ParamLayout.Block declare(ParamLayout layout, String suffix, boolean learned) {
    return declareBias(layout, suffix, Initializer.ZEROS);
  }

  @Override
  public void forward(float[] w, Span span, WeightProduct product, float[] a, float[] h) {
    int N = span.rows();
    Kernels.get().elmanForward(f1, N, H, a, 0);
    System.arraycopy(a, 0, h, 0, N * H);
  }

  @Override
  public void backward(
      float[] w,
      Span span,
      WeightProduct product,
      float[] a,
      Columns d,
      Gradient g,
      double[] flow) {
    int N = span.rows();
    dh = Buffers.atLeast(dh, N, H);
    d.addTo(dh, H, 0, N, 0);
    if (flow != null) {
      record(flow, dh, 0, 0, N, H);
    }
    Kernels.get().elmanBackward(f1, N * H, a, 0, dh, 0);
  }

  @Override
  public String onnx(OnnxCell cell) {
    return cell.graph().node(onnxF1, cell.inputProduct());
  }

  @Override
  public void keepEdge(Span span, float[] h) {}

  @Override
  public void keepLast(Span span, float[] h, RecurrentState last) {}
}
