package org.sparkrnn.nn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.sparkrnn.data.PackedBatch;
import org.sparkrnn.math.Blas;
import org.sparkrnn.math.Kernels;
import org.sparkrnn.math.WeightProduct;

/**
 * What stands between the inputs and the first recurrent layer: convolutions over time with relu,
 * then, for a memoryless network, the window of the last k steps.
 *
 * <pre>
 *   y_t = relu(b + sum_k W[:, :, k] x_{t * stride + k - floor((width - 1) / 2)})     x = 0 outside
 *   dY *= [y > 0]     dW = dY' rows     db = column sums of dY     dRows = dY W
 * </pre>
 *
 * Out of T steps come floor((T - 1) / stride) + 1, that is ceil(T / stride), and none of none:
 * PyTorch's Conv1d(padding=width / 2) for odd widths, and the first, (stride+1)-th and so on of
 * padding="same" for all. Padding belongs to a sequence; neighbours in the batch do not touch.
 */
final class FrontEnd {
  /** What a front end keeps of a mini-batch. */
  static final class Buffers {
    private final List<Layer> layers = new ArrayList<>();
    private Layer window; // or null

    /** [N', I'] what the first recurrent layer reads. */
    float[] output() {
      return window == null ? layers.get(layers.size() - 1).y : window.rows;
    }

    /** The steps that come out, N' rows. */
    PackedBatch steps() {
      return window == null ? layers.get(layers.size() - 1).steps : window.steps;
    }
  }

  /** One layer's part of the buffers. */
  private static final class Layer {
    private final PackedBatch own = new PackedBatch(); // where a stride makes fewer steps
    private PackedBatch steps; // N' rows
    private float[] rows = {}; // [N', C * k]
    private float[] y = {}; // [N', F]; after backward: dL/d(pre-activation)
    private float[] dRows = {}; // [N', C * k]
    private float[] dy = {}; // [N', F]
  }

  private final List<ConvLayer> sizes;
  private final List<StepWindow> windows = new ArrayList<>(); // a convolution each
  private final List<ParamLayout.Block> W = new ArrayList<>(); // [F, C * k], as Conv1d's [F, C, k]
  private final List<ParamLayout.Block> b = new ArrayList<>(); // [F]
  private final StepWindow last; // of a memoryless network, or null

  private FrontEnd(ParamLayout layout, NetworkSpec spec) {
    sizes = spec.convLayers();
    int channels = spec.inputSize();
    for (int i = 0; i < sizes.size(); i++) {
      ConvLayer conv = sizes.get(i);
      windows.add(StepWindow.around(channels, conv.width(), conv.stride()));
      W.add(layout.add("conv." + i + ".weight", conv.filters(), windows.get(i).size()));
      b.add(layout.add("conv." + i + ".bias", 1, conv.filters()));
      channels = conv.filters();
    }
    last = spec.window() > 1 ? StepWindow.before(channels, spec.window()) : null;
  }

  /** Null if nothing stands there. */
  static FrontEnd create(ParamLayout layout, NetworkSpec spec) {
    boolean none = spec.convLayers().isEmpty() && spec.window() == 1;
    return none ? null : new FrontEnd(layout, spec);
  }

  /** Computes {@link Buffers#output} from inputs x [N, I]. */
  void forward(
      float[] w, float[] x, PackedBatch batch, Buffers s, Pass pass, WeightProduct product) {
    float[] input = x;
    PackedBatch from = batch;
    for (int i = 0; i < sizes.size(); i++) {
      if (s.layers.size() == i) {
        s.layers.add(new Layer());
      }
      Layer layer = s.layers.get(i);
      int F = sizes.get(i).filters();
      int size = windows.get(i).size();
      layer.steps = from;
      if (sizes.get(i).stride() > 1) {
        layer.own.takeEvery(sizes.get(i).stride(), from);
        layer.steps = layer.own;
      }
      int N = layer.steps.rows();
      gather(windows.get(i), input, from, layer);
      layer.y = Scan.atLeast(layer.y, N, F);
      int weights = W.get(i).offset();
      int bias = b.get(i).offset();
      if (pass.rowsAlike()) {
        product.rows(N, F, size, layer.rows, 0, size, w, weights, bias, layer.y);
      } else {
        Blas.fillRows(N, F, w, bias, layer.y, 0, F);
        Blas.productABt(N, F, size, layer.rows, 0, size, w, weights, size, 1f, layer.y, 0, F);
      }
      Kernels.get().elmanForward(Kernels.Activation.RELU, N, F, layer.y, 0);
      input = layer.y;
      from = layer.steps;
    }
    if (last != null) {
      s.window = s.window == null ? new Layer() : s.window;
      s.window.steps = from;
      gather(last, input, from, s.window);
    }
  }

  /** Zeros [N', I'] for the gradient of {@link Buffers#output}. */
  float[] clearedGradient(PackedBatch steps, Buffers s) {
    if (last != null) {
      s.window.dRows = cleared(s.window.dRows, steps.rows(), last.size());
      return s.window.dRows;
    }
    Layer top = s.layers.get(sizes.size() - 1);
    top.dy = cleared(top.dy, steps.rows(), sizes.get(sizes.size() - 1).filters());
    return top.dy;
  }

  /**
   * Adds gradients into {@code g}, from what was added to {@link #clearedGradient}.
   *
   * @param dx [N, I] to add dL/dx into, or null
   */
  void backward(float[] w, PackedBatch batch, Buffers s, Gradient g, float[] dx) {
    int n = sizes.size();
    if (last != null) {
      PackedBatch steps = s.window.steps;
      float[] below = n == 0 ? dx : clearedGradientOf(n - 1, s);
      if (below != null) {
        last.scatter(s.window.dRows, steps, steps, below);
      }
    }
    for (int i = n - 1; i >= 0; i--) {
      Layer layer = s.layers.get(i);
      int N = layer.steps.rows();
      int F = sizes.get(i).filters();
      int size = windows.get(i).size();
      Kernels.get().elmanBackward(Kernels.Activation.RELU, N * F, layer.y, 0, layer.dy, 0);
      Blas.productAtB(
          F, size, N, layer.y, 0, F, layer.rows, 0, size, 1f, g.dense(), g.at(W.get(i)), size);
      Kernels.get().addColumnSums(N, F, layer.y, 0, F, g.dense(), g.at(b.get(i)));
      float[] below = i == 0 ? dx : clearedGradientOf(i - 1, s);
      if (below != null) {
        PackedBatch from = i == 0 ? batch : s.layers.get(i - 1).steps;
        layer.dRows = Scan.atLeast(layer.dRows, N, size);
        Blas.productAB(
            N, size, F, layer.y, 0, F, w, W.get(i).offset(), size, 0f, layer.dRows, 0, size);
        windows.get(i).scatter(layer.dRows, from, layer.steps, below);
      }
    }
  }

  private float[] clearedGradientOf(int i, Buffers s) {
    Layer layer = s.layers.get(i);
    layer.dy = cleared(layer.dy, layer.steps.rows(), sizes.get(i).filters());
    return layer.dy;
  }

  private static void gather(StepWindow window, float[] x, PackedBatch from, Layer layer) {
    layer.rows = Scan.atLeast(layer.rows, layer.steps.rows(), window.size());
    window.gather(x, from, layer.steps, layer.rows);
  }

  private static float[] cleared(float[] array, int rows, int columns) {
    float[] zeros = Scan.atLeast(array, rows, columns);
    Arrays.fill(zeros, 0, rows * columns, 0f);
    return zeros;
  }
}
