package org.sparkrnn.nn.output;

import java.util.Arrays;
import org.sparkrnn.data.PackedBatch;
import org.sparkrnn.data.Readout;
import org.sparkrnn.nn.Gradient;
import org.sparkrnn.nn.ModuleContext;

/**
 * The state where the scan of each direction ends, as PyTorch's h_n: the forward half at the last
 * step, the reverse half at the first. dh is ds at these places and zero elsewhere.
 */
final class LastStep extends Pooling {
  private final int H; // of one direction

  LastStep(ModuleContext context, int width) {
    super(width);
    H = width / context.spec().directions();
  }

  /** Where in [N, D*H] the scan of direction d ends: at the last step, or in reverse the first. */
  private int end(PackedBatch batch, int b, int d) {
    int t = d == 0 ? batch.length(b) - 1 : 0;
    return batch.row(b, t) * DH + d * H;
  }

  @Override
  void pool(float[] w, float[] h, PackedBatch batch, boolean alike, float[] s) {
    for (int b = 0; b < batch.rows(Readout.LAST_STEP); b++) {
      for (int d = 0; d < DH / H; d++) {
        System.arraycopy(h, end(batch, b, d), s, b * DH + d * H, H);
      }
    }
  }

  @Override
  void spread(float[] w, float[] h, PackedBatch batch, float[] dS, Gradient g, float[] dH) {
    Arrays.fill(dH, 0, batch.rows() * DH, 0f);
    for (int b = 0; b < batch.rows(Readout.LAST_STEP); b++) {
      for (int d = 0; d < DH / H; d++) {
        System.arraycopy(dS, b * DH + d * H, dH, end(batch, b, d), H);
      }
    }
  }
}
