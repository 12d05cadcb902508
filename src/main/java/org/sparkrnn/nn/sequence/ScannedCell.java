package org.sparkrnn.nn.sequence;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.sparkrnn.math.Blas;
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
 * Where training drops units of states, W sees m * h_{t-1}, and dh_{t-1} += m * (da_t W).
 *
 * <p>What happens to a step's numbers is a subclass's: {@link #step} and {@link #stepBack}. A cell
 * that wants W h apart from a says where the product goes and where its gradient is: {@link
 * #addRecurrent}, {@link #dRecurrent}.
 *
 * <p>PyTorch keeps two biases, b_ih and b_hh. As a rule only their sum matters, so there is one
 * bias [G*H]; what a cell has beside it, it declares: {@link #declareSecondBias}.
 */
public abstract class ScannedCell extends Cell {
  private final List<State> states; // h [P] first, others [S]
  private final int P;
  private final float[][] state; // [N, S] each after a step; h is the caller's
  private List<CarriedState> carried; // h first
  private ParamLayout.Block W; // [G*H, P]
  private float[] masked = {}; // [N, P] m * h_{t-1}, where dropout masks states
  private float[] dMasked = {}; // [B, P] dL/d(m * h_{t-1}) of the current step
  private float[] recurrent; // [N, P] what W is multiplied by: h_{t-1}, or masked

  /** [B, S] dL/d(state) of the current step, by state; then the carry to its predecessor. */
  public final float[][] d;

  /**
   * @param hiddenSize H
   * @param states what is carried, h first
   */
  public ScannedCell(int hiddenSize, State... states) {
    super(hiddenSize);
    this.states = List.of(states);
    P = states[0].width();
    state = new float[states.length][0];
    d = new float[states.length][0];
  }

  /** What b begins with. */
  public Initializer bias() {
    return Initializer.ZEROS;
  }

  @Override
  public final List<State> states() {
    return states;
  }

  @Override
  public final int outputWidth() {
    return P;
  }

  /** Previous states, and the states beside h. */
  @Override
  public final long floatsPerStep() {
    return 2L * stateSize() - P + ownFloatsPerStep();
  }

  /** The recurrent weights [G*H, P], packed for a scan. */
  @Override
  public final long scratchFloats() {
    return (long) gates() * H * P;
  }

  /** Of what a subclass keeps. */
  public long ownFloatsPerStep() {
    return 0;
  }

  @Override
  public ParamLayout.Block declare(ParamLayout layout, String suffix, boolean learned) {
    int GH = gates() * H;
    W = layout.recurrentMatrix("rnn.weight_hh_" + suffix, GH, P, Initializer.uniform(H));
    ParamLayout.Block b = declareBias(layout, suffix, bias());
    layout.tensor("rnn.bias_hh_" + suffix, new int[] {GH}, declareSecondBias(layout, suffix, b));
    carried = declareStates(layout, suffix, learned);
    return b;
  }

  /**
   * Of what PyTorch's second bias [G*H] is made: of zeros, unless a cell has one. What a file has
   * there instead of them is added to the first.
   *
   * @param b the first
   */
  public List<ParamLayout.Part> declareSecondBias(
      ParamLayout layout, String suffix, ParamLayout.Block b) {
    return List.of(new ParamLayout.Part(b.offset(), gates() * H, false));
  }

  /** A state before each step, [N, S]. */
  public final float[] previous(int s) {
    return carried.get(s).previous;
  }

  /** What the recurrent product reads before each step, [N, P]: h_{t-1}, or what dropout leaves. */
  public final float[] recurrentInput() {
    return recurrent;
  }

  /** State s > 0 after each step, [N, S]. */
  public final float[] state(int s) {
    return state[s];
  }

  /** Makes room for what a subclass keeps of the rows of a span. */
  public void reserve(Span span) {}

  /**
   * Adds the recurrent product of a step, h_{t-1} W', into its rows of a.
   *
   * @param product of W
   * @param with how many of the rows have an h_{t-1} that is not zeros
   */
  public void addRecurrent(WeightProduct product, float[] a, int row, int rows, int with) {
    product.add(with, recurrent, row * P, a, row * gates() * H);
  }

  /**
   * The states after a step, of rows [row, row + rows), from pre-activations and previous states.
   *
   * @param a [N, G*H] pre-activations of these rows; gates afterwards
   * @param h [N, P]
   */
  public abstract void step(float[] w, float[] a, float[] h, int row, int rows);

  /**
   * Turns {@code a} of these rows into dL/da. On entry {@link #d} holds dL/d(state) of the step; on
   * return what goes to the step before around the recurrent product.
   */
  public abstract void stepBack(float[] w, float[] a, int row, int rows);

  /**
   * Where {@link #stepBack} leaves the gradient of the recurrent product, [N, G*H]: in a itself,
   * since it was added to it.
   */
  public float[] dRecurrent(float[] a, int N) {
    return a;
  }

  /** After all steps back: adds the gradients of what a subclass has beside W and b. */
  public void addGradients(int N, Gradient g) {}

  @Override
  public final void forward(float[] w, Span span, WeightProduct product, float[] a, float[] h) {
    int N = span.rows();
    for (int s = 0; s < state.length; s++) {
      carried.get(s).reserve(N);
      state[s] = s == 0 ? h : Buffers.atLeast(state[s], N, states.get(s).width());
    }
    reserve(span);
    masked = span.stateMask == null ? masked : Buffers.atLeast(masked, N, P);
    recurrent = span.stateMask == null ? previous(0) : masked;
    product.takeTransposed(w, W.offset(), P, gates() * H, span.alike);
    boolean zeroStart = !carried.get(0).isLearned() && span.initial == null;
    for (int k = 0; k < span.steps(); k++) {
      int t = span.step(k);
      int row = span.row(t);
      int rows = span.batch.batchSize(t);
      for (int s = 0; s < state.length; s++) {
        carried.get(s).take(w, span, k, state[s]);
      }
      if (span.stateMask != null) {
        for (int i = 0, at = row * P; i < rows * P; i++, at++) {
          masked[at] = span.stateMask[i] * previous(0)[at];
        }
      }
      addRecurrent(product, a, row, rows, zeroStart ? span.carried(t) : rows);
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
      d[s] = Buffers.atLeast(d[s], span.batch.sequences(), states.get(s).width());
    }
    float[] dR = dRecurrent(a, N);
    product.take(w, W.offset(), GH, P, false);
    int kept = 0; // rows for which the step just done has left a gradient in d
    for (int k = span.steps() - 1; k >= 0; k--) {
      int t = span.step(k);
      int row = span.row(t);
      int rows = span.batch.batchSize(t);
      dOut.addTo(d[0], P, row, rows, kept);
      for (int s = 1; s < state.length; s++) {
        int S = states.get(s).width();
        Arrays.fill(d[s], Math.min(kept, rows) * S, rows * S, 0f);
      }
      if (flow != null) {
        record(flow, d[0], 0, row, rows, P);
      }
      stepBack(w, a, row, rows);
      kept = span.carried(t);
      addBack(product, span, dR, row * GH, 0, kept);
      if (carried.get(0).isLearned() && kept < rows) {
        addBack(product, span, dR, (row + kept) * GH, kept, rows - kept);
        for (int s = 0; s < state.length; s++) {
          carried.get(s).addFirst(span, kept, rows, d[s], g);
        }
      }
    }
    Blas.productAtB(GH, P, N, dR, 0, GH, recurrent, 0, P, 1f, g.dense(), g.at(W), P);
    addGradients(N, g);
  }

  /**
   * Adds an operator of ONNX that is this cell.
   *
   * @param order of its gates: which of this cell's each is
   * @param second the second bias [G*H], in this cell's order of gates, or null for zeros
   */
  final String onnx(
      OnnxCell cell, String operator, Map<String, Object> attributes, int[] order, float[] second) {
    cell.gates(order);
    cell.recurrent(W);
    cell.secondBias(second);
    carried.forEach(state -> cell.first(state.first()));
    return cell.add(operator, attributes);
  }

  /**
   * dh_{t-1} += dR W, through the mask if there is one.
   *
   * @param at where in dR the rows begin
   * @param from the first of them among those of the step
   */
  private void addBack(WeightProduct product, Span span, float[] dR, int at, int from, int rows) {
    if (span.stateMask == null) {
      product.add(rows, dR, at, d[0], from * P);
      return;
    }
    dMasked = Buffers.atLeast(dMasked, rows, P);
    Arrays.fill(dMasked, 0, rows * P, 0f);
    product.add(rows, dR, at, dMasked, 0);
    for (int i = 0, to = from * P; i < rows * P; i++, to++) {
      d[0][to] += span.stateMask[to] * dMasked[i];
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
