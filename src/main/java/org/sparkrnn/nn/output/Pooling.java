package org.sparkrnn.nn.output;

import java.util.Arrays;
import org.sparkrnn.data.PackedBatch;
import org.sparkrnn.data.Readout;
import org.sparkrnn.nn.Buffers;
import org.sparkrnn.nn.Gradient;
import org.sparkrnn.nn.onnx.OnnxGraph;
import org.sparkrnn.nn.onnx.OnnxSteps;

/**
 * Computes the row s [P] that one output per sequence reads, from the states h [N, D*H] of the
 * sequence's steps. By default it is as wide as a state. A pooling declares and owns its
 * parameters, if it has any, and its buffers, which grow to the size of the largest batch. It is
 * for one thread only.
 *
 * <p>A row depends only on the steps of its own sequence, which are taken from the first to the
 * last, so that it is the same, bit for bit, whatever else is in the batch.
 */
public abstract class Pooling {
  protected final int DH;
  private final int P; // width of a row s
  private float[] pooled = {}; // [B, P]
  private float[] dHidden = {}; // [N, D*H]

  protected Pooling(int width) {
    this(width, width);
  }

  /**
   * @param pooledWidth P, if a row s is not as wide as a state
   */
  protected Pooling(int width, int pooledWidth) {
    DH = width;
    P = pooledWidth;
  }

  /**
   * Computes s, and keeps what {@link #backward} needs unless rows are computed alike.
   *
   * @param h [N, D*H]
   * @param alike whether each row is computed in the same way, for inference
   * @return [B, P], zeros for empty sequences; valid until the next call
   */
  public final float[] forward(float[] w, float[] h, PackedBatch batch, boolean alike) {
    int B = batch.sequences();
    int R = batch.rows(Readout.LAST_STEP);
    pooled = Buffers.atLeast(pooled, B, P);
    pool(w, h, batch, alike, pooled);
    Arrays.fill(pooled, R * P, B * P, 0f);
    return pooled;
  }

  /**
   * Adds the gradients of its parameters to {@code g}; called after {@link #forward} with the same
   * arguments.
   *
   * @param dS [B, P] dL/ds; rows of empty sequences are not read
   * @return [N, D*H] dL/dh; valid until the next call, the caller may overwrite it
   */
  public final float[] backward(float[] w, float[] h, PackedBatch batch, float[] dS, Gradient g) {
    dHidden = Buffers.atLeast(dHidden, batch.rows(), DH);
    spread(w, h, batch, dS, g, dHidden);
    return dHidden;
  }

  /**
   * The weights of the steps in s, [N].
   *
   * @throws UnsupportedOperationException if there are none
   */
  float[] attention(float[] w, float[] h, PackedBatch batch) {
    throw new UnsupportedOperationException("a pooling that does not weigh steps");
  }

  /** Adds s [B, P] to an ONNX graph. */
  final String onnx(OnnxGraph graph, float[] w, OnnxSteps h) {
    return h.zeroWhereEmpty(pooledOnnx(graph, w, h));
  }

  /**
   * Does the same; rows of empty sequences may have any values.
   *
   * @throws org.sparkrnn.data.InvalidInputException if it cannot be expressed by ONNX operators
   */
  String pooledOnnx(OnnxGraph graph, float[] w, OnnxSteps h) {
    throw OnnxGraph.inexpressible(getClass());
  }

  /** Writes the rows s of sequences that are not empty. */
  abstract void pool(float[] w, float[] h, PackedBatch batch, boolean alike, float[] s);

  /** Adds the gradients of parameters; writes dH [N, D*H]. */
  abstract void spread(float[] w, float[] h, PackedBatch batch, float[] dS, Gradient g, float[] dH);
}
