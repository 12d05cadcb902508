package org.sparkrnn.nn;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.sparkrnn.data.PackedBatch;
import org.sparkrnn.math.Blas;
import org.sparkrnn.math.Kernels;

/**
 * Input -> recurrent layers -> o_t = V h_t + c -> head, over one flat parameter vector. An instance
 * holds shapes only: it may be shared by threads, each with a {@link Workspace} of its own.
 */
public final class Network {
  /** The buffers of one thread; they grow to the largest batch seen and stay. */
  public static final class Workspace {
    private final LayerStack.Buffers stack;
    private float[] x = {}; // [N, I]
    private float[] dx = {}; // [N, I]
    private float[] logits = {}; // [N, K]; then dL/do
    private float[] dOut = {}; // [N, D*H]

    private Workspace(LayerStack.Buffers stack) {
      this.stack = stack;
    }
  }

  private final NetworkSpec spec;
  private final ParamLayout layout = new ParamLayout();
  private final Embedding embedding; // null for dense inputs
  private final LayerStack stack;
  private final ParamLayout.Block V; // [K, D*H]
  private final ParamLayout.Block c; // [K]

  public Network(NetworkSpec spec) {
    this.spec = spec;
    embedding =
        spec.tokenInput() ? new Embedding(layout, spec.vocabularySize(), spec.inputSize()) : null;
    stack = new LayerStack(layout, spec);
    V = layout.add("output.weight", spec.outputSize(), stack.outputSize());
    c = layout.add("output.bias", 1, spec.outputSize());
  }

  public NetworkSpec spec() {
    return spec;
  }

  /** Where each parameter block lies. */
  public ParamLayout layout() {
    return layout;
  }

  /** A gradient of zeros for this network. */
  public Gradient newGradient() {
    int tableSize = embedding == null ? 0 : spec.vocabularySize() * spec.inputSize();
    return new Gradient(
        tableSize,
        embedding == null ? 0 : spec.inputSize(),
        new float[layout.size() - tableSize],
        new int[0],
        new float[0]);
  }

  public Workspace newWorkspace() {
    return new Workspace(stack.newBuffers());
  }

  /**
   * Random initial parameters: every weight matrix uniform in +-1/sqrt(fan-in of its layer) as in
   * PyTorch, embeddings normal with standard deviation 0.1, biases zero but for an LSTM's forget
   * gate, which starts open with 1 (Jozefowicz et al. 2015).
   */
  public float[] initialParameters(long seed) {
    float[] w = new float[layout.size()];
    int H = spec.hiddenSize();
    SplittableRandom random = new SplittableRandom(seed);
    for (ParamLayout.Block block : layout.blocks()) {
      if (block.name().startsWith("embedding")) {
        for (int i = block.offset(); i < block.end(); i++) {
          w[i] = (float) (0.1 * random.nextGaussian());
        }
      } else if (block.rows() > 1 || block.name().endsWith("weight")) {
        double bound = 1 / Math.sqrt(block.name().startsWith("rnn") ? H : block.cols());
        for (int i = block.offset(); i < block.end(); i++) {
          w[i] = (float) random.nextDouble(-bound, bound);
        }
      } else if (spec.cell() == CellType.LSTM && block.name().startsWith("rnn.bias_ih")) {
        Arrays.fill(w, block.offset() + H, block.offset() + 2 * H, 1f);
      }
    }
    return w;
  }

  /**
   * Loss and gradient of a mini-batch by back-propagation through time.
   *
   * @param w parameters
   * @param g zeros, to which the gradient of the summed loss is added
   * @return the loss summed over all steps, in nats
   */
  public double gradient(float[] w, PackedBatch batch, Workspace ws, Gradient g) {
    int N = batch.rows();
    if (N == 0) {
      return 0;
    }
    float[] hidden = forward(w, batch, ws);
    int K = spec.outputSize();
    int DH = stack.outputSize();
    double loss = spec.head().head().lossAndGradient(ws.logits, K, batch);
    Blas.productAtB(K, DH, N, ws.logits, 0, K, hidden, 0, DH, 1f, g.dense(), g.at(V), DH);
    Kernels.get().addColumnSums(N, K, ws.logits, 0, K, g.dense(), g.at(c));
    ws.dOut = Scan.atLeast(ws.dOut, N * DH);
    Blas.productAB(N, DH, K, ws.logits, 0, K, w, V.offset(), DH, 0f, ws.dOut, 0, DH);
    float[] dx = null;
    if (embedding != null) {
      ws.dx = Scan.atLeast(ws.dx, N * spec.inputSize());
      Arrays.fill(ws.dx, 0, N * spec.inputSize(), 0f);
      dx = ws.dx;
    }
    stack.backward(w, input(batch, ws), batch, ws.stack, ws.dOut, g, dx);
    if (embedding != null) {
      embedding.backward(batch, dx, g);
    }
    return loss;
  }

  /** Loss and hits of a labelled batch, without a gradient. */
  public Evaluation evaluate(float[] w, PackedBatch batch, Workspace ws) {
    if (batch.rows() == 0) {
      return Evaluation.NONE;
    }
    forward(w, batch, ws);
    return spec.head().head().evaluate(ws.logits, spec.outputSize(), batch);
  }

  /** Outputs p = f2(o) [N, K] of a batch, valid until the workspace is used again. */
  public float[] outputs(float[] w, PackedBatch batch, Workspace ws) {
    if (batch.rows() > 0) {
      forward(w, batch, ws);
      spec.head().head().outputs(ws.logits, spec.outputSize(), batch.rows());
    }
    return ws.logits;
  }

  /** The last recurrent layer's outputs [N, D*H], valid until the workspace is used again. */
  public float[] hidden(float[] w, PackedBatch batch, Workspace ws) {
    return forward(w, batch, ws);
  }

  /** D*H: the size of a hidden vector as the output layer sees it. */
  public int hiddenWidth() {
    return stack.outputSize();
  }

  private float[] forward(float[] w, PackedBatch batch, Workspace ws) {
    if (w.length != layout.size()) {
      throw new IllegalArgumentException(
          "%d parameters given, this network has %d".formatted(w.length, layout.size()));
    }
    int N = batch.rows();
    int K = spec.outputSize();
    int DH = stack.outputSize();
    if (embedding != null) {
      ws.x = Scan.atLeast(ws.x, N * spec.inputSize());
      embedding.forward(w, batch, ws.x);
    }
    float[] hidden = stack.forward(w, input(batch, ws), batch, ws.stack);
    ws.logits = Scan.atLeast(ws.logits, N * K);
    Blas.fillRows(N, K, w, c.offset(), ws.logits, 0, K);
    Blas.productABt(N, K, DH, hidden, 0, DH, w, V.offset(), DH, 1f, ws.logits, 0, K);
    return hidden;
  }

  private float[] input(PackedBatch batch, Workspace ws) {
    return embedding != null ? ws.x : batch.features();
  }
}
