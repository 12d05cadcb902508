package org.sparkrnn.nn.output;

import org.sparkrnn.data.PackedColumn;
import org.sparkrnn.nn.Evaluation;
import org.sparkrnn.nn.onnx.OnnxGraph;

/**
 * f2 with its loss, over K outputs a row. Layers know no losses; a head knows no layers. Heads hold
 * no state and may be shared by threads.
 */
public interface Head {
  /** The width of target vectors: K, or 0 for a head whose targets are class labels. */
  int targetWidth();

  /**
   * The weighted loss of target rows [row, row + rows), summed in double, in nats. Turns their
   * logits [rows, K] into dL/do, in place.
   *
   * @throws IllegalArgumentException if a target is none of those possible
   */
  double lossAndGradient(float[] logits, PackedColumn targets, int row, int rows);

  /**
   * What a sum of losses or gradients over these targets is to be divided by to give a mean: the
   * sum of the rows' weights.
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
   * Loss and errors of target rows [row, row + rows); uses up their logits [rows, K]. Weights of
   * rows count; what shapes the loss for training's sake, class weights and smoothing, does not.
   */
  Evaluation evaluate(float[] logits, PackedColumn targets, int row, int rows);

  /**
   * Adds itself to a graph of ONNX: of logits [.., K] the outputs.
   *
   * @throws org.sparkrnn.data.InvalidInputException if no operators express it
   */
  default String onnx(OnnxGraph graph, String logits) {
    throw OnnxGraph.inexpressible(getClass());
  }

  /** Turns logits [rows, K] into outputs p = f2(o), in place. */
  void outputs(float[] logits, int rows);
}
