package org.sparkrnn.testkit.twin;

import org.sparkrnn.data.PackedBatch;
import org.sparkrnn.data.PackedColumn;
import org.sparkrnn.nn.input.CharacterLstmSpec;

/**
 * The last h of an LSTM over a word's characters and of another LSTM from the end; 0 without
 * characters.
 */
final class CharacterLstmTwin implements InputTwin {
  private final CharacterLstmSpec spec;
  private final PlainContext context;

  CharacterLstmTwin(CharacterLstmSpec spec, PlainContext context) {
    this.spec = spec;
    this.context = context.within("characters.");
  }

  @Override
  public double[] row(PackedBatch batch, int row) {
    PackedColumn words = batch.column(spec.column().name());
    int H = spec.hiddenSize();
    double[] x = new double[2 * H];
    System.arraycopy(scan(words, row, false), 0, x, 0, H);
    System.arraycopy(scan(words, row, true), 0, x, H, H);
    return x;
  }

  private double[] scan(PackedColumn words, int row, boolean reverse) {
    String suffix = reverse ? "l0_reverse" : "l0";
    LstmTwin cell = new LstmTwin(null, context, suffix);
    double[][] state = new double[2][spec.hiddenSize()];
    int L = words.count(row);
    for (int k = 0; k < L; k++) {
      int c = words.ints()[words.start(row) + (reverse ? L - 1 - k : k)];
      double[] e = context.row("embedding.weight", c);
      double[] a = context.affine("rnn.weight_ih_" + suffix, "rnn.bias_ih_" + suffix, e);
      state[0] = cell.step(a, state);
    }
    return state[0];
  }
}
