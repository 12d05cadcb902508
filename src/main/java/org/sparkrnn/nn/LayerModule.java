package org.sparkrnn.nn;

import java.util.List;
import org.sparkrnn.data.PackedBatch;
import org.sparkrnn.nn.onnx.OnnxGraph;
import org.sparkrnn.nn.onnx.OnnxSteps;

/**
 * A layer with its buffers, which grow to the largest batch seen and stay. For one thread.
 *
 * <p>For a mini-batch {@link #forward} is called once, then {@link #backward} once with the same
 * arguments; or {@link #outputs} alone.
 */
public interface LayerModule {
  /**
   * Computes what comes out, and keeps what {@link #backward} needs.
   *
   * @param x [N, I] what goes in
   * @return [N', width], N' rows of {@link #steps}; valid until the next call
   */
  float[] forward(float[] w, float[] x, PackedBatch batch, Pass pass);

  /**
   * Computes the same, each row like any other and bit for bit as with {@link Pass#alike}, and
   * keeps nothing.
   *
   * @param out [N', width] to be written; not x
   */
  void outputs(float[] w, float[] x, PackedBatch batch, float[] out);

  /**
   * Adds the gradients of its parameters into {@code g}, and dL/dx into {@code dx}.
   *
   * @param dOut [N', width] dL/d(what came out); may be overwritten
   * @param dx [N, I], or null where nobody asks
   */
  void backward(
      float[] w, float[] x, PackedBatch batch, Pass pass, float[] dOut, Gradient g, float[] dx);

  /** The steps that come out of a batch. */
  PackedBatch steps(PackedBatch batch);

  /**
   * Adds itself to a graph of ONNX.
   *
   * @param x what goes in
   * @return what comes out
   * @throws org.sparkrnn.data.InvalidInputException if no operators express it
   */
  default OnnxSteps onnx(OnnxGraph graph, float[] w, OnnxSteps x) {
    throw OnnxGraph.inexpressible(getClass());
  }

  /** The layers in it whose gradient flow is measured, from the lowest up; none of most. */
  default List<FlowRecorder> flowRecorders() {
    return List.of();
  }
}
