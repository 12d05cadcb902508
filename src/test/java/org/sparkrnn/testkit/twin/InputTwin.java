package org.sparkrnn.testkit.twin;

import org.sparkrnn.data.PackedBatch;

/** An input module in double. */
@FunctionalInterface
interface InputTwin {
  /** The output for one row of a batch, [width]. */
  double[] row(PackedBatch batch, int row);
}
