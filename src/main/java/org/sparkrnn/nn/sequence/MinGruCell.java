package org.sparkrnn.nn.sequence;

import java.util.List;
import java.util.Map;
import org.sparkrnn.math.Kernels;
import org.sparkrnn.math.WeightProduct;
import org.sparkrnn.nn.Buffers;
import org.sparkrnn.nn.Gradient;
import org.sparkrnn.nn.Initializer;
import org.sparkrnn.nn.ParamLayout;
import org.sparkrnn.nn.RecurrentState;

/**
 * minGRU (Feng et al. 2024, Were RNNs All We Needed?, section 3.1): gate and candidate depend on
 * the input alone, so that nothing of a step waits for a product with h:
 *
 * <pre>
 *   z_t = sigmoid(U_z x_t + b_z)          n_t = U_h x_t + b_h
 *   h_t = (1 - z_t) * h_{t-1} + z_t * n_t
 *
 *   dh_{t-1} += dh_t * (1 - z_t)
 *   da_z = dh_t * (n_t - h_{t-1}) * z_t (1 - z_t)       da_h = dh_t * z_t
 * </pre>
 *
 * A row of the array a [N, 2H] is [a_z, a_h] before the forward pass and [z, n] after it. PyTorch
 * has no such layer; its names here are those of its layers' input weights and biases.
 */
public final class MinGruCell extends Cell {
  private CarriedState state;
  private float[] dh = {}; // [B, H] dL/dh_t of the current step; then the carry to its predecessor

  /**
   * @param hiddenSize H
   */
  public MinGruCell(int hiddenSize) {
    super(hiddenSize);
  }

  @Override
  public int gates() {
    return 2;
  }

  @Override
  public List<State> states() {
    return List.of(new State("h", H));
  }

  @Override
  public long floatsPerStep() {
    return H; // h_{t-1}
  }

  @Override
  public ParamLayout.Block declare(ParamLayout layout, String suffix, boolean learned) {
    ParamLayout.Block b = declareBias(layout, suffix, Initializer.ZEROS);
    state = declareStates(layout, suffix, learned).get(0);
    return b;
  }

  @Override
  public void forward(float[] w, Span span, WeightProduct product, float[] a, float[] h) {
    state.reserve(span.rows());
    for (int n = 0; n < span.rows(); n++) {
      Kernels.get().sigmoid(a, 2 * n * H, H);
    }
    for (int k = 0; k < span.steps(); k++) {
      int t = span.step(k);
      state.take(w, span, k, h);
      int row = span.row(t);
      for (int i = row; i < row + span.batch.batchSize(t); i++) {
        for (int j = 0; j < H; j++) {
          float z = a[2 * i * H + j];
          h[i * H + j] = (1 - z) * state.previous[i * H + j] + z * a[(2 * i + 1) * H + j];
        }
      }
    }
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
    dh = Buffers.atLeast(dh, span.batch.sequences(), H);
    int kept = 0; // rows for which the step just done has left a gradient in dh
    for (int k = span.steps() - 1; k >= 0; k--) {
      int t = span.step(k);
      int row = span.row(t);
      int rows = span.batch.batchSize(t);
      d.addTo(dh, H, row, rows, kept);
      if (flow != null) {
        record(flow, dh, 0, row, rows, H);
      }
      for (int i = 0; i < rows; i++) {
        int gates = 2 * (row + i) * H;
        for (int j = 0; j < H; j++) {
          float z = a[gates + j];
          float n = a[gates + H + j];
          float dhj = dh[i * H + j];
          a[gates + j] = dhj * (n - state.previous[(row + i) * H + j]) * z * (1 - z);
          a[gates + H + j] = dhj * z;
          dh[i * H + j] = dhj * (1 - z);
        }
      }
      kept = span.carried(t);
      if (kept < rows) {
        state.addFirst(span, kept, rows, dh, g);
      }
    }
  }

  /**
   * ONNX's GRU, gates in the order z, r, n, without recurrent weights and without a tanh. What it
   * calls z is 1 - z here, the sigmoid of -a_z.
   */
  @Override
  public String onnx(OnnxCell cell) {
    cell.gates(OnnxCell.negative(0), OnnxCell.NONE, 1);
    cell.first(state.first());
    return cell.add(
        "GRU",
        Map.of(
            "activations",
            List.of("Sigmoid", "Affine"),
            "activation_alpha",
            new float[] {1},
            "activation_beta",
            new float[] {0}));
  }

  @Override
  public void keepEdge(Span span, float[] h) {
    state.keepEdge(span, h);
  }

  @Override
  public void keepLast(Span span, float[] h, RecurrentState last) {
    state.keepLast(span, h, last);
  }
}
