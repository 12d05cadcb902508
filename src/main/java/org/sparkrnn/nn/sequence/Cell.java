package org.sparkrnn.nn.sequence;

import java.util.ArrayList;
import java.util.List;
import org.sparkrnn.math.WeightProduct;
import org.sparkrnn.nn.Gradient;
import org.sparkrnn.nn.Initializer;
import org.sparkrnn.nn.ParamLayout;
import org.sparkrnn.nn.RecurrentState;
import org.sparkrnn.nn.onnx.OnnxGraph;

/**
 * What one direction of a recurrent layer does with the products of its inputs: it turns A = X U' +
 * b [N, G*H] into h [N, P], and dL/dh into dL/dA. P is H, unless a cell projects its units. A cell
 * declares which parameters it has beside U, which states it carries from step to step, and owns
 * all buffers that it needs. For one thread.
 *
 * <p>Most cells go step by step: {@link ScannedCell}. A cell without a product in its recurrence
 * may take all steps at once.
 */
public abstract class Cell {
  /**
   * A vector that is carried from step to step.
   *
   * @param name a letter, of which the names of parameters are made: h, c
   */
  public record State(String name, int width) {}

  /** Hidden units of the direction. */
  public final int H;

  /**
   * @param hiddenSize H
   */
  public Cell(int hiddenSize) {
    H = hiddenSize;
  }

  /** G: how many pre-activations of size H the cell has. */
  public abstract int gates();

  /** What is carried from step to step: h first, then others; nothing without memory. */
  public abstract List<State> states();

  /** P: how many values of h a step gives. */
  public int outputWidth() {
    return H;
  }

  /** How many floats all states of a sequence are. */
  public final int stateSize() {
    return states().stream().mapToInt(State::width).reduce(0, Math::addExact);
  }

  /** How many floats the cell keeps a step, beside A and h. */
  public abstract long floatsPerStep();

  /** How many floats it takes beside that, however many the steps; none of most. */
  public long scratchFloats() {
    return 0;
  }

  /**
   * Declares the parameters of the cell: b, and what it has beside it.
   *
   * @param suffix of PyTorch's names: layer and direction
   * @param learned whether the first states are parameters
   * @return b [G*H]
   */
  public abstract ParamLayout.Block declare(ParamLayout layout, String suffix, boolean learned);

  /**
   * Computes h of a span of steps.
   *
   * @param a [rows, G*H] the products of the inputs; the cell may keep what it likes in it
   * @param h [rows, P] to be written
   */
  public abstract void forward(float[] w, Span span, WeightProduct product, float[] a, float[] h);

  /**
   * After {@link #forward} over a whole batch: turns {@code a} into dL/dA and adds the gradients of
   * its own parameters, but for b.
   *
   * @param d dL/dh as far as it comes from above
   * @param flow [N] to be given the squared norms of dL/dh_t, or null
   */
  public abstract void backward(
      float[] w, Span span, WeightProduct product, float[] a, Columns d, Gradient g, double[] flow);

  /**
   * Adds the cell to a graph of ONNX.
   *
   * @return h [T, B, P]
   * @throws org.sparkrnn.data.InvalidInputException if no operators express it
   */
  public String onnx(OnnxCell cell) {
    throw OnnxGraph.inexpressible(getClass());
  }

  /** Keeps the states of the step with which a span ended, for the span that follows. */
  public abstract void keepEdge(Span span, float[] h);

  /** Keeps the states after each sequence's last step, where the pass asks for them. */
  public abstract void keepLast(Span span, float[] h, RecurrentState last);

  /** Declares b. */
  public final ParamLayout.Block declareBias(
      ParamLayout layout, String suffix, Initializer initializer) {
    return layout.vector("rnn.bias_ih_" + suffix, gates() * H, initializer);
  }

  /** The pasts of {@link #states}, in their order; declares the first ones if they are learned. */
  public final List<CarriedState> declareStates(
      ParamLayout layout, String suffix, boolean learned) {
    List<CarriedState> carried = new ArrayList<>();
    int place = 0;
    for (State state : states()) {
      String name = "rnn." + state.name() + "0_" + suffix;
      carried.add(
          new CarriedState(
              state.width(),
              place,
              learned ? layout.matrix(name, 1, state.width(), Initializer.ZEROS) : null));
      place += state.width();
    }
    return carried;
  }

  /** Columns from {@code column} on of rows that are {@code ld} apart. */
  public record Columns(float[] values, int column, int ld) {
    /** to[i] = P columns of row + i, added to what stands there in the first {@code kept}. */
    void addTo(float[] to, int P, int row, int rows, int kept) {
      for (int i = 0; i < rows; i++) {
        int from = (row + i) * ld + column;
        int at = i * P;
        if (i < kept) {
          for (int j = 0; j < P; j++) {
            to[at + j] += values[from + j];
          }
        } else {
          System.arraycopy(values, from, to, at, P);
        }
      }
    }
  }

  /** Records the squared norms of rows of dL/dh_t. */
  public static void record(double[] flow, float[] dh, int at, int row, int rows, int P) {
    for (int i = 0; i < rows; i++) {
      double sum = 0;
      for (int j = 0; j < P; j++) {
        sum += (double) dh[at + i * P + j] * dh[at + i * P + j];
      }
      flow[row + i] = sum;
    }
  }
}
