package org.sparkrnn.testkit.twin;

import org.sparkrnn.data.PackedColumn;

/** A head in double. */
interface HeadTwin {
  /** p = f2(o). */
  double[] outputs(double[] o);

  /** The loss of one row of targets. */
  double loss(double[] o, PackedColumn targets, int row);
}
