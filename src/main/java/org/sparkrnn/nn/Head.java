package org.sparkrnn.nn;

import org.sparkrnn.data.PackedBatch;

/** f2 with its matching loss. Layers know no losses; a head knows no layers. */
interface Head {
  /**
   * The loss of all rows, summed in double, in nats. Turns logits [N, K] into dL/do, in place.
   *
   * @throws IllegalArgumentException if a label is outside 0..K-1
   */
  double lossAndGradient(float[] logits, int K, PackedBatch batch);

  /** Loss and hits of all rows; uses up the logits. */
  Evaluation evaluate(float[] logits, int K, PackedBatch batch);

  /** Turns logits [N, K] into outputs p = f2(o), in place. */
  void outputs(float[] logits, int K, int N);
}
