package org.sparkrnn.train;

import org.sparkrnn.nn.Gradient;
import org.sparkrnn.optim.GradientClip;
import org.sparkrnn.optim.Optimizer;
import org.sparkrnn.train.checkpoint.Checkpoint;

/** The driver's part of a step: the mean of the gradient, clipped, and the optimizer's update. */
final class WeightUpdate {
  private final float[] w;
  private final Optimizer optimizer;
  private final float[][] state;
  private final double clipValue;
  private final double clipNorm;
  private float[] buffer = {};
  private long number; // of updates made
  private Gradient sum; // of the mini-batches since the last update; null without any
  private double weight; // of the targets over which it ranges

  /** Of weights that all decay alike. */
  WeightUpdate(float[] w, TrainingOptions options) {
    this(w, options, new int[0]);
  }

  /**
   * @param w updated in place
   * @param spared what of it does not decay: {@link org.sparkrnn.nn.ParamLayout#spared}
   */
  WeightUpdate(float[] w, TrainingOptions options, int[] spared) {
    this.w = w;
    optimizer = options.optimizer().create(spared);
    state = new float[optimizer.stateSlots()][w.length];
    clipValue = options.gradientClipValue();
    clipNorm = options.gradientClipNorm();
  }

  /**
   * Adds a mini-batch to the next update.
   *
   * @param gradient sum over targets of this weight together; its arrays are then this object's
   */
  void add(Gradient gradient, double targetWeight) {
    sum = sum == null ? gradient : sum.plus(gradient);
    weight += targetWeight;
  }

  /** Whether there is anything to update with. */
  boolean pending() {
    return sum != null;
  }

  /**
   * One update with the mean of what was added since the last one, unless it is not finite.
   *
   * @return the norm of the mean gradient before clipping
   */
  double apply(double learningRate) {
    if (sum.denseOffset() > 0 && buffer.length == 0) {
      buffer = new float[w.length];
    }
    float[] g = sum.flat(buffer);
    double norm = GradientClip.norm(g) / weight;
    if (Double.isFinite(norm)) {
      optimizer.update(w, g, clip(g, norm), state, ++number, learningRate);
    }
    clear();
    return norm;
  }

  /** Forgets what was added since the last update, without one; returns NaN, its norm. */
  double leaveOut() {
    clear();
    return Double.NaN;
  }

  private void clear() {
    sum.release();
    sum = null;
    weight = 0;
  }

  /**
   * Writes what the optimizer remembers. Between updates there is nothing else.
   *
   * @throws IllegalStateException if mini-batches were added since the last update
   */
  void save(Checkpoint to) {
    if (pending()) {
      throw new IllegalStateException("a checkpoint is written after an update, not before it");
    }
    to.put("optimizer.updates", number);
    for (int slot = 0; slot < state.length; slot++) {
      to.put("optimizer." + slot, state[slot]);
    }
  }

  /** Goes on from what {@link #save} wrote. */
  void restore(Checkpoint from) {
    number = from.integer("optimizer.updates");
    for (int slot = 0; slot < state.length; slot++) {
      from.copy("optimizer." + slot, state[slot]);
    }
  }

  /** The factor that makes g the clipped mean gradient. */
  private double clip(float[] g, double norm) {
    if (clipValue == 0) {
      return GradientClip.factor(norm, clipNorm) / weight;
    }
    GradientClip.clipValues(g, 1.0 / weight, clipValue);
    return GradientClip.factor(GradientClip.norm(g), clipNorm);
  }
}
