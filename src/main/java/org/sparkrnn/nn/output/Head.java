package org.sparkrnn.nn.output;

import org.sparkrnn.data.PackedColumn;
import org.sparkrnn.nn.Evaluation;
import org.sparkrnn.nn.onnx.OnnxGraph;

/**
 * The output function f2 with its loss, over K outputs per row. Layers do not depend on losses, and
 * heads do not depend on layers. Heads have no state, so threads may share them.
 */
public interface Head {
  /** The width of target vectors: K, or 0 for a head whose targets are class labels. */
  int targetWidth();

  /**
   * The weighted loss of target rows [row, row + rows), summed in double, in nats. Turns their
   * logits [rows, K] into dL/do, in place.
   *
   * @throws IllegalArgumentException if a target is not possible
   */
  double lossAndGradient(float[] logits, PackedColumn targets, int row, int rows);

  /**
   * The number by which a sum of losses or gradients over these targets must be divided to give the
   * mean: the sum of the weights of the rows.
   */
  default double weight(PackedColumn targets) {
    if (!targets.weighted()) {
      return targets.rows();
    }
    double sum = 0;
    for (int n = 0; n < targets.rows(); n++) {
      sum += targets.weight(n);
    }
    return sum;
  }

  /**
   * Loss and errors of target rows [row, row + rows); overwrites their logits [rows, K]. The
   * weights of rows are applied; class weights and label smoothing, which only serve training, are
   * not.
   */
  Evaluation evaluate(float[] logits, PackedColumn targets, int row, int rows);

  /**
   * Adds this head to an ONNX graph, which turns logits [.., K] into outputs.
   *
   * @throws org.sparkrnn.data.InvalidInputException if it cannot be expressed by ONNX operators
   */
  default String onnx(OnnxGraph graph, String logits) {
    throw OnnxGraph.inexpressible(getClass());
  }

  /** Turns logits [rows, K] into outputs p = f2(o), in place. */
  void outputs(float[] logits, int rows);
}
