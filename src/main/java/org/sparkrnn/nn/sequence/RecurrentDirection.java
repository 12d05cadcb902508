package org.sparkrnn.nn.sequence;

import org.sparkrnn.data.PackedBatch;
import org.sparkrnn.math.Blas;
import org.sparkrnn.math.Kernels;
import org.sparkrnn.math.WeightProduct;
import org.sparkrnn.nn.Buffers;
import org.sparkrnn.nn.Dropout;
import org.sparkrnn.nn.DropoutMask;
import org.sparkrnn.nn.Gradient;
import org.sparkrnn.nn.Initializer;
import org.sparkrnn.nn.ModuleContext;
import org.sparkrnn.nn.ParamLayout;
import org.sparkrnn.nn.Pass;
import org.sparkrnn.nn.onnx.OnnxGraph;
import org.sparkrnn.nn.onnx.OnnxSteps;

/**
 * One direction of one recurrent layer over a packed batch. The product with the inputs and all
 * gradients of weights and inputs are one matrix product over all steps:
 *
 * <pre>
 *   A = X U' + b                          [N, G*H]  hoisted out of the scan
 *   dU = dA' X    db = column sums of dA    dX = dA U
 * </pre>
 *
 * What happens in between is the {@link Cell}'s.
 */
public final class RecurrentDirection {
  /** Rows that prediction computes at once, at most; more where one step has more. */
  public static final int WINDOW_ROWS = 1 << 12;

  private final WeightProduct product;
  private final Cell cell;
  private final int I; // inputs a step
  private final int P; // values of h a step
  private final int GH;
  private final boolean reverse;
  private final int place; // of the cell's states in a sequence's carried state
  private final int dropped; // the place of its states where dropout is drawn
  private final DropoutMask masks = new DropoutMask();
  private float[] stateMask; // [B, P] of the last pass, or null
  private final ParamLayout.Block U; // [G*H, I]
  private final ParamLayout.Block b; // [G*H]
  private float[] a = {}; // [N, G*H] U x + b; what the cell makes of it; after backward: dL/dA
  private float[] h = {}; // [N, P] h_t
  private double[] flow; // [N] squared norms of dL/dh_t, or null where nobody asks

  /**
   * Declares its parameters.
   *
   * @param layer its number among the recurrent layers, from 0
   * @param inputWidth I, values a step
   * @param reverse whether it scans from the end
   */
  public RecurrentDirection(
      ModuleContext context, RecurrentSpec spec, int layer, int inputWidth, boolean reverse) {
    product = context.product();
    cell = spec.newCell();
    I = inputWidth;
    P = cell.outputWidth();
    GH = cell.gates() * cell.H;
    this.reverse = reverse;
    place = context.takeState(cell.stateSize());
    dropped = Dropout.statesOf(layer, reverse);
    String suffix = "l" + layer + (reverse ? "_reverse" : "");
    U = context.layout().matrix("rnn.weight_ih_" + suffix, GH, I, Initializer.uniform(cell.H));
    b = cell.declare(context.layout(), suffix, spec.learnedInitialState());
  }

  /** h [N, P] of the last pass; not a copy. */
  public float[] h() {
    return h;
  }

  /**
   * Computes {@link #h} of a batch.
   *
   * @param x [N, I] inputs
   */
  public void forward(float[] w, float[] x, PackedBatch batch, Pass pass) {
    double p = pass.dropout().states();
    stateMask = p == 0 ? null : masks.ofSequences(p, pass.key(dropped), batch, P);
    Span span = Span.of(batch, reverse, pass, place, stateMask);
    forward(w, x, span);
    if (pass.last() != null) {
      cell.keepLast(span, h, pass.last());
    }
  }

  private void forward(float[] w, float[] x, Span span) {
    int N = span.rows();
    a = Buffers.atLeast(a, N, GH);
    h = Buffers.atLeast(h, N, P);
    int at = span.base() * I;
    if (span.alike) {
      product.rows(N, GH, I, x, at, I, w, U.offset(), b.offset(), a);
    } else {
      Blas.fillRows(N, GH, w, b.offset(), a, 0, GH);
      Blas.productABt(N, GH, I, x, at, I, w, U.offset(), I, 1f, a, 0, GH);
    }
    cell.forward(w, span, product, a, h);
  }

  /**
   * Writes h_t of all steps into columns {@code column} to {@code column + P} of {@code out} [N,
   * ldOut], in windows of steps: what a backward pass would need is kept of one window only.
   */
  public void outputs(float[] w, float[] x, PackedBatch batch, float[] out, int column, int ldOut) {
    int T = batch.maxLength();
    for (int done = 0; done < T; ) {
      boolean continued = done > 0;
      int from = reverse ? T - done : done;
      int to = from;
      do {
        to += reverse ? -1 : 1;
        done++;
      } while (done < T && rows(batch, from, reverse ? to - 1 : to + 1) <= WINDOW_ROWS);
      int first = Math.min(from, to);
      Span span = Span.window(batch, reverse, first, Math.max(from, to), continued);
      forward(w, x, span);
      for (int i = 0; i < span.rows(); i++) {
        System.arraycopy(h, i * P, out, (span.base() + i) * ldOut + column, P);
      }
      cell.keepEdge(span, h);
    }
  }

  private static int rows(PackedBatch batch, int from, int to) {
    return Math.abs(batch.offset(to) - batch.offset(from));
  }

  /**
   * Adds this direction's gradients into {@code g} and, if asked, dL/dx into {@code dx}.
   *
   * @param d dL/dh_t
   * @param dx [N, I] to add into, or null
   */
  public void backward(
      float[] w, float[] x, PackedBatch batch, Pass pass, Cell.Columns d, Gradient g, float[] dx) {
    int N = batch.rows();
    Span span = Span.of(batch, reverse, pass, place, stateMask);
    cell.backward(w, span, product, a, d, g, flow);
    Blas.productAtB(GH, I, N, a, 0, GH, x, 0, I, 1f, g.dense(), g.at(U), I);
    Kernels.get().addColumnSums(N, GH, a, 0, GH, g.dense(), g.at(b));
    if (dx != null) {
      Blas.productAB(N, I, GH, a, 0, GH, w, U.offset(), I, 1f, dx, 0, I);
    }
  }

  /** Adds itself to a graph of ONNX: h [T, B, P]. */
  String onnx(OnnxGraph graph, float[] w, OnnxSteps x) {
    return cell.onnx(new OnnxCell(graph, w, x, U, b, cell.H, reverse));
  }

  /** The squared norms of dL/dh_t of the backward passes from now on, [N], or null for none. */
  public void recordFlow(double[] norms) {
    flow = norms;
  }
}
