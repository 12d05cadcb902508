package org.sparkrnn.nn.sequence;

import java.util.Arrays;
import org.sparkrnn.data.PackedBatch;
import org.sparkrnn.nn.Buffers;
import org.sparkrnn.nn.Gradient;
import org.sparkrnn.nn.LayerModule;
import org.sparkrnn.nn.Pass;

/**
 * Joins k neighbouring steps to one; the last k of a sequence are the last patch, and the first
 * patch has zeros in front where k does not divide T:
 *
 * <pre>
 *   T' = ceil(T / k)      y_t = [x_s, x_(s+1), .., x_(s+k-1)]     s = T - (T' - t) k,  t = 0..T'-1
 * </pre>
 */
public final class Patch implements LayerModule {
  private final int k;
  private final int I;
  private final PackedBatch fewer = new PackedBatch();
  private float[] y = {}; // [N', k I]

  /**
   * @param k steps
   * @param I values of each
   */
  public Patch(int k, int I) {
    this.k = k;
    this.I = I;
  }

  @Override
  public PackedBatch steps(PackedBatch batch) {
    return fewer;
  }

  @Override
  public float[] forward(float[] w, float[] x, PackedBatch batch, Pass pass) {
    fewer.takeEvery(k, batch);
    y = Buffers.atLeast(y, fewer.rows(), k * I);
    gather(x, batch, y);
    return y;
  }

  @Override
  public void outputs(float[] w, float[] x, PackedBatch batch, float[] out) {
    fewer.takeEvery(k, batch);
    gather(x, batch, out);
  }

  private void gather(float[] x, PackedBatch batch, float[] out) {
    for (int t = 0; t < fewer.maxLength(); t++) {
      for (int b = 0; b < fewer.batchSize(t); b++) {
        int first = batch.length(b) - (fewer.length(b) - t) * k;
        int to = fewer.row(b, t) * k * I;
        for (int i = 0; i < k; i++, to += I) {
          if (first + i < 0) {
            Arrays.fill(out, to, to + I, 0f);
          } else {
            System.arraycopy(x, batch.row(b, first + i) * I, out, to, I);
          }
        }
      }
    }
  }

  @Override
  public void backward(
      float[] w, float[] x, PackedBatch batch, Pass pass, float[] dOut, Gradient g, float[] dx) {
    if (dx == null) {
      return;
    }
    for (int t = 0; t < fewer.maxLength(); t++) {
      for (int b = 0; b < fewer.batchSize(t); b++) {
        int first = batch.length(b) - (fewer.length(b) - t) * k;
        int from = fewer.row(b, t) * k * I;
        for (int i = 0; i < k; i++, from += I) {
          int to = first + i < 0 ? 0 : batch.row(b, first + i) * I;
          for (int j = 0; first + i >= 0 && j < I; j++) {
            dx[to + j] += dOut[from + j];
          }
        }
      }
    }
  }
}
