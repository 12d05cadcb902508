package org.sparkrnn.train;

import java.util.Arrays;
import org.sparkrnn.nn.Gradient;
import org.sparkrnn.nn.ParamLayout;
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
  private final float[] average; // of w over the updates; w itself where none is asked for
  private final int frozenEpochs;
  private int from; // of pretrained rows in w
  private int trainedTo; // where those end that learn once they are not frozen
  private int to; // where those end that never do
  private long frozenUpdates; // made while the rows were frozen
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
    frozenEpochs = options.frozenEpochs();
    averageDecay = options.averageDecay();
    average = averageDecay > 0 ? w.clone() : w;
  }

  /** With rows that stay as they are for some epochs, as the options say, or for ever. */
  WeightUpdate holding(PretrainedRows rows, ParamLayout layout) {
    from = rows.from(layout);
    trainedTo = rows.trainedTo(layout);
    to = rows.to(layout);
    return this;
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
   * One update with the mean of what was added since the last one, unless it is not finite. Rows
   * that are frozen take no part in it, nor in its norm, and where an optimizer counts updates it
   * counts those of each part of the weights.
   *
   * @param epoch from 1
   * @return the norm of the mean gradient before clipping
   */
  double apply(double learningRate, int epoch) {
    if (sum.denseOffset() > 0 && buffer.length == 0) {
      buffer = new float[w.length];
    }
    float[] g = sum.flat(buffer);
    boolean frozen = epoch <= frozenEpochs;
    int held = frozen ? from : trainedTo;
    Arrays.fill(g, held, to, 0f);
    double norm = GradientClip.norm(g) / weight;
    if (Double.isFinite(norm)) {
      double scale = clip(g, norm);
      number++;
      frozenUpdates += frozen && from < to ? 1 : 0;
      optimizer.updatePart(w, g, scale, state, 0, from, number, learningRate);
      long thawed = number - frozenUpdates;
      optimizer.updatePart(w, g, scale, state, from, held, thawed, learningRate);
      optimizer.updatePart(w, g, scale, state, to, w.length, number, learningRate);
      if (averageDecay > 0) {
        MovingAverage.add(average, w, averageDecay, number);
      }
    }
    clear();
    return norm;
  }

  /** The weights to evaluate and to save: the average over the updates, if there is one. */
  float[] judged() {
    return average;
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

  /** Goes on from what {@link #save} wrote. */
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

  /** The factor that makes g the clipped mean gradient. */
  private double clip(float[] g, double norm) {
    if (clipValue == 0) {
      return GradientClip.factor(norm, clipNorm) / weight;
    }
    GradientClip.clipValues(g, 1.0 / weight, clipValue);
    return GradientClip.factor(GradientClip.norm(g), clipNorm);
  }
}
