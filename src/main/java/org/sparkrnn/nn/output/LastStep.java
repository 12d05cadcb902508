package org.sparkrnn.nn.output;

import java.util.Arrays;
import org.sparkrnn.data.PackedBatch;
import org.sparkrnn.data.Readout;
import org.sparkrnn.nn.Gradient;
import org.sparkrnn.nn.ModuleContext;

/**
 * The state where the scan of each direction ends, as PyTorch's h_n: the forward half at the last
 * step, the reverse half at the first; and the last step's joined inputs, where there are such. dh
 * is ds at these places and zero elsewhere.
 */
final class LastStep extends Pooling {
  private final int D;
  private final int H; // of one direction
  private final int J; // joined inputs, behind the directions

  LastStep(ModuleContext context, int width) {
    super(width);
    D = context.spec().directions();
    J = context.spec().joinedInputs();
    H = (width - J) / D;
  }

  /** Where in [N, D*H] the scan of direction d ends: at the last step, or in reverse the first. */
  private int end(PackedBatch batch, int b, int d) {
    int t = d == 0 ? batch.length(b) - 1 : 0;
    return batch.row(b, t) * DH + d * H;
  }

  /** Where in [N, D*H + J] the joined inputs of the last step begin. */
  private int joined(PackedBatch batch, int b) {
    return batch.row(b, batch.length(b) - 1) * DH + D * H;
  }

  @Override
  void pool(float[] w, float[] h, PackedBatch batch, boolean alike, float[] s) {
    for (int b = 0; b < batch.rows(Readout.LAST_STEP); b++) {
      for (int d = 0; d < D; d++) {
        System.arraycopy(h, end(batch, b, d), s, b * DH + d * H, H);
      }
      System.arraycopy(h, joined(batch, b), s, b * DH + D * H, J);
    }
  }

  @Override
  void spread(float[] w, float[] h, PackedBatch batch, float[] dS, Gradient g, float[] dH) {
    Arrays.fill(dH, 0, batch.rows() * DH, 0f);
    for (int b = 0; b < batch.rows(Readout.LAST_STEP); b++) {
      for (int d = 0; d < D; d++) {
        System.arraycopy(dS, b * DH + d * H, dH, end(batch, b, d), H);
      }
      System.arraycopy(dS, b * DH + D * H, dH, joined(batch, b), J);
    }
  }
}
