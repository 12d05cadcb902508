package org.sparkrnn.nn;

/**
 * The arithmetic of one time step of a recurrent cell. The layer around it makes all matrix
 * products; a cell is element-wise, its forward and backward side by side in one class.
 *
 * <p>Calls come in this order: for a mini-batch, {@link #forward} once a step in the direction of
 * the scan, then {@link #backward} once a step in the opposite one. A cell has no state of its own.
 */
abstract class Cell {
  final int hiddenSize;

  Cell(int hiddenSize) {
    this.hiddenSize = hiddenSize;
  }

  /** G: how many pre-activations of size H the cell has. */
  abstract int gates();

  /** False for a memoryless cell: then all steps are one call, and there is no W. */
  boolean recurrent() {
    return true;
  }

  /** Whether there is a second state c beside h. */
  boolean hasCellState() {
    return false;
  }

  /**
   * Whether W h is handed over apart in {@link Scan#r} rather than added into {@link Scan#a}, and
   * its gradient is returned apart in {@link Scan#dr}: so for a GRU, whose reset gate stands
   * between the recurrent product and the pre-activation.
   */
  boolean separateRecurrent() {
    return false;
  }

  /**
   * h_t (and c_t) of rows [row, row + rows) from their pre-activations and previous states.
   *
   * @param w the network's parameters
   * @param recurrentBias offset in w of the [H] bias inside the recurrent product, for cells that
   *     keep it apart
   */
  abstract void forward(float[] w, int recurrentBias, Scan s, int row, int rows);

  /**
   * Turns {@code s.a} of these rows into dL/da. On entry {@code s.dh} (and {@code s.dc}) hold
   * dL/dh_t (and what step t + 1 sent back to c_t); on return what goes to step t - 1 around the
   * recurrent product.
   */
  abstract void backward(Scan s, int row, int rows);
}
