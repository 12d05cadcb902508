package org.sparkrnn.nn.sequence;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.sparkrnn.math.Blas;
import org.sparkrnn.math.Kernels;
import org.sparkrnn.math.WeightProduct;
import org.sparkrnn.nn.Buffers;
import org.sparkrnn.nn.Gradient;
import org.sparkrnn.nn.Initializer;
import org.sparkrnn.nn.ParamLayout;
import org.sparkrnn.nn.RecurrentState;

/**
 * A cell that goes step by step, since its pre-activations depend on W h_{t-1}:
 *
 * <pre>
 *   a_t += h_{t-1} W'                     [B_t, G*H] one small product a step
 *   dh_{t-1} += da_t W                    dW = dA' Hprev, one product over all steps
 * </pre>
 *
 * What happens to a step's numbers is element-wise and a subclass's. Where W h stands apart from a,
 * as inside a GRU's product with r, it is handed over apart in {@link #r}, and its gradient
 * returned apart in {@link #dr}.
 *
 * <p>PyTorch keeps two biases, b_ih and b_hh. Only their sum matters except where W h stands apart,
 * so there is one bias [G*H], and a cell may have a bias [H] of the last part of W h beside it.
 */
public abstract class ScannedCell extends Cell {
  private final List<CarriedState> carried = new ArrayList<>(); // h first
  private final float[][] state; // [N, H] each after a step; h is the caller's

  /** [B, H] dL/d(state) of the current step, by state; then the carry to its predecessor. */
  public final float[][] d;

  private ParamLayout.Block W; // [G*H, H]
  private ParamLayout.Block bhn; // [H] or null

  /** [B, G*H] this step's W h, where it stands apart. */
  public float[] r = {};

  /** [N, G*H] dL/d(W h), where it stands apart. */
  public float[] dr = {};

  /**
   * @param hiddenSize H
   * @param states how many vectors are carried, h among them
   */
  public ScannedCell(int hiddenSize, int states) {
    super(hiddenSize);
    state = new float[states][0];
    d = new float[states][0];
  }

  /** Whether W h stands apart, with a bias of its own for its last H values. */
  public boolean apart() {
    return false;
  }

  /** What b begins with. */
  public Initializer bias() {
    return Initializer.ZEROS;
  }

  /** The letter of a learned first state in the names of parameters. */
  private static String letter(int state) {
    return state == 0 ? "h" : "c";
  }

  @Override
  public int states() {
    return state.length;
  }

  /** previous states; the states beside h; W h's gradient. */
  @Override
  public long floatsPerStep() {
    return (2L * state.length - 1) * H + (apart() ? (long) gates() * H : 0) + ownFloatsPerStep();
  }

  /** Of what a subclass keeps. */
  public long ownFloatsPerStep() {
    return 0;
  }

  @Override
  public ParamLayout.Block declare(ParamLayout layout, String suffix, boolean learned) {
    int GH = gates() * H;
    W = layout.matrix("rnn.weight_hh_" + suffix, GH, H, Initializer.uniform(H));
    ParamLayout.Block b = declareBias(layout, suffix, bias());
    bhn = apart() ? layout.partOfTensor("rnn.bias_hn_" + suffix, H, Initializer.ZEROS) : null;
    List<ParamLayout.Part> second = new ArrayList<>(); // PyTorch's second bias
    second.add(
        new ParamLayout.Part(b.offset(), apart() ? GH - H : GH, false)); // added to the first
    if (bhn != null) {
      second.add(new ParamLayout.Part(bhn.offset(), H, true));
    }
    layout.tensor("rnn.bias_hh_" + suffix, new int[] {GH}, second);
    for (int s = 0; s < state.length; s++) {
      String name = "rnn." + letter(s) + "0_" + suffix;
      carried.add(
          new CarriedState(H, s, learned ? layout.matrix(name, 1, H, Initializer.ZEROS) : null));
    }
    return b;
  }

  /** The states before each step, [N, H]. */
  public final float[] previous(int s) {
    return carried.get(s).previous;
  }

  /** State s > 0 after each step, [N, H]. */
  public final float[] state(int s) {
    return state[s];
  }

