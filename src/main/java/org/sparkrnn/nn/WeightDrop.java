package org.sparkrnn.nn;

import java.util.List;
import org.sparkrnn.data.BatchPlan;

/**
 * Drops recurrent weights, the same ones at all steps of a mini-batch (DropConnect; Merity, Keskar
 * and Socher 2018, Regularizing and optimizing LSTM language models, section 2):
 *
 * <pre>
 *   W' = M W        dL/dW = M dL/dW'        M 0 with probability p, else 1 / (1 - p)
 * </pre>
 *
 * Like masks of units, M is a function of the pass's key and a weight's place: see {@link Dropout}.
 * It is drawn twice instead of kept.
 */
final class WeightDrop {
  private float[] used = {}; // all weights, including W'

  /**
   * A copy of all weights in which some of these blocks' weights are dropped; valid until the next
   * call.
   */
  float[] weights(float[] w, List<ParamLayout.Block> blocks, Pass pass) {
    used = used.length == w.length ? used : new float[w.length];
    System.arraycopy(w, 0, used, 0, w.length);
    apply(used, 0, blocks, pass);
    return used;
  }

  /** Turns dL/dW' into dL/dW, in place. */
  void backward(Gradient g, List<ParamLayout.Block> blocks, Pass pass) {
    apply(g.dense(), g.denseOffset(), blocks, pass);
  }

  /**
   * @param shift the offset in {@code to} of the first parameter
   */
  private static void apply(float[] to, int shift, List<ParamLayout.Block> blocks, Pass pass) {
    double p = pass.dropout().weights();
    int threshold = Dropout.threshold(p);
    float scale = (float) (1 / (1 - p));
    long key = pass.key(Dropout.WEIGHTS);
    for (ParamLayout.Block block : blocks) {
      for (int row = 0; row < block.rows(); row++) {
        int at = block.offset() + row * block.cols();
        long rowKey = BatchPlan.key(key, at);
        for (int j = 0; j < block.cols(); j++) {
          to[at - shift + j] *= Dropout.hash(rowKey, j) < threshold ? 0f : scale;
        }
      }
    }
  }
}
