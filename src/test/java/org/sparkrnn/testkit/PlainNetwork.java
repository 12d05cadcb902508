package org.sparkrnn.testkit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.sparkrnn.data.PackedBatch;
import org.sparkrnn.nn.Activation;
import org.sparkrnn.nn.CellType;
import org.sparkrnn.nn.NetworkSpec;
import org.sparkrnn.nn.ParamLayout;

/**
 * The readable twin of Network: the equations of the guide in double, one sequence after the other,
 * one unit at a time. It computes outputs and losses only; gradients are checked against central
 * differences of its loss.
 */
public final class PlainNetwork {
  private final NetworkSpec spec;
  private final ParamLayout layout;
  private final double[] w;
  private double[][][] first; // [L][h, c][H] states to start from, or null
  private final double[][][] last; // [L][h, c][H] states after the last step
  private Mask mask = (place, step, unit) -> 1;

  /** What a unit is multiplied by: dropout. */
  @FunctionalInterface
  public interface Mask {
    /**
     * @param place 0 for the input, l + 1 for the output of recurrent layer l
     */
    double factor(int place, int step, int unit);
  }

  public PlainNetwork(NetworkSpec spec, ParamLayout layout, double[] w) {
    this.spec = spec;
    this.layout = layout;
    this.w = w;
    last = new double[spec.numLayers()][2][spec.hiddenSize()];
  }

  /** Lets sequences continue from a state instead of beginning. */
  public PlainNetwork from(double[][][] state) {
    first = state;
    return this;
  }

  /** Multiplies units by a mask. */
  public PlainNetwork masked(Mask value) {
    mask = value;
    return this;
  }

  /** [L][h, c][H] after the last step of the sequence computed last. */
  public double[][][] lastState() {
    return last;
  }

  /** The inputs [T, I] of the b-th longest sequence of a batch. */
  public double[][] inputs(PackedBatch batch, int b) {
    int[] tokens = new int[length(batch, b)];
    double[][] x = new double[tokens.length][spec.inputSize()];
    for (int t = 0; t < tokens.length; t++) {
      int row = batch.row(b, t);
      tokens[t] = spec.tokenInput() ? batch.tokens()[row] : 0;
      for (int j = 0; !spec.tokenInput() && j < spec.inputSize(); j++) {
        x[t][j] = batch.features()[row * spec.inputSize() + j];
      }
    }
    return spec.tokenInput() ? embed(tokens) : x;
  }

  /** The labels [T] of the b-th longest sequence of a batch. */
  public static int[] labels(PackedBatch batch, int b) {
    int[] labels = new int[length(batch, b)];
    for (int t = 0; t < labels.length; t++) {
      labels[t] = batch.labels()[batch.row(b, t)];
    }
    return labels;
  }

  /** T of the b-th longest sequence of a batch. */
  public static int length(PackedBatch batch, int b) {
    int length = 0;
    while (length < batch.maxLength() && b < batch.batchSize(length)) {
      length++;
    }
    return length;
  }

  /** Summed cross-entropy of one sequence. */
  public double loss(double[][] x, int[] labels) {
    double loss = 0;
    double[][] o = logits(x);
    for (int t = 0; t < labels.length; t++) {
      double max = Double.NEGATIVE_INFINITY;
      for (double v : o[t]) {
        max = Math.max(max, v);
      }
      double sum = 0;
      for (double v : o[t]) {
        sum += Math.exp(v - max);
      }
      loss += max + Math.log(sum) - o[t][labels[t]];
    }
    return loss;
  }

  /** The embedded tokens [T, D]. */
  public double[][] embed(int[] tokens) {
    ParamLayout.Block e = layout.block("embedding.weight");
    double[][] x = new double[tokens.length][e.cols()];
    for (int t = 0; t < tokens.length; t++) {
      for (int j = 0; j < e.cols(); j++) {
        x[t][j] = w[e.offset() + tokens[t] * e.cols() + j];
      }
    }
    return x;
  }

  private double[][] logits(double[][] x) {
    double[][] h = hidden(x);
    double[][] o = new double[h.length][];
    for (int t = 0; t < h.length; t++) {
      o[t] = affine("output.weight", "output.bias", h[t]);
    }
    return o;
  }

