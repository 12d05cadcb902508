package org.sparkrnn.nn.output;

import org.sparkrnn.math.Blas;
import org.sparkrnn.math.Kernels;
import org.sparkrnn.math.WeightProduct;
import org.sparkrnn.nn.Gradient;
import org.sparkrnn.nn.ParamLayout;
import org.sparkrnn.nn.onnx.OnnxGraph;

/**
 * o = V h + c over rows of states, the logits of a head. The states of a row are {@code size}
 * neighbours out of {@code stride}.
 *
 * @param V [K, size]
 * @param c [K]
 */
public record Linear(ParamLayout.Block V, ParamLayout.Block c) {
  private static final int BLOCK_LOGITS = 1 << 20;
  private static final int MIN_BLOCK_ROWS = 64;

  /** K. */
  public int outputs() {
    return V.rows();
  }

  /**
   * The number of rows whose logits are in memory at a time, because a mini-batch's logits over a
   * large vocabulary would exceed the cache or even the memory.
   */
  public int blockRows() {
    return Math.max(MIN_BLOCK_ROWS, BLOCK_LOGITS / outputs());
  }

  /**
   * Declares that each output belongs to an entry; a table that an input shares has this already.
   */
  void belongsTo(ParamLayout layout, String vocabulary) {
    if (layout.entries(V.name()).isEmpty()) {
      layout.belongsTo(V, vocabulary);
    }
    layout.belongsTo(c, vocabulary);
  }

  /** The largest number of these logits for K outputs. */
  public static long blockLogits(int K) {
    return Math.max(BLOCK_LOGITS, (long) MIN_BLOCK_ROWS * K);
  }

  /** Writes o [rows, K] of the states from h[at] on, each row computed in the same way. */
  public void forward(
      float[] w, float[] h, int at, int stride, int rows, float[] o, WeightProduct product) {
    product.rows(rows, outputs(), V.cols(), h, at, stride, w, V.offset(), c.offset(), o);
  }

  /** Adds o [.., K] of states [.., size] to an ONNX graph. */
  String onnx(OnnxGraph graph, float[] w, String h) {
    String weights = graph.tensor(V.name(), w, V.offset(), V.rows(), V.cols());
    String product = graph.node("MatMul", h, graph.transpose(weights, 1, 0));
    return graph.node("Add", product, graph.tensor(c.name(), w, c.offset(), c.cols()));
  }

  /** Does the same for training, as fast as possible. */
  public void forward(float[] w, float[] h, int at, int stride, int rows, float[] o) {
    int K = outputs();
    Blas.fillRows(rows, K, w, c.offset(), o, 0, K);
    Blas.productABt(rows, K, V.cols(), h, at, stride, w, V.offset(), V.cols(), 1f, o, 0, K);
  }

  /**
   * Adds dV and dc; writes dL/dh at the places of the states in h.
   *
   * @param dO [rows, K] dL/do
   */
  public void backward(
      float[] w, float[] h, int at, int stride, int rows, float[] dO, Gradient g, float[] dH) {
    int K = outputs();
    int size = V.cols();
    Blas.productAtB(K, size, rows, dO, 0, K, h, at, stride, 1f, g.dense(), g.at(V), size);
    Kernels.get().addColumnSums(rows, K, dO, 0, K, g.dense(), g.at(c));
    Blas.productAB(rows, size, K, dO, 0, K, w, V.offset(), size, 0f, dH, at, stride);
  }
}
