package org.sparkrnn.nn;

import org.sparkrnn.data.PackedBatch;

/** f2 with its matching loss. Layers know no losses; a head knows no layers. */
interface Head {
  /**
   * The loss of rows [row, row + rows) of a batch, summed in double, in nats. Turns their logits
   * [rows, K] into dL/do, in place.
   *
   * @throws IllegalArgumentException if a label is outside 0..K-1
   */
  double lossAndGradient(float[] logits, int K, PackedBatch batch, int row, int rows);

  /** Loss and hits of rows [row, row + rows); uses up their logits [rows, K]. */
  Evaluation evaluate(float[] logits, int K, PackedBatch batch, int row, int rows);

  /** Turns logits [N, K] into outputs p = f2(o), in place. */
  void outputs(float[] logits, int K, int N);
}
