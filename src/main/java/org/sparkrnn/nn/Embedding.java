package org.sparkrnn.nn;

import java.util.Arrays;
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

  /** dE, as the rows that the batch touched; added to all rows if the output layer shares them. */
  void backward(PackedBatch batch, float[] dx, Gradient g) {
    int D = table.cols();
    int[] tokens = batch.tokens();
    if (g.rowSize() == 0) {
      for (int n = 0; n < batch.rows(); n++) {
        int to = g.at(table) + tokens[n] * D;
        for (int j = 0; j < D; j++) {
          g.dense()[to + j] += dx[n * D + j];
        }
      }
      return;
    }
    int[] rows = Arrays.stream(tokens, 0, batch.rows()).sorted().distinct().toArray();
    float[] values = new float[rows.length * D];
    for (int n = 0; n < batch.rows(); n++) {
      int to = Arrays.binarySearch(rows, tokens[n]) * D;
      for (int j = 0; j < D; j++) {
        values[to + j] += dx[n * D + j];
      }
    }
    g.setRows(rows, values);
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
