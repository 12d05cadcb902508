package org.sparkrnn.train;

import java.util.Arrays;
import org.sparkrnn.nn.Gradient;
import org.sparkrnn.optim.GradientClip;
import org.sparkrnn.optim.MovingAverage;
import org.sparkrnn.optim.Optimizer;
import org.sparkrnn.train.checkpoint.Checkpoint;

/** The driver's part of a step: the mean of the gradient, clipped, and the optimizer's update. */
final class WeightUpdate {
  private static final String FROZEN = "optimizer.frozenUpdates";
  private static final String AVERAGE = "average";

  private final float[] w;
  private final Optimizer optimizer;
  private final float[][] state;
  private final double clipValue;
  private final double clipNorm;
  private final double averageDecay;
  private final float[] average; // of w over the updates; w itself if no average is kept
  private final int frozenEpochs;
  private final boolean touchedRows; // whether only touched rows of the table are updated
  private HeldWeights held;
  private long frozenUpdates; // made during the frozen epochs
  private float[] buffer = {};
  private long number; // number of updates made
  private Gradient sum; // of the mini-batches since the last update; null without any
  private double weight; // of the targets in the sum

  /** Updates weights that all decay alike. */
  WeightUpdate(float[] w, TrainingOptions options) {
    this(w, options, new int[0]);
  }

  /**
   * @param w updated in place
   * @param spared ranges without decay: {@link org.sparkrnn.nn.ParamLayout#spared}
   */
  WeightUpdate(float[] w, TrainingOptions options, int[] spared) {
    this.w = w;
    optimizer = options.optimizer().create(spared);
    state = new float[optimizer.stateSlots()][w.length];
    clipValue = options.gradientClipValue();
    clipNorm = options.gradientClipNorm();
    frozenEpochs = options.frozenEpochs();
    touchedRows = options.sparseUpdates();
    averageDecay = options.averageDecay();
    average = averageDecay > 0 ? w.clone() : w;
    held = HeldWeights.none(w.length);
  }

  /** Updates weights of which some are held, during the frozen epochs of the options or always. */
  WeightUpdate holding(HeldWeights value) {
    held = value;
    return this;
  }

  /**
   * Adds a mini-batch to the next update.
   *
   * @param gradient sum over targets with this total weight; this object takes over its arrays
   */
  void add(Gradient gradient, double targetWeight) {
    sum = sum == null ? gradient : sum.plus(gradient);
    weight += targetWeight;
  }

  /** Whether there is a gradient for an update. */
  boolean pending() {
    return sum != null;
  }

  /**
   * Makes one update with the mean of the gradients since the last one, unless it is not finite.
   * Held weights are not changed and do not count for the norm; optimizers that count updates do so
   * for each part of the weights. With sparse updates, rows of the table of tokens that no
   * mini-batch touched do not change, not even by momentum or decay.
   *
   * @param epoch from 1
   * @return the norm of the mean gradient before clipping
   */
  double apply(double learningRate, int epoch) {
    boolean frozen = epoch <= frozenEpochs;
    boolean touched = touchedRows && sum.denseOffset() > 0;
    float[] g = touched ? sum.dense() : flat();
    float[] rows = touched ? sum.rowValues() : new float[0];
    int shift = touched ? sum.denseOffset() : 0; // offset of g in the flat vector
    if (touched) {
      forEachRow((k, start) -> fillHeld(rows, k, start, frozen));
    }
    for (HeldWeights.Range range : held.ranges()) {
      if (range.stays(frozen) && range.to() > shift) {
        Arrays.fill(g, Math.max(range.from(), shift) - shift, range.to() - shift, 0f);
      }
    }
    double norm = norm(g, rows) / weight;
    if (Double.isFinite(norm)) {
      double scale = clip(g, rows, norm);
      number++;
      frozenUpdates += frozen && held.someLater() ? 1 : 0;
      if (touched) {
        forEachRow((k, start) -> updateRow(rows, k, start, frozen, scale, learningRate));
      }
      for (HeldWeights.Range range : held.ranges()) {
        int from = Math.max(range.from(), shift);
        if (!range.stays(frozen) && from < range.to()) {
          optimizer.updatePart(
              w, g, shift, scale, state, from, range.to(), updates(range), learningRate);
        }
      }
      average(frozen);
    }
    clear();
    return norm;
  }

