package org.sparkrnn.nn;

import java.util.Arrays;
import org.sparkrnn.data.PackedBatch;

/**
 * x_t = [row of the table E [V, D] that the token id names; the step's features], I numbers of
 * which D are the embedding; dE[id] += the first D of dx_t.
 */
final class Embedding {
  private final ParamLayout.Block table; // [V, D]

  Embedding(ParamLayout layout, int vocabularySize, int size) {
    table = layout.add("embedding.weight", vocabularySize, size);
  }

  /** x [N, I]; the I - D features of a step stand behind its embedding. */
  void forward(float[] w, PackedBatch batch, float[] x, int I) {
    int D = table.cols();
    int[] tokens = batch.tokens();
    for (int n = 0; n < batch.rows(); n++) {
      System.arraycopy(w, offset(tokens[n]), x, n * I, D);
      System.arraycopy(batch.features(), n * (I - D), x, n * I + D, I - D);
    }
  }

  /**
   * dE, as the rows that the batch touched; added to all rows if the output layer shares them.
   *
   * @param dx [N, I]
   */
  void backward(PackedBatch batch, float[] dx, int I, Gradient g) {
    int D = table.cols();
    int[] tokens = batch.tokens();
    if (g.rowSize() == 0) {
      for (int n = 0; n < batch.rows(); n++) {
        int to = g.at(table) + tokens[n] * D;
        for (int j = 0; j < D; j++) {
          g.dense()[to + j] += dx[n * I + j];
        }
      }
      return;
    }
    int[] rows = Arrays.stream(tokens, 0, batch.rows()).sorted().distinct().toArray();
    float[] values = new float[rows.length * D];
    for (int n = 0; n < batch.rows(); n++) {
      int to = Arrays.binarySearch(rows, tokens[n]) * D;
      for (int j = 0; j < D; j++) {
        values[to + j] += dx[n * I + j];
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
