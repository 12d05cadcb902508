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
 * The recurrence in one direction of a recurrent layer: it turns the products of the inputs, A = X
 * U' + b [N, G*H], into h [N, P], and dL/dh into dL/dA. P is H, unless a cell projects its units. A
 * cell declares its parameters besides U and the states that it carries from step to step, and owns
 * all buffers that it needs. An instance is for one thread only.
 *
 * <p>Most cells compute one step after the other: {@link ScannedCell}. A cell without a matrix
 * product in its recurrence may compute all steps at once.
 */
public abstract class Cell {
  /**
   * A vector that is carried from step to step.
   *
   * @param name a letter that is part of the names of parameters: h, c
   */
  public record State(String name, int width) {}

  /** The number of hidden units of the direction. */
  public final int H;

  /**
   * @param hiddenSize H
   */
  public Cell(int hiddenSize) {
    H = hiddenSize;
  }

  /** G: the number of pre-activations of size H. */
  public abstract int gates();

  /**
   * The states that are carried from step to step: first h, then others; empty for a cell without
   * memory.
   */
  public abstract List<State> states();

  /** P: the number of values of h per step. */
  public int outputWidth() {
    return H;
  }

  /** The number of floats in all states of a sequence. */
  public final int stateSize() {
    return states().stream().mapToInt(State::width).reduce(0, Math::addExact);
  }

  /** How many floats the cell keeps per step, apart from A and h. */
  public abstract long floatsPerStep();

  /**
   * How many floats it needs in addition, independently of the number of steps; 0 for most cells.
   */
  public long scratchFloats() {
    return 0;
  }

  /**
   * Declares the parameters of the cell: b and all others.
   *
   * @param suffix the suffix of PyTorch's names: layer and direction
   * @param learned whether the first states are parameters
   * @return b [G*H]
   */
  public abstract ParamLayout.Block declare(ParamLayout layout, String suffix, boolean learned);

  /**
   * Computes h of a span of steps.
   *
   * @param a [rows, G*H] the products of the inputs; the cell may overwrite it
   * @param h [rows, P] receives the states
   */
  public abstract void forward(float[] w, Span span, WeightProduct product, float[] a, float[] h);

  /**
   * Called after {@link #forward} over a whole batch: turns {@code a} into dL/dA and adds the
   * gradients of the parameters of the cell, except for b.
   *
   * @param d dL/dh from the layer above
   * @param flow [N] receives the squared norms of dL/dh_t; or null
   */
  public abstract void backward(
      float[] w, Span span, WeightProduct product, float[] a, Columns d, Gradient g, double[] flow);

  /**
   * Adds the cell to an ONNX graph.
   *
   * @return h [T, B, P]
   * @throws org.sparkrnn.data.InvalidInputException if it cannot be expressed by ONNX operators
   */
  public String onnx(OnnxCell cell) {
    throw OnnxGraph.inexpressible(getClass());
  }

  /** Keeps the states of the last step of a span, for the span that follows. */
  public abstract void keepEdge(Span span, float[] h);

  /** Keeps the states after the last step of each sequence, if the pass needs them. */
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
