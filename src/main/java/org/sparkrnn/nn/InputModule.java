package org.sparkrnn.nn;

import org.sparkrnn.data.PackedBatch;
import org.sparkrnn.nn.onnx.OnnxGraph;

/**
 * An input of a network, which writes some columns of x [N, I] and may learn from their gradient.
 * An instance is for one thread only.
 */
public interface InputModule {
  /**
   * @param column the first column of x that belongs to this module
   * @param I the number of columns of x
   */
  void forward(float[] w, PackedBatch batch, float[] x, int column, int I);

  /**
   * Adds the gradients of the parameters of this module to {@code g}; called if an input of the
   * network learns.
   *
   * @param dx [N, I] dL/dx
   */
  void backward(float[] w, PackedBatch batch, float[] dx, int column, int I, Gradient g);

  /**
   * The rows of the {@link ParamLayout#table table} that {@link #forward} reads for a mini-batch,
   * ascending; none if this module does not have the table.
   */
  default int[] tableRows(PackedBatch batch) {
    return new int[0];
  }

  /**
   * Adds this module to an ONNX graph.
   *
   * @param column [T, B], or [T, B, width of a row], or for lists [T, B, length of the longest],
   *     with -1 after the end of shorter ones
   * @return the columns of x that belong to this module, [T, B, width]
   * @throws org.sparkrnn.data.InvalidInputException if it cannot be expressed by ONNX operators
   */
  default String onnx(OnnxGraph graph, float[] w, String column) {
    throw OnnxGraph.inexpressible(getClass());
  }

  /**
   * The columns [N, width] of this module if the batch already has them in this form, otherwise
   * null.
   */
  default float[] asTheyAre(PackedBatch batch) {
    return null;
  }
}
