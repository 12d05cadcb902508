package org.sparkrnn.nn.sequence;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.sparkrnn.math.Kernels;

/**
 * Elman (1990):
 *
 * <pre>
 *   z_t = U x_t + W h_{t-1} + b        h_t = f1(z_t)
 *   dz_t = f1'(z_t) * dh_t
 * </pre>
 */
public final class ElmanCell extends ScannedCell {
  private final Kernels.Activation f1;
  private final String onnxF1;

  /**
   * @param hiddenSize H
   */
  public ElmanCell(int hiddenSize, Activation f1) {
    super(hiddenSize, new State("h", hiddenSize));
    this.f1 = f1.kernel();
    onnxF1 = f1.onnx();
  }

  @Override
  public int gates() {
    return 1;
  }

  @Override
  public void step(float[] w, float[] a, float[] h, int row, int rows) {
    int at = row * H;
    Kernels.get().elmanForward(f1, rows, H, a, at);
    System.arraycopy(a, at, h, at, rows * H);
  }

  @Override
  public String onnx(OnnxCell cell) {
    return onnx(cell, "RNN", Map.of("activations", List.of(onnxF1)), new int[] {0}, null);
  }

  @Override
  public void stepBack(float[] w, float[] a, int row, int rows) {
    Kernels.get().elmanBackward(f1, rows * H, a, row * H, d[0], 0);
    Arrays.fill(d[0], 0, rows * H, 0f);
  }
}
