package org.sparkrnn.testkit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.IntFunction;
import org.sparkrnn.data.ColumnSpec;
import org.sparkrnn.data.PackedBatch;
import org.sparkrnn.data.PackedColumn;
import org.sparkrnn.data.Readout;
import org.sparkrnn.nn.LayerSpec;
import org.sparkrnn.nn.NetworkSpec;
import org.sparkrnn.nn.ParamLayout;
import org.sparkrnn.nn.sequence.Activation;
import org.sparkrnn.nn.sequence.ConvolutionSpec;
import org.sparkrnn.nn.sequence.LayerNormSpec;
import org.sparkrnn.nn.sequence.RecurrentSpec;
import org.sparkrnn.nn.sequence.ResidualSpec;
import org.sparkrnn.nn.sequence.WindowSpec;

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
  private double[][][] last; // [L][h, c][H] after its last step
  private RecurrentSpec cell; // of the layer at hand
  private int convolutions; // so far, of which names are made
  private int norms;
  private int layers; // recurrent ones

  /** What a unit is multiplied by: dropout. */
  @FunctionalInterface
  public interface Mask {
    /**
     * @param place 0 for the input, l + 1 for the output of recurrent layer l
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
        loss +=
            batch.column(ColumnSpec.TARGETS).weight(row)
                * loss(o[t], batch.column(ColumnSpec.TARGETS), row);
      }
    }
    return loss;
  }

  private double loss(double[] o, PackedColumn targets, int row) {
    int K = o.length;
    double[] y = new double[K];
    for (int k = 0; k < K && targets.width() > 0; k++) {
      y[k] = targets.floats()[row * K + k];
    }
    double loss = 0;
    for (int k = 0; k < K; k++) {
      loss +=
          switch (spec.head()) {
            case SOFTMAX -> -share(k, targets.ints()[row], K) * Math.log(softmax(o)[k]);
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
    double[][] x = new double[batch.length(b)][spec.inputSize()];
    int D = spec.embeddingSize();
    int F = spec.features();
    for (int t = 0; t < x.length; t++) {
      int row = batch.row(b, t);
      if (spec.tokenInput()) {
        System.arraycopy(
            embed(new int[] {batch.column(ColumnSpec.TOKENS).ints()[row]})[0], 0, x[t], 0, D);
      }
      for (int j = 0; j < F; j++) {
        x[t][D + j] = batch.column(ColumnSpec.FEATURES).floats()[row * F + j];
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
    double[][] h = spec.readout() == Readout.EACH_STEP ? hidden(x) : pooled(hidden(x));
    double[][] o = new double[h.length][];
    for (int t = 0; t < h.length; t++) {
      String table = spec.output().tiedEmbeddings() ? "embedding.weight" : "output.weight";
      o[t] = affine(table, "output.bias", h[t]);
    }
    return o;
  }

  /** What the one output of a sequence reads, [1, D*H]; none of no steps. */
  private double[][] pooled(double[][] h) {
    if (h.length == 0) {
      return h;
    }
    double[] equal = new double[h.length];
    Arrays.fill(equal, 1.0 / h.length);
    return new double[][] {
      switch (spec.output().pooling()) {
        case LAST -> ends(h);
        case MEAN -> weighted(h, equal);
        case MAX -> largest(h);
        case ATTENTION -> weighted(h, attention(h));
      }
    };
  }

  /** The forward half of the last step and the reverse half of the first. */
  private double[] ends(double[][] h) {
    double[] ends = h[h.length - 1].clone();
    int H = ends.length / spec.directions();
    System.arraycopy(h[0], H, ends, H, ends.length - H);
    return ends;
  }

  private static double[] weighted(double[][] h, double[] weights) {
    double[] sum = new double[h[0].length];
    for (int t = 0; t < h.length; t++) {
      for (int j = 0; j < sum.length; j++) {
        sum[j] += weights[t] * h[t][j];
      }
    }
    return sum;
  }

  private static double[] largest(double[][] h) {
    double[] most = h[0].clone();
    for (double[] state : h) {
      for (int j = 0; j < most.length; j++) {
        most[j] = Math.max(most[j], state[j]);
      }
    }
    return most;
  }

  private double[] attention(double[][] h) {
    double[] scores = new double[h.length];
    int u = layout.block("attention.context").offset();
    for (int t = 0; t < h.length; t++) {
      double[] z = affine("attention.weight", "attention.bias", h[t]);
      for (int j = 0; j < z.length; j++) {
        scores[t] += w[u + j] * Math.tanh(z[j]);
      }
    }
    return softmax(scores);
  }

  /** Last layer's outputs [T, directions * H]. */
  public double[][] hidden(double[][] x) {
    last = new double[spec.recurrent().size()][][];
    convolutions = 0;
    norms = 0;
    layers = 0;
    return through(spec.layers(), masked(0, x));
  }

  private double[][] through(List<LayerSpec> specs, double[][] x) {
    double[][] input = x;
    for (LayerSpec layer : specs) {
      if (layer instanceof ConvolutionSpec conv) {
        input = convolve(input, "conv." + convolutions++, conv);
      } else if (layer instanceof WindowSpec window) {
        input = window(input, window.steps());
      } else if (layer instanceof LayerNormSpec) {
        input = normalize(input, "norm." + norms++);
      } else if (layer instanceof ResidualSpec residual) {
        input = sum(input, through(residual.layers(), input));
      } else {
        input = recurrent((RecurrentSpec) layer, layers++, input);
      }
    }
    return input;
  }

  private static double[][] sum(double[][] x, double[][] y) {
    double[][] sum = new double[x.length][];
    for (int t = 0; t < x.length; t++) {
      sum[t] = new double[x[t].length];
      for (int j = 0; j < x[t].length; j++) {
        sum[t][j] = x[t][j] + y[t][j];
      }
    }
    return sum;
  }

  private double[][] normalize(double[][] x, String name) {
    double[][] y = new double[x.length][];
    for (int t = 0; t < x.length; t++) {
      double mean = Arrays.stream(x[t]).average().getAsDouble();
      double variance =
          Arrays.stream(x[t]).map(v -> (v - mean) * (v - mean)).average().getAsDouble();
      y[t] = new double[x[t].length];
      for (int j = 0; j < x[t].length; j++) {
        y[t][j] =
            w[layout.block(name + ".weight").offset() + j]
                    * (x[t][j] - mean)
                    / Math.sqrt(variance + 1e-5)
                + w[layout.block(name + ".bias").offset() + j];
      }
    }
    return y;
  }

  private double[][] recurrent(RecurrentSpec layer, int l, double[][] input) {
    cell = layer;
    double[][] forward = scan(input, "l" + l, false);
    if (layer.directions() == 1) {
      return masked(l + 1, forward);
    }
    double[][] reverse = scan(input, "l" + l + "_reverse", true);
    int H = layer.hiddenSize();
    double[][] joined = new double[input.length][2 * H];
    for (int t = 0; t < input.length; t++) {
      System.arraycopy(forward[t], 0, joined[t], 0, H);
      System.arraycopy(reverse[t], 0, joined[t], H, H);
    }
    return masked(l + 1, joined);
  }

  /** Conv1d: y[t][f] = relu(b[f] + sum of W[f][c][k] x[t * stride + k - (width - 1) / 2][c]). */
  private double[][] convolve(double[][] x, String name, ConvolutionSpec conv) {
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
    double[] state = new double[cell.hiddenSize()];
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
    int H = cell.hiddenSize();
    double[] h = new double[H];
    double[] r = new double[a.length]; // W h_{t-1}
    if (layout.find("rnn.weight_hh_" + suffix).isPresent()) {
      r = affine("rnn.weight_hh_" + suffix, null, hPrev);
    }
    for (int j = 0; j < H; j++) {
      switch (cell.cell()) {
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
        case MINGRU -> {
          double z = sigmoid(a[j]);
          h[j] = (1 - z) * hPrev[j] + z * a[H + j];
        }
        default -> throw new AssertionError(cell.cell());
      }
    }
    return h;
  }

  private double f1(double z) {
    return cell.activation() == Activation.TANH
        ? Math.tanh(z)
        : cell.activation() == Activation.SIGMOID ? sigmoid(z) : Math.max(0, z);
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