  /** Last layer's outputs [T, directions * H]. */
  public double[][] hidden(double[][] x) {
    double[][] input = masked(0, x);
    for (int l = 0; l < spec.numLayers(); l++) {
      double[][] forward = scan(input, "l" + l, false);
      if (spec.directions() == 1) {
        input = masked(l + 1, forward);
        continue;
      }
      double[][] reverse = scan(input, "l" + l + "_reverse", true);
      double[][] joined = new double[x.length][2 * spec.hiddenSize()];
      for (int t = 0; t < x.length; t++) {
        System.arraycopy(forward[t], 0, joined[t], 0, spec.hiddenSize());
        System.arraycopy(reverse[t], 0, joined[t], spec.hiddenSize(), spec.hiddenSize());
      }
      input = masked(l + 1, joined);
    }
    return input;
  }

  private double[][] masked(int place, double[][] x) {
    double[][] y = new double[x.length][];
    for (int t = 0; t < x.length; t++) {
      y[t] = new double[x[t].length];
      for (int j = 0; j < x[t].length; j++) {
        y[t][j] = mask.factor(place, t, j) * x[t][j];
      }
    }
    return y;
  }

  /** h (slot 0) or c (slot 1) before the first step. */
  private double[] firstState(String suffix, int slot) {
    int layer = Character.digit(suffix.charAt(1), 10);
    if (first != null) {
      return first[layer][slot].clone();
    }
    boolean cellState = spec.cell() == CellType.LSTM;
    double[] state = new double[spec.hiddenSize()];
    if (spec.learnedInitialState() && spec.cell() != CellType.NONE && (slot == 0 || cellState)) {
      int at = layout.block((slot == 0 ? "rnn.h0_" : "rnn.c0_") + suffix).offset();
      System.arraycopy(w, at, state, 0, state.length);
    }
    return state;
  }

  private double[][] scan(double[][] x, String suffix, boolean reverse) {
    int T = x.length;
    double[][] h = new double[T][];
    double[] hPrev = firstState(suffix, 0);
    double[] c = firstState(suffix, 1);
    List<Integer> steps = new ArrayList<>();
    for (int t = 0; t < T; t++) {
      steps.add(t);
    }
    if (reverse) {
      Collections.reverse(steps);
    }
    for (int t : steps) {
      double[] a = affine("rnn.weight_ih_" + suffix, "rnn.bias_ih_" + suffix, x[t]);
      h[t] = step(a, suffix, hPrev, c);
      hPrev = h[t];
    }
    last[Character.digit(suffix.charAt(1), 10)] = new double[][] {hPrev, c};
    return h;
  }

  private double[] step(double[] a, String suffix, double[] hPrev, double[] c) {
    int H = spec.hiddenSize();
    double[] h = new double[H];
    double[] r = new double[a.length]; // W h_{t-1}
    if (spec.cell() != CellType.NONE) {
      r = affine("rnn.weight_hh_" + suffix, null, hPrev);
    }
    for (int j = 0; j < H; j++) {
      switch (spec.cell()) {
        case ELMAN, NONE -> h[j] = f1(a[j] + r[j]);
        case LSTM -> {
          double i = sigmoid(a[j] + r[j]);
          double f = sigmoid(a[H + j] + r[H + j]);
          double g = Math.tanh(a[2 * H + j] + r[2 * H + j]);
          double o = sigmoid(a[3 * H + j] + r[3 * H + j]);
          c[j] = f * c[j] + i * g;
          h[j] = o * Math.tanh(c[j]);
        }
        case GRU -> {
          double bhn = w[layout.block("rnn.bias_hn_" + suffix).offset() + j];
          double reset = sigmoid(a[j] + r[j]);
          double z = sigmoid(a[H + j] + r[H + j]);
          double n = Math.tanh(a[2 * H + j] + reset * (r[2 * H + j] + bhn));
          h[j] = (1 - z) * n + z * hPrev[j];
        }
        default -> throw new AssertionError(spec.cell());
      }
    }
    return h;
  }

  private double f1(double z) {
    return spec.activation() == Activation.TANH
        ? Math.tanh(z)
        : spec.activation() == Activation.SIGMOID ? sigmoid(z) : Math.max(0, z);
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  /** weight x + bias; without bias if it is null. */
  private double[] affine(String weight, String bias, double[] x) {
    ParamLayout.Block m = layout.block(weight);
    double[] y = new double[m.rows()];
    for (int i = 0; i < m.rows(); i++) {
      y[i] = bias == null ? 0 : w[layout.block(bias).offset() + i];
      for (int j = 0; j < m.cols(); j++) {
        y[i] += w[m.offset() + i * m.cols() + j] * x[j];
      }
    }
    return y;
  }
}
