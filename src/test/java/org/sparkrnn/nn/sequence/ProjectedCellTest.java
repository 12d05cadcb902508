package org.sparkrnn.nn.sequence;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.sparkrnn.data.PackedBatch;
import org.sparkrnn.math.Blas;
import org.sparkrnn.math.WeightProduct;
import org.sparkrnn.nn.Buffers;
import org.sparkrnn.nn.Gradient;
import org.sparkrnn.nn.Initializer;
import org.sparkrnn.nn.NetworkSpec;
import org.sparkrnn.nn.ParamLayout;
import org.sparkrnn.nn.Pass;
import org.sparkrnn.nn.RecurrentState;
import org.sparkrnn.testkit.Cases;

/** A cell whose states have different widths can be written with the shared scan. */
class ProjectedCellTest {
  private static final int UNITS = 3; // H
  private static final int P = 2;
  private static final int[] LENGTHS = {4, 1, 0, 5, 2};

  /** s_t = s_{t-1} / 2 + tanh(a + W h_{t-1}) [H], h_t = V s_t [P]: a small LSTMP. */
  private static final class ProjectedCell extends ScannedCell {
    private static final int S = 1; // the state in addition to h
    private ParamLayout.Block V; // [P, H]
    private float[] dH = {}; // [N, P]

    ProjectedCell() {
      super(UNITS, new State("h", P), new State("s", UNITS));
    }

    @Override
    public int gates() {
      return 1;
    }

    @Override
    public ParamLayout.Block declare(ParamLayout layout, String suffix, boolean learned) {
      ParamLayout.Block b = super.declare(layout, suffix, learned);
      V = layout.matrix("rnn.weight_hr_" + suffix, P, H, Initializer.uniform(H));
      return b;
    }

    @Override
    public void step(float[] w, float[] a, float[] h, int row, int rows) {
      for (int i = row * H; i < (row + rows) * H; i++) {
        a[i] = (float) Math.tanh(a[i]);
        state(S)[i] = previous(S)[i] / 2 + a[i];
      }
      Arrays.fill(h, row * P, (row + rows) * P, 0f);
      Blas.productABt(rows, P, H, state(S), row * H, H, w, V.offset(), H, 1f, h, row * P, P);
    }

    @Override
    public float[] dRecurrent(float[] a, int N) {
      dH = Buffers.atLeast(dH, N, P);
      return a;
    }

    @Override
    public void stepBack(float[] w, float[] a, int row, int rows) {
      System.arraycopy(d[0], 0, dH, row * P, rows * P);
      Blas.productAB(rows, H, P, d[0], 0, P, w, V.offset(), H, 1f, d[S], 0, H);
      for (int i = 0; i < rows * H; i++) {
        float u = a[row * H + i];
        a[row * H + i] = d[S][i] * (1 - u * u);
        d[S][i] /= 2;
      }
      Arrays.fill(d[0], 0, rows * P, 0f);
    }

    @Override
    public void addGradients(int N, Gradient g) {
      Blas.productAtB(P, H, N, dH, 0, P, state(S), 0, H, 1f, g.dense(), g.at(V), H);
    }
  }

  private final ParamLayout layout = new ParamLayout();
  private final ProjectedCell cell = new ProjectedCell();
  private final PackedBatch batch = batch();
  private final float[] inputs = Cases.parameters(batch.rows() * UNITS, 5); // A
  private final float[] weights = Cases.parameters(batch.rows() * P, 6); // weights of h in the loss

  private static PackedBatch batch() {
    NetworkSpec any =
        NetworkSpec.builder().inputSize(1).cell(CellType.ELMAN).hiddenSize(1).outputSize(2).build();
    return Cases.packed(Cases.block(any, Cases.sequences(any, 1, LENGTHS)));
  }

  private float[] hidden(float[] w, float[] a, boolean reverse) {
    float[] h = new float[batch.rows() * P];
    cell.forward(w, span(reverse), new WeightProduct(), a, h);
    return h;
  }

  private Span span(boolean reverse) {
    return Span.of(batch, reverse, Pass.PLAIN, 0, null);
  }

  private double loss(float[] w, float[] a, boolean reverse) {
    float[] h = hidden(w, a.clone(), reverse);
    double loss = 0;
    for (int i = 0; i < h.length; i++) {
      loss += (double) weights[i] * h[i];
    }
    return loss;
  }

  @Test
  void theScanGivesItsGradients() {
    cell.declare(layout, "l0", true);
    assertEquals(P + UNITS, cell.stateSize());
    assertEquals(P, cell.outputWidth());
    assertEquals(2 * (P + UNITS) - P, cell.floatsPerStep());
    float[] w = Cases.parameters(layout.size(), 7);
    for (boolean reverse : new boolean[] {false, true}) {
      float[] a = inputs.clone();
      hidden(w, a, reverse);
      float[] g = new float[layout.size()];
      cell.backward(
          w,
          span(reverse),
          new WeightProduct(),
          a,
          new Cell.Columns(weights, 0, P),
          Gradient.ofDense(g),
          null);
      assertDifferences("dA", a, inputs.clone(), at -> loss(w, at, reverse));
      assertDifferences(
          "parameters", g, w.clone(), at -> loss(at, inputs, reverse)); // b is not used
    }
  }

  private static void assertDifferences(
      String what, float[] actual, float[] at, ToDoubleFunction<float[]> loss) {
    float step = 1e-2f;
    for (int i = 0; i < at.length; i++) {
      float value = at[i];
      at[i] = value + step;
      double above = loss.applyAsDouble(at);
      at[i] = value - step;
      double below = loss.applyAsDouble(at);
      at[i] = value;
      assertEquals((above - below) / (2 * step), actual[i], 2e-3, what + " " + i);
    }
  }

  @Test
  void itsLastStatesStandSideBySide() {
    cell.declare(layout, "l0", false);
    float[] w = Cases.parameters(layout.size(), 7);
    float[] h = hidden(w, inputs.clone(), false);
    NetworkSpec five = // a network whose state is as wide
        NetworkSpec.builder()
            .inputSize(1)
            .cell(CellType.ELMAN)
            .hiddenSize(P + UNITS)
            .outputSize(2)
            .build();
    RecurrentState last = new RecurrentState(five, LENGTHS.length);
    cell.keepLast(span(false), h, last);
    for (int b = 0; batch.length(b) > 0; b++) {
      int row = batch.row(b, batch.length(b) - 1);
      float[] state = new float[P + UNITS];
      last.read(batch.position(b), 0, state, 0, P + UNITS);
      assertArrayEquals(Arrays.copyOfRange(h, row * P, (row + 1) * P), Arrays.copyOf(state, P));
      assertArrayEquals(
          Arrays.copyOfRange(cell.state(1), row * UNITS, (row + 1) * UNITS),
          Arrays.copyOfRange(state, P, P + UNITS));
    }
  }
}