  /** Where in w the bias of W h is; -1 if there is none. */
  public final int recurrentBias() {
    return bhn == null ? -1 : bhn.offset();
  }

  /** Makes room for what a subclass keeps of N rows. */
  public void reserve(int N) {}

  /**
   * The states after a step, of rows [row, row + rows), from pre-activations and previous states.
   *
   * @param a [N, G*H] pre-activations of these rows; gates afterwards
   * @param h [N, H]
   */
  public abstract void step(float[] w, float[] a, float[] h, int row, int rows);

  /**
   * Turns {@code a} of these rows into dL/da. On entry {@link #d} holds dL/d(state) of the step; on
   * return what goes to the step before around the recurrent product.
   */
  public abstract void stepBack(float[] a, int row, int rows);

  @Override
  public final void forward(float[] w, Span span, WeightProduct product, float[] a, float[] h) {
    int N = span.rows();
    int GH = gates() * H;
    for (int s = 0; s < state.length; s++) {
      carried.get(s).reserve(N);
      state[s] = s == 0 ? h : Buffers.atLeast(state[s], N, H);
    }
    r = apart() ? Buffers.atLeast(r, span.batch.sequences(), GH) : r;
    reserve(N);
    product.takeTransposed(w, W.offset(), H, GH, span.alike);
    boolean zeroStart = !carried.get(0).isLearned() && span.initial == null;
    for (int k = 0; k < span.steps(); k++) {
      int t = span.step(k);
      int row = span.row(t);
      int rows = span.batch.batchSize(t);
      for (int s = 0; s < state.length; s++) {
        carried.get(s).take(w, span, k, state[s]);
      }
      if (apart()) {
        Arrays.fill(r, 0, rows * GH, 0f);
      }
      int with = zeroStart ? span.carried(t) : rows; // W times zeros is left out
      product.add(with, previous(0), row * H, apart() ? r : a, apart() ? 0 : row * GH);
      step(w, a, h, row, rows);
    }
  }

  @Override
  public final void backward(
      float[] w,
      Span span,
      WeightProduct product,
      float[] a,
      Columns dOut,
      Gradient g,
      double[] flow) {
    int N = span.rows();
    int GH = gates() * H;
    for (int s = 0; s < state.length; s++) {
      d[s] = Buffers.atLeast(d[s], span.batch.sequences(), H);
    }
    dr = apart() ? Buffers.atLeast(dr, N, GH) : dr;
    float[] dR = apart() ? dr : a;
    product.take(w, W.offset(), GH, H, false);
    int kept = 0; // rows for which the step just done has left a gradient in d
    for (int k = span.steps() - 1; k >= 0; k--) {
      int t = span.step(k);
      int row = span.row(t);
      int rows = span.batch.batchSize(t);
      dOut.addTo(d[0], H, row, rows, kept);
      for (int s = 1; s < state.length; s++) {
        Arrays.fill(d[s], Math.min(kept, rows) * H, rows * H, 0f);
      }
      if (flow != null) {
        record(flow, d[0], 0, row, rows, H);
      }
      stepBack(a, row, rows);
      kept = span.carried(t);
      product.add(kept, dR, row * GH, d[0], 0);
      if (carried.get(0).isLearned() && kept < rows) {
        product.add(rows - kept, dR, (row + kept) * GH, d[0], kept * H);
        for (int s = 0; s < state.length; s++) {
          carried.get(s).addFirst(span, kept, rows, d[s], g);
        }
      }
    }
    Blas.productAtB(GH, H, N, dR, 0, GH, previous(0), 0, H, 1f, g.dense(), g.at(W), H);
    if (bhn != null) {
      Kernels.get().addColumnSums(N, H, dR, GH - H, GH, g.dense(), g.at(bhn));
    }
  }

  @Override
  public final void keepEdge(Span span, float[] h) {
    for (int s = 0; s < state.length; s++) {
      carried.get(s).keepEdge(span, s == 0 ? h : state[s]);
    }
  }

  @Override
  public final void keepLast(Span span, float[] h, RecurrentState last) {
    for (int s = 0; s < state.length; s++) {
      carried.get(s).keepLast(span, s == 0 ? h : state[s], last);
    }
  }
}
