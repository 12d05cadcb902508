package org.sparkrnn.nn.sequence;

import java.util.Arrays;
import java.util.Map;
import org.sparkrnn.math.Kernels;
import org.sparkrnn.nn.Buffers;
import org.sparkrnn.nn.Initializer;

/**
 * LSTM (Hochreiter and Schmidhuber 1997, with the forget gate of Gers et al. 2000), gate order i,
 * f, g, o as in PyTorch's nn.LSTM:
 *
 * <pre>
 *   a = U x_t + W h_{t-1} + b
 *   i, f, o = sigmoid(a_i, a_f, a_o)      g = tanh(a_g)
 *   c_t = f * c_{t-1} + i * g             h_t = o * tanh(c_t)
 *
 *   do = dh * tanh(c_t)                   dc += dh * o * (1 - tanh(c_t)^2)
 *   di = dc * g    df = dc * c_{t-1}      dg = dc * i      dc_{t-1} = dc * f
 *   da_i = di * i (1 - i), f and o alike  da_g = dg * (1 - g^2)
 * </pre>
 *
 * The forget gate starts open: its bias is 1 (Jozefowicz et al. 2015).
 */
public final class LstmCell extends ScannedCell {
  private static final int C = 1; // the state beside h

  private float[] tanhC = {}; // [N, H] tanh(c_t)

  /**
   * @param hiddenSize H
   */
  public LstmCell(int hiddenSize) {
    super(hiddenSize, new State("h", hiddenSize), new State("c", hiddenSize));
  }

  @Override
  public int gates() {
    return 4;
  }

  @Override
  public long ownFloatsPerStep() {
    return H; // tanhC
  }

  @Override
  public Initializer bias() {
    return (w, block, random) -> Arrays.fill(w, block.offset() + H, block.offset() + 2 * H, 1f);
  }

  @Override
  public void reserve(Span span) {
    tanhC = Buffers.atLeast(tanhC, span.rows(), H);
  }

  @Override
  public void step(float[] w, float[] a, float[] h, int row, int rows) {
    int at = row * H;
    Kernels.get().lstmForward(rows, H, a, 4 * at, previous(C), at, state(C), at, tanhC, at, h, at);
  }

  /** ONNX has the gates in the order i, o, f, g. */
  @Override
  public String onnx(OnnxCell cell) {
    return onnx(cell, "LSTM", Map.of(), new int[] {0, 3, 1, 2}, null);
  }

  @Override
  public void stepBack(float[] w, float[] a, int row, int rows) {
    int at = row * H;
    Kernels.get().lstmBackward(rows, H, a, 4 * at, previous(C), at, tanhC, at, d[0], 0, d[C], 0);
    Arrays.fill(d[0], 0, rows * H, 0f);
  }
}
