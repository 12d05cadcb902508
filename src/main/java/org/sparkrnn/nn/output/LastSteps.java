package org.sparkrnn.nn.output;

import java.util.Arrays;
import org.sparkrnn.data.PackedBatch;
import org.sparkrnn.data.Readout;
import org.sparkrnn.nn.Gradient;

/**
 * The states of the last S steps side by side, the last one last: s = [h_(T-S), .., h_(T-1)], zeros
 * before a sequence's beginning. dh is ds at these steps and zero elsewhere.
 */
final class LastSteps extends Pooling {
  private final int S;

  LastSteps(int width, int steps) {
    super(width, Math.multiplyExact(width, steps));
    S = steps;
  }

  @Override
  void pool(float[] w, float[] h, PackedBatch batch, boolean alike, float[] s) {
    for (int b = 0; b < batch.rows(Readout.LAST_STEP); b++) {
      for (int i = 0; i < S; i++) {
        int t = batch.length(b) - S + i;
        int to = (b * S + i) * DH;
        if (t < 0) {
          Arrays.fill(s, to, to + DH, 0f);
        } else {
          System.arraycopy(h, batch.row(b, t) * DH, s, to, DH);
        }
      }
    }
  }

  @Override
  void spread(float[] w, float[] h, PackedBatch batch, float[] dS, Gradient g, float[] dH) {
    Arrays.fill(dH, 0, batch.rows() * DH, 0f);
    for (int b = 0; b < batch.rows(Readout.LAST_STEP); b++) {
      for (int i = Math.max(0, S - batch.length(b)); i < S; i++) {
        int t = batch.length(b) - S + i;
        System.arraycopy(dS, (b * S + i) * DH, dH, batch.row(b, t) * DH, DH);
      }
    }
  }
}
