package org.sparkrnn.testkit.twin;

import org.sparkrnn.data.ColumnSpec;
import org.sparkrnn.data.PackedBatch;
import org.sparkrnn.nn.input.EmbeddingSpec;

/** A token's row of the table. */
final class EmbeddingTwin implements InputTwin {
  private final PlainContext context;

  EmbeddingTwin(EmbeddingSpec spec, PlainContext context) {
    this.context = context;
  }

  @Override
  public double[] row(PackedBatch batch, int row) {
    return context.row("embedding.weight", batch.column(ColumnSpec.TOKENS).ints()[row]);
  }
}
