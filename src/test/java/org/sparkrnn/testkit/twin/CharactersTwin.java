package org.sparkrnn.testkit.twin;

import java.util.Arrays;
import org.sparkrnn.data.PackedBatch;
import org.sparkrnn.data.PackedColumn;
import org.sparkrnn.nn.input.CharactersSpec;

/**
 * x[f] = max over places i of b[f] + sum of K[f][d][s] E[c[i + s - span / 2]][d]; 0 without
 * characters.
 */
final class CharactersTwin implements InputTwin {
  private final CharactersSpec spec;
  private final PlainContext context;

  CharactersTwin(CharactersSpec spec, PlainContext context) {
    this.spec = spec;
    this.context = context;
  }

  @Override
  public double[] row(PackedBatch batch, int row) {
    PackedColumn words = batch.column(spec.column().name());
    int start = words.start(row);
    int[] word = Arrays.copyOfRange(words.ints(), start, start + words.count(row));
    double[] x = new double[spec.width()];
    for (int f = 0; f < x.length && word.length > 0; f++) {
      x[f] = Double.NEGATIVE_INFINITY;
      for (int i = 0; i < word.length; i++) {
        x[f] = Math.max(x[f], filter(f, word, i));
      }
    }
    return x;
  }

  private double filter(int f, int[] word, int i) {
    double sum = context.at("characters.conv.bias", f);
    for (int s = 0; s < spec.span(); s++) {
      int place = i + s - spec.span() / 2;
      if (place >= 0 && place < word.length) {
        double[] e = context.row("characters.embedding.weight", word[place]);
        for (int d = 0; d < e.length; d++) {
          sum += context.at("characters.conv.weight", (f * e.length + d) * spec.span() + s) * e[d];
        }
      }
    }
    return sum;
  }
}
