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
    private final DropoutMask inputMask = new DropoutMask();
    private float[] logits = {}; // [rows of a block, K]; then dL/do
    private float[] dOut = {}; // [N, D*H]

    private Workspace(LayerStack.Buffers stack) {
      this.stack = stack;
    }
  }

  private static final int BLOCK_LOGITS = 1 << 20;
  private static final int MIN_BLOCK_ROWS = 64;

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
    return gradient(w, batch, ws, g, Pass.PLAIN);
  }

  /** The same with a state that is carried, or with dropout. */
  public double gradient(float[] w, PackedBatch batch, Workspace ws, Gradient g, Pass pass) {
    int N = batch.rows();
    float[] hidden = hidden(w, batch, ws, pass);
    if (N == 0) {
      return 0;
    }
    int K = spec.outputSize();
    int DH = stack.outputSize();
    ws.dOut = Scan.atLeast(ws.dOut, N * DH);
    double loss = 0;
    for (int row = 0; row < N; row += blockRows()) {
      int rows = Math.min(blockRows(), N - row);
      float[] o = logits(w, hidden, row, rows, ws);
      loss += spec.head().head().lossAndGradient(o, K, batch, row, rows);
      Blas.productAtB(K, DH, rows, o, 0, K, hidden, row * DH, DH, 1f, g.dense(), g.at(V), DH);
      Kernels.get().addColumnSums(rows, K, o, 0, K, g.dense(), g.at(c));
      Blas.productAB(rows, DH, K, o, 0, K, w, V.offset(), DH, 0f, ws.dOut, row * DH, DH);
    }
    float[] dx = null;
    if (embedding != null) {
      ws.dx = Scan.atLeast(ws.dx, N * spec.inputSize());
      Arrays.fill(ws.dx, 0, N * spec.inputSize(), 0f);
      dx = ws.dx;
    }
    stack.backward(w, input(batch, ws, pass), batch, ws.stack, pass, ws.dOut, g, dx);
    if (embedding != null) {
      if (pass.dropout().input() > 0) {
        ws.inputMask.apply(dx, dx);
      }
      embedding.backward(batch, dx, g);
    }
    return loss;
  }

  /** Loss and hits of a labelled batch, without a gradient. */
  public Evaluation evaluate(float[] w, PackedBatch batch, Workspace ws) {
    return evaluate(w, batch, ws, Pass.PLAIN);
  }

  /** The same with a state that is carried. */
  public Evaluation evaluate(float[] w, PackedBatch batch, Workspace ws, Pass pass) {
    float[] hidden = hidden(w, batch, ws, pass);
    Evaluation total = Evaluation.NONE;
    for (int row = 0; row < batch.rows(); row += blockRows()) {
      int rows = Math.min(blockRows(), batch.rows() - row);
      float[] o = logits(w, hidden, row, rows, ws);
      total = total.plus(spec.head().head().evaluate(o, spec.outputSize(), batch, row, rows));
    }
    return total;
  }

  /** Outputs p = f2(o) [N, K] of a batch, valid until the workspace is used again. */
  public float[] outputs(float[] w, PackedBatch batch, Workspace ws) {
    return outputs(w, batch, ws, Pass.PLAIN);
  }

  /** The same with a state that is carried. */
  public float[] outputs(float[] w, PackedBatch batch, Workspace ws, Pass pass) {
    float[] hidden = hidden(w, batch, ws, pass);
    if (batch.rows() > 0) {
      logits(w, hidden, 0, batch.rows(), ws);
      spec.head().head().outputs(ws.logits, spec.outputSize(), batch.rows());
    }
    return ws.logits;
  }

  /** D*H: the size of a hidden vector as the output layer sees it. */
  public int hiddenWidth() {
    return stack.outputSize();
  }

  /** The last recurrent layer's outputs [N, D*H], valid until the workspace is used again. */
  public float[] hidden(float[] w, PackedBatch batch, Workspace ws) {
    return hidden(w, batch, ws, Pass.PLAIN);
  }

  private float[] hidden(float[] w, PackedBatch batch, Workspace ws, Pass pass) {
    if (w.length != layout.size()) {
      throw new IllegalArgumentException(
          "%d parameters given, this network has %d".formatted(w.length, layout.size()));
    }
    if (embedding != null) {
      ws.x = Scan.atLeast(ws.x, batch.rows() * spec.inputSize());
      embedding.forward(w, batch, ws.x);
    }
    pass.begin(spec, batch.sequences());
    double p = pass.dropout().input();
    if (p > 0) {
      ws.x = Scan.atLeast(ws.x, batch.rows() * spec.inputSize());
      ws.inputMask.draw(pass.dropout(), p, pass.key(Dropout.INPUT), batch, spec.inputSize());
      ws.inputMask.apply(embedding != null ? ws.x : batch.features(), ws.x);
    }
    return stack.forward(w, input(batch, ws, pass), batch, ws.stack, pass);
  }

  /** o = V h + c of some rows, [rows, K]. */
  private float[] logits(float[] w, float[] hidden, int row, int rows, Workspace ws) {
    int K = spec.outputSize();
    int DH = stack.outputSize();
    ws.logits = Scan.atLeast(ws.logits, rows * K);
    Blas.fillRows(rows, K, w, c.offset(), ws.logits, 0, K);
    Blas.productABt(rows, K, DH, hidden, row * DH, DH, w, V.offset(), DH, 1f, ws.logits, 0, K);
    return ws.logits;
  }

  /**
   * Rows whose logits are held at a time: all of a mini-batch's logits over a large vocabulary
   * would fit neither the cache nor, at worst, the memory.
   */
  private int blockRows() {
    return Math.max(MIN_BLOCK_ROWS, BLOCK_LOGITS / spec.outputSize());
  }

  /** What the first layer reads, [N, I]: the batch's own features where nothing is done to them. */
  private float[] input(PackedBatch batch, Workspace ws, Pass pass) {
    boolean own = embedding == null && pass.dropout().input() == 0;
    return own ? batch.features() : ws.x;
  }
}
