package org.sparkrnn.nn.sequence;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.sparkrnn.math.Kernels;
import org.sparkrnn.math.WeightProduct;
import org.sparkrnn.nn.Buffers;
import org.sparkrnn.nn.Gradient;
import org.sparkrnn.nn.Initializer;
import org.sparkrnn.nn.ParamLayout;

/**
 * GRU (Cho et al. 2014) in the form of PyTorch's nn.GRU, reset applied after the recurrent product,
 * gate order r, z, n:
 *
 * <pre>
 *   a = U x_t + b            R = W h_{t-1}              q = R_n + b_hn
 *   r, z = sigmoid(a + R)    n = tanh(a_n + r * q)      h_t = (1 - z) * n + z * h_{t-1}
 *
 *   dn = dh * (1 - z)        dz = dh * (h_{t-1} - n)    dh_{t-1} = dh * z + W' dR
 *   da_n = dn * (1 - n^2)    dr = da_n * q
 *   da_r = dr * r (1 - r)    da_z = dz * z (1 - z)
 *   dR_r = da_r              dR_z = da_z                dR_n = da_n * r
 * </pre>
 *
 * R is kept apart from a, and R_n has a bias of its own.
 */
public final class GruCell extends ScannedCell {
  private ParamLayout.Block bhn; // [H]
  private float[] R = {}; // [B, 3H] of the current step
  private float[] q = {}; // [N, H] W_n h_{t-1} + b_hn
  private float[] dR = {}; // [N, 3H]

  /**
   * @param hiddenSize H
   */
  public GruCell(int hiddenSize) {
    super(hiddenSize, new State("h", hiddenSize));
  }

  @Override
  public int gates() {
    return 3;
  }

  @Override
  public long ownFloatsPerStep() {
    return 4L * H; // q, dR
  }

  /** b_hn for the last part, zeros for the others. */
  @Override
  public List<ParamLayout.Part> declareSecondBias(
      ParamLayout layout, String suffix, ParamLayout.Block b) {
    bhn = layout.partOfTensor("rnn.bias_hn_" + suffix, H, Initializer.ZEROS);
    return List.of(
        new ParamLayout.Part(b.offset(), 2 * H, false),
        new ParamLayout.Part(bhn.offset(), H, true));
  }

  @Override
  public void reserve(Span span) {
    q = Buffers.atLeast(q, span.rows(), H);
    R = Buffers.atLeast(R, span.batch.sequences(), 3 * H);
  }

  @Override
  public void addRecurrent(WeightProduct product, float[] a, int row, int rows, int with) {
    Arrays.fill(R, 0, rows * 3 * H, 0f);
    product.add(with, recurrentInput(), row * H, R, 0);
  }

  @Override
  public void step(float[] w, float[] a, float[] h, int row, int rows) {
    int at = row * H;
    Kernels.get()
        .gruForward(rows, H, a, 3 * at, R, 0, w, bhn.offset(), previous(0), at, q, at, h, at);
  }

  /** ONNX has the gates in the order z, r, n. */
  @Override
  public String onnx(OnnxCell cell) {
    float[] second = new float[3 * H];
    System.arraycopy(cell.w(), bhn.offset(), second, 2 * H, H);
    return onnx(cell, "GRU", Map.of("linear_before_reset", 1), new int[] {1, 0, 2}, second);
  }

  @Override
  public float[] dRecurrent(float[] a, int N) {
    dR = Buffers.atLeast(dR, N, 3 * H);
    return dR;
  }

  @Override
  public void stepBack(float[] w, float[] a, int row, int rows) {
    int at = row * H;
    Kernels.get()
        .gruBackward(rows, H, a, 3 * at, q, at, previous(0), at, d[0], 0, dR, 3 * at, d[0], 0);
  }

  @Override
  public void addGradients(int N, Gradient g) {
    Kernels.get().addColumnSums(N, H, dR, 2 * H, 3 * H, g.dense(), g.at(bhn));
  }
}
