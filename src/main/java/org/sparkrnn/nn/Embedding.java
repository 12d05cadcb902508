package org.sparkrnn.nn;

import org.sparkrnn.data.PackedBatch;

/** x_t = row of the table E [V, D] that the token id names; dE[id] += dx_t. */
final class Embedding {
  private final ParamLayout.Block table; // [V, D]

  Embedding(ParamLayout layout, int vocabularySize, int size) {
    table = layout.add("embedding.weight", vocabularySize, size);
  }

  /** x [N, D]. */
  void forward(float[] w, PackedBatch batch, float[] x) {
    int D = table.cols();
    int[] tokens = batch.tokens();
    for (int n = 0; n < batch.rows(); n++) {
      System.arraycopy(w, offset(tokens[n]), x, n * D, D);
    }
  }

  void backward(PackedBatch batch, float[] dx, float[] grad) {
    int D = table.cols();
    int[] tokens = batch.tokens();
    for (int n = 0; n < batch.rows(); n++) {
      int to = offset(tokens[n]);
      for (int j = 0; j < D; j++) {
        grad[to + j] += dx[n * D + j];
      }
    }
  }

  private int offset(int token) {
    if (token < 0 || token >= table.rows()) {
      throw new IllegalArgumentException(
          "token id %d is outside the vocabulary of %d; was it encoded with this model's vocabulary?"
              .formatted(token, table.rows()));
    }
    return table.offset() + token * table.cols();
  }
}
