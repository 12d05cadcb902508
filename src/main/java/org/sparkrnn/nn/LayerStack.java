package org.sparkrnn.nn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.sparkrnn.data.PackedBatch;
import org.sparkrnn.math.WeightProduct;

/**
 * {@code numLayers} recurrent layers, each of one or two directions. The output of a layer is [N,
 * D*H], forward units first, and the input of the next.
 */
final class LayerStack {
  /** What a stack keeps of a mini-batch. */
  static final class Buffers {
    final WeightProduct product = new WeightProduct(); // of all of them in turn
    final List<Scan> scans = new ArrayList<>(); // layer by layer, forward then reverse
    final List<float[]> outputs = new ArrayList<>(); // [N, D*H] a layer
    final List<DropoutMask> masks = new ArrayList<>(); // behind each layer
    final float[][] plain = {{}, {}}; // [N, D*H] what a layer reads, and what it writes
    float[] dOut = {}; // [N, D*H]
    float[] dIn = {}; // [N, D*H]
  }

  private final List<RecurrentLayer> layers = new ArrayList<>(); // ordered like Buffers.scans
  private final int numLayers;
  private final int directions;
  private final int H;

  LayerStack(ParamLayout layout, NetworkSpec spec) {
    numLayers = spec.numLayers();
    directions = spec.directions();
    H = spec.hiddenSize();
    for (int l = 0; l < numLayers; l++) {
      int inputSize = l == 0 ? spec.layerInputSize() : directions * H;
      for (int d = 0; d < directions; d++) {
        layers.add(new RecurrentLayer(layout, spec, l, inputSize, d == 1));
      }
    }
  }

  int outputSize() {
    return directions * H;
  }

  Buffers newBuffers() {
    Buffers buffers = new Buffers();
    layers.forEach(layer -> buffers.scans.add(new Scan(buffers.product)));
    for (int l = 0; l < numLayers; l++) {
      buffers.outputs.add(new float[0]);
      buffers.masks.add(new DropoutMask());
    }
    return buffers;
  }

  /** Returns the last layer's outputs [N, D*H]; they stay valid until the next forward. */
  float[] forward(float[] w, float[] x, PackedBatch batch, Buffers buffers, Pass pass) {
    float[] input = x;
    for (int l = 0; l < numLayers; l++) {
      for (int d = 0; d < directions; d++) {
        int i = l * directions + d;
        layers.get(i).forward(w, input, batch, buffers.scans.get(i), pass);
      }
      buffers.outputs.set(l, join(batch.rows(), l, buffers));
      input = buffers.outputs.get(l);
      double p = dropout(l, pass);
      if (p > 0) { // in place: the scan's own backward pass reads h_{t-1} from its copy
        DropoutMask mask = buffers.masks.get(l);
        mask.draw(pass.dropout(), p, pass.key(l + 1), batch, outputSize());
        mask.apply(input, input);
      }
    }
    return input;
  }

  /** The first layer's outputs [N, D*H] of the last {@link #forward}. */
  float[] first(Buffers buffers) {
    return buffers.outputs.get(0);
  }

  /**
   * The same outputs without what a backward pass needs: memory for N * 2 * D*H values, however
   * many layers, and for a window of steps.
   */
  float[] outputs(float[] w, float[] x, PackedBatch batch, Buffers buffers) {
    float[] input = x;
    for (int l = 0; l < numLayers; l++) {
      float[] out = Scan.atLeast(buffers.plain[l % 2], batch.rows(), outputSize());
      buffers.plain[l % 2] = out;
      for (int d = 0; d < directions; d++) {
        int i = l * directions + d;
        layers.get(i).outputs(w, input, batch, buffers.scans.get(i), out, d * H, outputSize());
      }
      input = out;
    }
    return input;
  }

  /**
   * @param x the inputs given to {@link #forward}
   * @param pass as given to {@link #forward}
   * @param dOut [N, D*H] dL/d(output); overwritten
   * @param dFirst [N, D*H] what dL/d(first layer's output) has beside what comes from above, or
   *     null
   * @param dx [N, I] to add dL/dx into, or null
   */
  void backward(
      float[] w,
      float[] x,
      PackedBatch batch,
      Buffers buffers,
      Pass pass,
      float[] dOut,
      float[] dFirst,
      Gradient g,
      float[] dx) {
    int size = batch.rows() * outputSize();
    float[] dTop = dOut;
    for (int l = numLayers - 1; l >= 0; l--) {
      float[] input = l == 0 ? x : buffers.outputs.get(l - 1);
      float[] dInput = dx;
      for (int i = 0; l == 0 && dFirst != null && i < size; i++) {
        dTop[i] += dFirst[i];
      }
      if (dropout(l, pass) > 0) {
        buffers.masks.get(l).apply(dTop, dTop);
      }
      if (l > 0) {
        buffers.dIn = Scan.atLeast(buffers.dIn, batch.rows(), outputSize());
        Arrays.fill(buffers.dIn, 0, size, 0f);
        dInput = buffers.dIn;
      }
      for (int d = 0; d < directions; d++) {
        int i = l * directions + d;
        layers
            .get(i)
            .backward(
                w, input, batch, buffers.scans.get(i), pass, dTop, d * H, outputSize(), g, dInput);
      }
      if (l > 0) { // what this layer sent down is what the next one receives
        buffers.dIn = buffers.dOut;
        buffers.dOut = dInput;
        dTop = dInput;
      }
    }
  }

  /**
   * The backward pass once more, for the norms of dL/dh_t of the forward scans alone, by distance k
   * = T - 1 - t.
   *
   * @param dOut [N, D*H] dL/d(output) of a loss at the sequences' ends; overwritten
   * @param g used up
   */
  GradientFlow gradientFlow(
      float[] w, float[] x, PackedBatch batch, Buffers s, float[] dOut, Gradient g, int K) {
    double[][] sums = new double[numLayers][K + 1];
    long[] counts = new long[K + 1];
    for (int l = 0; l < numLayers; l++) {
      s.scans.get(l * directions).flow = new double[batch.rows()];
    }
    try {
      backward(w, x, batch, s, Pass.PLAIN, dOut, null, g, null);
      for (int k = 0; k <= K; k++) {
        for (int b = 0; b < batch.sequences() && batch.length(b) > k; b++) { // longest first
          int row = batch.row(b, batch.length(b) - 1 - k);
          for (int l = 0; l < numLayers; l++) {
            sums[l][k] += Math.sqrt(s.scans.get(l * directions).flow[row]);
          }
          counts[k]++;
        }
      }
    } finally {
      s.scans.forEach(scan -> scan.flow = null);
    }
    return new GradientFlow(sums, counts);
  }

  private double dropout(int layer, Pass pass) {
    return layer < numLayers - 1 ? pass.dropout().between() : pass.dropout().output();
  }

  private float[] join(int N, int layer, Buffers buffers) {
    if (directions == 1) {
      return buffers.scans.get(layer).h;
    }
    float[] out = Scan.atLeast(buffers.outputs.get(layer), N, 2 * H);
    float[] forward = buffers.scans.get(2 * layer).h;
    float[] reverse = buffers.scans.get(2 * layer + 1).h;
    for (int n = 0; n < N; n++) {
      System.arraycopy(forward, n * H, out, 2 * n * H, H);
      System.arraycopy(reverse, n * H, out, (2 * n + 1) * H, H);
    }
    return out;
  }
}
