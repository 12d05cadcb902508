package org.sparkrnn.testkit.twin;

import org.sparkrnn.data.PackedBatch;

/** An input module in double. */
@FunctionalInterface
interface InputTwin {
  /** What it gives of one row of a batch, [width]. */
  double[] row(PackedBatch batch, int row);
}
