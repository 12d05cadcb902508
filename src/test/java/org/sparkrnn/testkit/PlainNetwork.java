package org.sparkrnn.testkit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.IntFunction;
import org.sparkrnn.data.BatchPlan;
import org.sparkrnn.data.PackedBatch;
import org.sparkrnn.data.PackedTargets;
import org.sparkrnn.data.Readout;
import org.sparkrnn.nn.Activation;
import org.sparkrnn.nn.ConvLayer;
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
  private IntFunction<double[][][]> first = sequence -> null;
  private Mask mask = (sequence, place, step, unit) -> 1;
  private int[] nudged = {-1, 0, 0}; // layer, step, unit
  private double nudge; // added to that unit of h_t
  private int sequence; // the one at hand, as a place in the list its batch was packed from
  private int[] tokens; // its tokens, for direct connections and predictions of tokens
  private double[][] firstLayer; // its outputs for that sequence [T, directions * H]
  private double[][][] last; // [L][h, c][H] after its last step

  /** What a unit is multiplied by: dropout. */
  @FunctionalInterface
  public interface Mask {
    /**
     * @param place 0 for the input, l + 1 for the output of recurrent layer l, -1 for the n-grams
     *     of direct connections, where {@code unit} is n
     */
    double factor(int sequence, int place, int step, int unit);
  }

  public PlainNetwork(NetworkSpec spec, ParamLayout layout, double[] w) {
    this.spec = spec;
    this.layout = layout;
    this.w = w;
  }

  /** Lets sequences continue from states [L][h, c][H]; null for one that begins. */
  public PlainNetwork from(IntFunction<double[][][]> states) {
    first = states;
    return this;
  }

  /** Multiplies units by a mask. */
  public PlainNetwork masked(Mask value) {
    mask = value;
    return this;
  }

  /** Adds a little to one unit of a layer's h_t, as it goes up and on. */
  public PlainNetwork nudged(int layer, int step, int unit, double amount) {
    nudged = new int[] {layer, step, unit};
    nudge = amount;
    return this;
  }

  /** [L][h, c][H] after the last step of the b-th longest sequence of a batch. */
  public double[][][] lastState(PackedBatch batch, int b) {
    hidden(inputs(batch, b));
    return last;
  }

  /** The loss of a packed batch, one sequence after the other, weighted by their weights. */
  public double loss(PackedBatch batch) {
    double loss = 0;
    for (int b = 0; b < batch.sequences(); b++) {
      double[][] o = logits(inputs(batch, b));
      for (int t = 0; t < o.length; t++) {
        int row = batch.row(b, t);
        loss += batch.targets().weight(row) * loss(o[t], batch.targets(), row);
      }
      if (spec.languageModelWeight() > 0 && o.length > 0) {
        loss += languageModelLoss(batch, b);
      }
    }
    return loss;
  }

  /**
   * Of the sequence at hand: what predicting each token from those before it, and behind, costs.
   */
  private double languageModelLoss(PackedBatch batch, int b) {
    int T = tokens.length;
    int H = spec.hiddenSize();
    boolean each = spec.readout() == Readout.EACH_STEP;
    double loss = 0;
    for (int t = 0; t < T; t++) {
      double weight =
          each ? batch.targets().weight(batch.row(b, t)) : batch.targets().weight(b) / T;
      for (int d = 0; d < spec.directions(); d++) {
        String suffix = d == 0 ? "" : "_reverse";
        double[] h = Arrays.copyOfRange(firstLayer[t], d * H, (d + 1) * H);
        double[] q =
            softmax(affine("language_model.weight" + suffix, "language_model.bias" + suffix, h));
        int next = d == 0 ? t + 1 : t - 1;
        int expected = next < 0 || next == T ? spec.vocabularySize() : tokens[next];
        loss -= spec.languageModelWeight() * weight * Math.log(q[expected]);
      }
    }
    return loss;
  }

  private double loss(double[] o, PackedTargets targets, int row) {
    int K = o.length;
    double[] y = new double[K];
    for (int k = 0; k < K && targets.width() > 0; k++) {
      y[k] = targets.vectors()[row * K + k];
    }
    double loss = 0;
    for (int k = 0; k < K; k++) {
      loss +=
          switch (spec.head()) {
            case SOFTMAX -> -share(k, targets.labels()[row], K) * Math.log(softmax(o)[k]);
            case SIGMOID ->
                -y[k] * Math.log(sigmoid(o[k])) - (1 - y[k]) * Math.log(1 - sigmoid(o[k]));
            case IDENTITY -> error(Math.abs(o[k] - y[k]));
          };
    }
    return loss;
  }

  /** Class k's weighted share of a target of class y. */
  private double share(int k, int y, int K) {
    double smoothing = spec.loss().labelSmoothing();
    float[] weights = spec.loss().classWeights();
    double share = (k == y ? 1 - smoothing : 0) + smoothing / K;
    return share * (weights == null ? 1 : weights[k]);
  }

  private double error(double size) {
    double delta = spec.loss().huberDelta();
    return switch (spec.loss().type()) {
      case SQUARED -> size * size / 2;
      case ABSOLUTE -> size;
      case HUBER -> size < delta ? size * size / 2 : delta * size - delta * delta / 2;
    };
  }

  private static double[] softmax(double[] o) {
    double max = Arrays.stream(o).max().getAsDouble();
    double sum = Arrays.stream(o).map(v -> Math.exp(v - max)).sum();
    return Arrays.stream(o).map(v -> Math.exp(v - max) / sum).toArray();
  }

  /** p = f2(o) of one sequence: [T, K], or [1, K] for one output a sequence. */
  public double[][] outputs(double[][] x) {
    double[][] p = logits(x);
    for (int t = 0; t < p.length; t++) {
      p[t] =
          switch (spec.head()) {
            case SOFTMAX -> softmax(p[t]);
            case SIGMOID -> Arrays.stream(p[t]).map(PlainNetwork::sigmoid).toArray();
            case IDENTITY -> p[t];
          };
    }
    return p;
  }

  /** What the layers read of the b-th longest sequence: [embedded token; features] [T, I]. */
  public double[][] inputs(PackedBatch batch, int b) {
    sequence = batch.position(b);
    tokens = new int[batch.length(b)];
    double[][] x = new double[batch.length(b)][spec.inputSize()];
    int D = spec.embeddingSize();
    int F = spec.features();
    for (int t = 0; t < x.length; t++) {
      int row = batch.row(b, t);
      if (spec.tokenInput()) {
        tokens[t] = batch.tokens()[row];
        System.arraycopy(embed(new int[] {tokens[t]})[0], 0, x[t], 0, D);
      }
      for (int j = 0; j < F; j++) {
        x[t][D + j] = batch.features()[row * F + j];
      }
    }
    return x;
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
    double[][] h = spec.readout() == Readout.EACH_STEP ? hidden(x) : ends(hidden(x));
    double[][] o = new double[h.length][];
    for (int t = 0; t < h.length; t++) {
      String table = spec.tiedEmbeddings() ? "embedding.weight" : "output.weight";
      o[t] = affine(table, "output.bias", h[t]);
      if (spec.directOrder() > 0) {
        addDirect(o[t], t);
      }
    }
    return o;
  }

  /** Output by output, the rows of its n-grams: those that end at step t, or all. */
  private void addDirect(double[] o, int t) {
    List<Long> text = new ArrayList<>(List.of(-1L)); // between boundaries
    Arrays.stream(tokens).asLongStream().forEach(text::add);
    text.add(-2L);
    boolean each = spec.readout() == Readout.EACH_STEP;
    for (int from = 0; from < text.size(); from++) {
      for (int to = from + 1; to <= Math.min(text.size(), from + spec.directOrder()); to++) {
        List<Long> ngram = text.subList(from, to);
        boolean boundary = ngram.equals(List.of(-1L)) || ngram.equals(List.of(-2L));
        int last = to - 2; // the step it ends at
        if (!boundary && (!each || last == t)) {
          double factor = mask.factor(sequence, -1, last, ngram.size());
          addRow(o, ngram, factor);
        }
      }
    }
  }

  private void addRow(double[] o, List<Long> ngram, double factor) {
    ParamLayout.Block table = layout.block("direct.weight");
    long hash = 0;
    for (int i = ngram.size() - 1; i >= 0; i--) {
      hash = BatchPlan.key(hash, ngram.get(i));
    }
    long row = Long.remainderUnsigned(hash, table.rows());
    for (int k = 0; k < o.length; k++) {
      o[k] += factor * w[table.offset() + (int) row * o.length + k];
    }
  }

  /** The forward half of the last step and the reverse half of the first; none of no steps. */
  private double[][] ends(double[][] h) {
    if (h.length == 0) {
      return h;
    }
    double[] ends = h[h.length - 1].clone();
    int H = spec.hiddenSize();
    System.arraycopy(h[0], H, ends, H, ends.length - H);
    return new double[][] {ends};
  }

  /** Last layer's outputs [T, directions * H]. */
  public double[][] hidden(double[][] x) {
    last = new double[spec.numLayers()][][];
    double[][] input = masked(0, x);
    for (int i = 0; i < spec.convLayers().size(); i++) {
      input = convolve(input, "conv." + i, spec.convLayers().get(i));
    }
    input = window(input, spec.window());
    for (int l = 0; l < spec.numLayers(); l++) {
      double[][] forward = scan(input, "l" + l, false);
      if (spec.directions() == 1) {
        input = masked(l + 1, forward);
        firstLayer = l == 0 ? input : firstLayer;
        continue;
      }
      double[][] reverse = scan(input, "l" + l + "_reverse", true);
      double[][] joined = new double[input.length][2 * spec.hiddenSize()];
      for (int t = 0; t < input.length; t++) {
        System.arraycopy(forward[t], 0, joined[t], 0, spec.hiddenSize());
        System.arraycopy(reverse[t], 0, joined[t], spec.hiddenSize(), spec.hiddenSize());
      }
      input = masked(l + 1, joined);
      firstLayer = l == 0 ? input : firstLayer;
    }
    return input;
  }

  /** Conv1d: y[t][f] = relu(b[f] + sum of W[f][c][k] x[t * stride + k - (width - 1) / 2][c]). */
  private double[][] convolve(double[][] x, String name, ConvLayer conv) {
    int at = layout.block(name + ".weight").offset();
    double[][] y = new double[(x.length + conv.stride() - 1) / conv.stride()][conv.filters()];
    for (int t = 0; t < y.length; t++) {
      for (int f = 0; f < conv.filters(); f++) {
        double sum = w[layout.block(name + ".bias").offset() + f];
        for (int c = 0; c < x[0].length; c++) {
          for (int k = 0; k < conv.width(); k++) {
            int s = t * conv.stride() + k - (conv.width() - 1) / 2;
            double value = s >= 0 && s < x.length ? x[s][c] : 0;
            sum += w[at + (f * x[0].length + c) * conv.width() + k] * value;
          }
        }
        y[t][f] = Math.max(0, sum);
      }
    }
    return y;
  }

  /** Every step joined with the k - 1 before it, oldest first, zeros before the beginning. */
  private static double[][] window(double[][] x, int k) {
    double[][] joined = new double[x.length][];
    for (int t = 0; t < x.length; t++) {
      int C = x[t].length;
      joined[t] = new double[k * C];
      for (int i = 0; i < k; i++) {
        if (t - k + 1 + i >= 0) {
          System.arraycopy(x[t - k + 1 + i], 0, joined[t], i * C, C);
        }
      }
    }
    return joined;
  }

  private double[][] masked(int place, double[][] x) {
    double[][] y = new double[x.length][];
    for (int t = 0; t < x.length; t++) {
      y[t] = x[t].clone();
      for (int j = 0; j < x[t].length; j++) {
        y[t][j] *= mask.factor(sequence, place, t, j);
      }
    }
    return y;
  }

  /** h (slot 0) or c (slot 1) before the first step. */
  private double[] firstState(String suffix, int slot) {
    if (first.apply(sequence) != null) {
      return first.apply(sequence)[layer(suffix)][slot].clone();
    }
    double[] state = new double[spec.hiddenSize()];
    String name = (slot == 0 ? "rnn.h0_" : "rnn.c0_") + suffix;
    if (layout.blocks().stream().anyMatch(block -> block.name().equals(name))) {
      System.arraycopy(w, layout.block(name).offset(), state, 0, state.length);
    }
    return state;
  }

  private static int layer(String suffix) {
    return Character.digit(suffix.charAt(1), 10);
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
      if (!reverse && nudged[0] == layer(suffix) && nudged[1] == t) {
        h[t][nudged[2]] += nudge;
      }
      hPrev = h[t];
    }
    last[layer(suffix)] = new double[][] {hPrev, c};
    return h;
  }

  private double[] step(double[] a, String suffix, double[] hPrev, double[] c) {
    int H = spec.hiddenSize();
    double[] h = new double[H];
    double[] r = new double[a.length]; // W h_{t-1}
    if (spec.cell() != org.sparkrnn.nn.CellType.NONE) {
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
