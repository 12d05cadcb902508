package org.sparkrnn.nn.sequence;

import java.util.Map;
import org.sparkrnn.data.PackedBatch;
import org.sparkrnn.math.Blas;
import org.sparkrnn.math.Kernels;
import org.sparkrnn.math.WeightProduct;
import org.sparkrnn.nn.Buffers;
import org.sparkrnn.nn.Gradient;
import org.sparkrnn.nn.Initializer;
import org.sparkrnn.nn.LayerModule;
import org.sparkrnn.nn.ModuleContext;
import org.sparkrnn.nn.ParamLayout;
import org.sparkrnn.nn.Pass;
import org.sparkrnn.nn.onnx.OnnxGraph;
import org.sparkrnn.nn.onnx.OnnxSteps;

/**
 * A convolution over time with relu:
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
public final class Convolution implements LayerModule {
  private final WeightProduct product;
  private final int F;
  private final int stride;
  private final int width;
  private final int left; // steps before the one that a filter stands on
  private final StepWindow window;
  private final int size; // C * k, of a row
  private final ParamLayout.Block W; // [F, C * k], as Conv1d's [F, C, k]
  private final ParamLayout.Block b; // [F]
  private final PackedBatch fewer = new PackedBatch(); // where a stride makes fewer steps
  private float[] rows = {}; // [N', C * k]
  private float[] y = {}; // [N', F]; after backward: dL/d(pre-activation)
  private float[] dRows = {}; // [N', C * k]

  /**
   * Declares its parameters.
   *
   * @param channels C, values a step that go in
   */
  public Convolution(ModuleContext context, ConvolutionSpec spec, int channels) {
    product = context.product();
    F = spec.filters();
    stride = spec.stride();
    width = spec.width();
    left = (width - 1) / 2;
    window = StepWindow.around(channels, spec.width(), stride);
    size = window.size();
    String name = "conv." + context.next("conv");
    W =
        context
            .layout()
            .matrix(
                name + ".weight", F, size, Initializer.uniform(size), F, channels, spec.width());
    b = context.layout().vector(name + ".bias", F, Initializer.ZEROS);
  }

  @Override
  public PackedBatch steps(PackedBatch batch) {
    return stride == 1 ? batch : fewer;
  }

  @Override
  public OnnxSteps onnx(OnnxGraph graph, float[] w, OnnxSteps x) {
    String y =
        graph.node(
            "Conv",
            Map.of("strides", new int[] {stride}, "pads", new int[] {left, width - 1 - left}),
            graph.transpose(x.masked(0), 1, 2, 0), // [B, C, T]
            graph.tensor(W.name(), w, W.offset(), F, size / width, width),
            graph.tensor(b.name(), w, b.offset(), F));
    String values = graph.transpose(graph.node("Relu", y), 2, 0, 1);
    if (stride == 1) {
      return x.with(values);
    }
    String ends = graph.node("Add", x.lengths(), graph.constants(stride - 1));
    return new OnnxSteps(graph, graph.node("Div", ends, graph.constants(stride)), values);
  }

  private PackedBatch gather(float[] x, PackedBatch batch) {
    if (stride > 1) {
      fewer.takeEvery(stride, batch);
    }
    PackedBatch steps = steps(batch);
    rows = Buffers.atLeast(rows, steps.rows(), size);
    window.gather(x, batch, steps, rows);
    return steps;
  }

  @Override
  public float[] forward(float[] w, float[] x, PackedBatch batch, Pass pass) {
    int N = gather(x, batch).rows();
    y = Buffers.atLeast(y, N, F);
    if (pass.rowsAlike()) {
      product.rows(N, F, size, rows, 0, size, w, W.offset(), b.offset(), y);
    } else {
      Blas.fillRows(N, F, w, b.offset(), y, 0, F);
      Blas.productABt(N, F, size, rows, 0, size, w, W.offset(), size, 1f, y, 0, F);
    }
    Kernels.get().elmanForward(Kernels.Activation.RELU, N, F, y, 0);
    return y;
  }

  @Override
  public void outputs(float[] w, float[] x, PackedBatch batch, float[] out) {
    int N = gather(x, batch).rows();
    product.rows(N, F, size, rows, 0, size, w, W.offset(), b.offset(), out);
    Kernels.get().elmanForward(Kernels.Activation.RELU, N, F, out, 0);
  }

  @Override
  public void backward(
      float[] w, float[] x, PackedBatch batch, Pass pass, float[] dOut, Gradient g, float[] dx) {
    PackedBatch steps = steps(batch);
    int N = steps.rows();
    Kernels.get().elmanBackward(Kernels.Activation.RELU, N * F, y, 0, dOut, 0);
    Blas.productAtB(F, size, N, y, 0, F, rows, 0, size, 1f, g.dense(), g.at(W), size);
    Kernels.get().addColumnSums(N, F, y, 0, F, g.dense(), g.at(b));
    if (dx != null) {
      dRows = Buffers.atLeast(dRows, N, size);
      Blas.productAB(N, size, F, y, 0, F, w, W.offset(), size, 0f, dRows, 0, size);
      window.scatter(dRows, batch, steps, dx);
    }
  }
}
