package org.sparkrnn.nn;

import org.sparkrnn.data.PackedBatch;
import org.sparkrnn.nn.onnx.OnnxGraph;

/** Writes some columns of x [N, I], and may learn from their gradient. For one thread. */
public interface InputModule {
  /**
   * @param column the first of this module's columns of x
   * @param I columns of x
   */
  void forward(float[] w, PackedBatch batch, float[] x, int column, int I);

  /**
   * Adds the gradients of its parameters into {@code g}; called if an input of the network learns.
   *
   * @param dx [N, I] dL/dx
   */
  void backward(float[] w, PackedBatch batch, float[] dx, int column, int I, Gradient g);

  /**
   * Adds itself to a graph of ONNX.
   *
   * @param column [T, B], or [T, B, width of a row], or of lists [T, B, length of the longest],
   *     with -1 behind the ends of shorter ones
   * @return its columns of x, [T, B, width]
   * @throws org.sparkrnn.data.InvalidInputException if no operators express it
   */
  default String onnx(OnnxGraph graph, float[] w, String column) {
    throw OnnxGraph.inexpressible(getClass());
  }

  /** Its columns [N, width] where the batch has them as they are, or null. */
  default float[] asTheyAre(PackedBatch batch) {
    return null;
  }
}
