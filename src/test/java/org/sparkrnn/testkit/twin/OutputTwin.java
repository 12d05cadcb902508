package org.sparkrnn.testkit.twin;

import org.sparkrnn.data.PackedBatch;

/** An output in double. */
interface OutputTwin {
  /**
   * The outputs of one sequence for states h [T, D*H]: [T, K], or [1, K] with one output per
   * sequence.
   */
  double[][] outputs(double[][] h);

  /** The loss of the b-th longest sequence of a batch, weighted. */
  double loss(double[][] h, PackedBatch batch, int b);
}
