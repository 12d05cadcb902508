package org.sparkrnn.nn.input;

import org.sparkrnn.data.PackedBatch;
import org.sparkrnn.data.PackedColumn;
import org.sparkrnn.data.TokenColumn;
import org.sparkrnn.nn.Gradient;
import org.sparkrnn.nn.Initializer;
import org.sparkrnn.nn.InputModule;
import org.sparkrnn.nn.ParamLayout;

/**
 * A word from its characters (Ma and Hovy 2016, section 2.1): x_f = max_i (b_f + sum_s K_f,s .
 * E[c_{i+s}]), over all places i of the word, with zeros around it; 0 for a word of none.
 */
public final class Characters implements InputModule {
  private static final double DEVIATION = 0.1;

  private final int size;
  private final int filters;
  private final int span;
  private final ParamLayout.Block table; // [C, D]
  private final ParamLayout.Block K; // [F, S * D]
  private final ParamLayout.Block b; // [F]
  private int[] best = {}; // [N, F] the place of the maximum, -1 for a word of none

  public Characters(ParamLayout layout, int vocabularySize, int size, int filters, int span) {
    this.size = size;
    this.filters = filters;
    this.span = span;
    Initializer normal = Initializer.normal(DEVIATION);
    table = layout.matrix("characters.embedding.weight", vocabularySize, size, normal);
    K =
        layout.matrix(
            "characters.conv.weight", filters, span * size, Initializer.uniform(span * size));
    b = layout.vector("characters.conv.bias", filters, Initializer.ZEROS);
  }

  @Override
  public void forward(float[] w, PackedBatch batch, float[] x, int column, int I) {
    PackedColumn words = batch.column(TokenColumn.CHARACTERS.spec().name());
    best = best.length < batch.rows() * filters ? new int[batch.rows() * filters] : best;
    for (int n = 0; n < batch.rows(); n++) {
      for (int f = 0; f < filters; f++) {
        int place = -1;
        float most = 0;
        for (int i = 0; i < words.count(n); i++) {
          float value = at(w, words, n, i, f);
          if (place < 0 || value > most) {
            place = i;
            most = value;
          }
        }
        best[n * filters + f] = place;
        x[n * I + column + f] = most;
      }
    }
  }

  private float at(float[] w, PackedColumn words, int n, int i, int f) {
    float sum = w[b.offset() + f];
    for (int s = 0; s < span; s++) {
      int character = i + s - span / 2;
      if (character < 0 || character >= words.count(n)) {
        continue;
      }
      int e = table.offset() + words.ints()[words.start(n) + character] * size;
      int k = K.offset() + (f * span + s) * size;
      for (int d = 0; d < size; d++) {
        sum += w[k + d] * w[e + d];
      }
    }
    return sum;
  }

  @Override
  public void backward(float[] w, PackedBatch batch, float[] dx, int column, int I, Gradient g) {
    PackedColumn words = batch.column(TokenColumn.CHARACTERS.spec().name());
    for (int n = 0; n < batch.rows(); n++) {
      for (int f = 0; f < filters; f++) {
        int place = best[n * filters + f];
        float d = dx[n * I + column + f];
        for (int s = 0; place >= 0 && s < span; s++) {
          int character = place + s - span / 2;
          if (character >= 0 && character < words.count(n)) {
            add(w, words.ints()[words.start(n) + character], f * span + s, d, g);
          }
        }
        if (place >= 0) {
          g.dense()[g.at(b) + f] += d;
        }
      }
    }
  }

  private void add(float[] w, int character, int row, float d, Gradient g) {
    int e = character * size;
    int k = row * size;
    for (int j = 0; j < size; j++) {
      g.dense()[g.at(K) + k + j] += d * w[table.offset() + e + j];
      g.dense()[g.at(table) + e + j] += d * w[K.offset() + k + j];
    }
  }

  @Override
  public boolean learns() {
    return true;
  }
}