  /** The number of updates that a part of the weights has had. */
  private long updates(HeldWeights.Range range) {
    return range.change() == HeldWeights.Change.LATER ? number - frozenUpdates : number;
  }

  /** The average of held weights does not change either. */
  private void average(boolean frozen) {
    for (HeldWeights.Range range : held.ranges()) {
      if (averageDecay > 0 && !range.stays(frozen)) {
        MovingAverage.add(average, w, range.from(), range.to(), averageDecay, number);
      }
    }
  }

  private float[] flat() {
    if (sum.denseOffset() > 0 && buffer.length == 0) {
      buffer = new float[w.length];
    }
    return sum.flat(buffer);
  }

  /** An operation on the k-th touched row of the table, whose weights begin at start. */
  @FunctionalInterface
  private interface RowWork {
    void on(int k, int start);
  }

  private void forEachRow(RowWork work) {
    int[] rows = sum.rows();
    for (int k = 0; k < rows.length; k++) {
      work.on(k, rows[k] * sum.rowSize());
    }
  }

  private void fillHeld(float[] rows, int k, int start, boolean frozen) {
    if (held.at(start).stays(frozen)) {
      Arrays.fill(rows, k * sum.rowSize(), (k + 1) * sum.rowSize(), 0f);
    }
  }

  private void updateRow(
      float[] rows, int k, int start, boolean frozen, double scale, double learningRate) {
    HeldWeights.Range range = held.at(start);
    if (range.stays(frozen)) {
      return;
    }
    int D = sum.rowSize();
    float factor = (float) scale;
    optimizer.update(
        w, rows, start - k * D, factor, state, start, start + D, updates(range), learningRate);
  }

  private static double norm(float[] g, float[] rows) {
    double norm = GradientClip.norm(g);
    return rows.length == 0 ? norm : Math.hypot(norm, GradientClip.norm(rows));
  }

  /** The weights to evaluate and to save: the average over the updates, if there is one. */
  float[] judged() {
    return average;
  }

  /** Discards the gradients since the last update; returns NaN as the norm. */
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
   * Writes the optimizer's state. Between updates there is no other state.
   *
   * @throws IllegalStateException if mini-batches were added since the last update
   */
  void save(Checkpoint to) {
    if (pending()) {
      throw new IllegalStateException("a checkpoint can only be written after an update");
    }
    to.put("optimizer.updates", number);
    if (frozenUpdates > 0) {
      to.put(FROZEN, frozenUpdates);
    }
    for (int slot = 0; slot < state.length; slot++) {
      to.put("optimizer." + slot, state[slot]);
    }
    if (averageDecay > 0) {
      to.put(AVERAGE, average);
    }
  }

  /** Restores what {@link #save} wrote. */
  void restore(Checkpoint from) {
    number = from.integer("optimizer.updates");
    frozenUpdates = from.has(FROZEN) ? from.integer(FROZEN) : 0;
    for (int slot = 0; slot < state.length; slot++) {
      from.copy("optimizer." + slot, state[slot]);
    }
    if (averageDecay > 0) {
      from.copyWeights(AVERAGE, average);
    }
  }

  /** The factor that turns both parts into the clipped mean gradient. */
  private double clip(float[] g, float[] rows, double norm) {
    if (clipValue == 0) {
      return GradientClip.factor(norm, clipNorm) / weight;
    }
    GradientClip.clipValues(g, 1.0 / weight, clipValue);
    GradientClip.clipValues(rows, 1.0 / weight, clipValue);
    return GradientClip.factor(norm(g, rows), clipNorm);
  }
}
