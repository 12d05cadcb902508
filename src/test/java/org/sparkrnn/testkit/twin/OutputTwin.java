package org.sparkrnn.testkit.twin;

import org.sparkrnn.data.PackedBatch;

/** An output in double. */
interface OutputTwin {
  /** The outputs of one sequence [T, K], or [1, K] for one a sequence, of states h [T, D*H]. */
  double[][] outputs(double[][] h);

  /** The loss of the b-th longest sequence of a batch, weighted. */
  double loss(double[][] h, PackedBatch batch, int b);
}
