package org.sparkrnn.nn;

import java.util.List;
import org.sparkrnn.data.PackedBatch;
import org.sparkrnn.nn.onnx.OnnxGraph;
import org.sparkrnn.nn.onnx.OnnxSteps;

/**
 * A layer with its buffers, which grow to the size of the largest batch and are then reused. An
 * instance is for one thread only.
 *
 * <p>For a mini-batch either {@link #forward} is called once and then {@link #backward} once with
 * the same arguments, or only {@link #outputs} is called.
 */
public interface LayerModule {
  /**
   * Computes the output, and keeps what {@link #backward} needs.
   *
   * @param x [N, I] the input
   * @return [N', width], N' rows of {@link #steps}; valid until the next call
   */
  float[] forward(float[] w, float[] x, PackedBatch batch, Pass pass);

  /**
   * Computes the same output and keeps nothing. Each row is computed independently of the others,
   * bit for bit as with {@link Pass#alike}.
   *
   * @param out [N', width] receives the output; must not be x
   */
  void outputs(float[] w, float[] x, PackedBatch batch, float[] out);

  /**
   * Adds the gradients of the parameters of this layer to {@code g}, and dL/dx to {@code dx}.
   *
   * @param dOut [N', width] dL/d(output); may be overwritten
   * @param dx [N, I], or null if it is not needed
   */
  void backward(
      float[] w, float[] x, PackedBatch batch, Pass pass, float[] dOut, Gradient g, float[] dx);

  /** The steps that this layer makes of the steps of a batch. */
  PackedBatch steps(PackedBatch batch);

  /**
   * Adds this layer to an ONNX graph.
   *
   * @param x the input
   * @return the output
   * @throws org.sparkrnn.data.InvalidInputException if it cannot be expressed by ONNX operators
   */
  default OnnxSteps onnx(OnnxGraph graph, float[] w, OnnxSteps x) {
    throw OnnxGraph.inexpressible(getClass());
  }

  /**
   * The layers within this one whose gradient flow is measured, from the lowest up; empty for most
   * layers.
   */
  default List<FlowRecorder> flowRecorders() {
    return List.of();
  }
}
