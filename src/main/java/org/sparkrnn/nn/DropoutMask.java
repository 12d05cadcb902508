package org.sparkrnn.nn;

import org.sparkrnn.data.PackedBatch;

/**
 * The mask of one place for one mini-batch. It is drawn in the forward pass and kept for the
 * backward pass.
 */
public final class DropoutMask {
  private float[] mask = {}; // [N, width] 0 or 1 / (1 - p)
  private int size;

  /**
   * Draws a mask for every row of a batch.
   *
   * @param p the share of units to drop
   * @param key the key of the place
   */
  public void draw(Dropout dropout, double p, long key, PackedBatch batch, int width) {
    size = batch.rows() * width;
    mask = Buffers.atLeast(mask, batch.rows(), width);
    for (int t = 0; t < batch.maxLength(); t++) {
      int rows = batch.batchSize(t);
      int at = batch.offset(t) * width;
      if (dropout.variational() && t > 0) { // row b of step t continues row b of step 0
        System.arraycopy(mask, 0, mask, at, rows * width);
        continue;
      }
      for (int b = 0; b < rows; b++, at += width) {
        draw(p, dropout.rowKey(key, batch.position(b), t), at, width);
      }
    }
  }

  /**
   * Draws a mask for every sequence of a batch, the same at all its steps.
   *
   * @param p the share of units to drop
   * @param key the key of the place
   * @return [B, width], where row b is for row b of each step; not a copy
   */
  public float[] ofSequences(double p, long key, PackedBatch batch, int width) {
    mask = Buffers.atLeast(mask, batch.sequences(), width);
    for (int b = 0; b < batch.sequences(); b++) {
      draw(p, Dropout.stepKey(key, batch.position(b), 0), b * width, width);
    }
    return mask;
  }

  private void draw(double p, long row, int at, int width) {
    int threshold = Dropout.threshold(p);
    float scale = (float) (1 / (1 - p));
    for (int j = 0; j < width; j++) {
      mask[at + j] = Dropout.hash(row, j) < threshold ? 0f : scale;
    }
  }

  /**
   * to = mask * x, for units in the forward pass and for gradients in the backward pass; in place
   * if {@code to} is x.
   */
  public void apply(float[] x, float[] to) {
    for (int i = 0; i < size; i++) {
      to[i] = mask[i] * x[i];
    }
  }
}
