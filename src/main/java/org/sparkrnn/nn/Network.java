package org.sparkrnn.nn;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.sparkrnn.data.PackedBatch;
import org.sparkrnn.data.Readout;

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
    private final FrontEnd.Buffers front = new FrontEnd.Buffers();
    private final OutputLayer.Buffers output = new OutputLayer.Buffers();
    private final LanguageModelObjective.Buffers next = new LanguageModelObjective.Buffers();

    private Workspace(LayerStack.Buffers stack) {
      this.stack = stack;
    }
  }

  /** Receives outputs block by block, in the order of their rows. */
  @FunctionalInterface
  public interface RowsVisitor {
    /**
     * @param row the first of the block, as {@link Network#outputs(float[], PackedBatch,
     *     Workspace)} counts them
     * @param p [rows, K] valid during the call
     */
    void visit(int row, int rows, float[] p);
  }

  private static final int PARALLEL_ROWS = 256; // of outputs, for a thread at a time

  private final NetworkSpec spec;
  private final ParamLayout layout = new ParamLayout();
  private final Embedding embedding; // null for dense inputs
  private final FrontEnd front; // null where the first layer reads the inputs themselves
  private final LayerStack stack;
  private final OutputLayer output;
  private final LanguageModelObjective objective; // or null

  public Network(NetworkSpec spec) {
    this.spec = spec;
    embedding =
        spec.tokenInput()
            ? new Embedding(layout, spec.vocabularySize(), spec.embeddingSize())
            : null;
    front = FrontEnd.create(layout, spec);
    stack = new LayerStack(layout, spec);
    output = new OutputLayer(layout, spec);
    objective = LanguageModelObjective.create(layout, spec);
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
    boolean sparse = embedding != null && !spec.tiedEmbeddings();
    int tableSize = sparse ? spec.vocabularySize() * spec.embeddingSize() : 0;
    return new Gradient(
        tableSize,
        sparse ? spec.embeddingSize() : 0,
        FloatPool.takeZeros(layout.size() - tableSize),
        new int[0],
        new float[0]);
  }

  public Workspace newWorkspace() {
    return new Workspace(stack.newBuffers());
  }

  /**
   * Random initial parameters: every weight matrix uniform in +-1/sqrt(fan-in of its layer) as in
   * PyTorch, embeddings normal with standard deviation 0.1, direct connections and biases zero but
   * for an LSTM's forget gate, which starts open with 1 (Jozefowicz et al. 2015).
   */
  public float[] initialParameters(long seed) {
    float[] w = new float[layout.size()];
    int H = spec.hiddenSize();
    SplittableRandom random = new SplittableRandom(seed);
    for (ParamLayout.Block block : layout.blocks()) {
      if (block.name().startsWith("direct")) {
        continue;
      }
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
   * @return the weighted loss summed over all targets, in nats for probabilities, and what the
   *     first layer's predictions of tokens add to it
   * @throws IllegalArgumentException if the batch's targets are not of this network's kind
   */
  public double gradient(float[] w, PackedBatch batch, Workspace ws, Gradient g) {
    return gradient(w, batch, ws, g, Pass.PLAIN);
  }

  /** The same with a state that is carried, or with dropout. */
  public double gradient(float[] w, PackedBatch batch, Workspace ws, Gradient g, Pass pass) {
    int N = batch.rows();
    float[] hidden = states(w, batch, ws, pass);
    if (N == 0) {
      return 0;
    }
    PackedBatch steps = steps(batch, ws);
    double loss = output.gradient(w, hidden, steps, ws.output, g);
    float[] dFirst = null;
    if (objective != null) {
      loss += objective.gradient(w, stack.first(ws.stack), steps, pass, ws.next, g);
      dFirst = ws.next.dHidden();
    }
    float[] dx = null;
    if (embedding != null) {
      ws.dx = Scan.atLeast(ws.dx, N, spec.inputSize());
      Arrays.fill(ws.dx, 0, N * spec.inputSize(), 0f);
      dx = ws.dx;
    }
    float[] dHidden = output.dHidden(steps, ws.output);
    float[] x = input(batch, ws, pass);
    if (front == null) {
      stack.backward(w, x, steps, ws.stack, pass, dHidden, dFirst, g, dx);
    } else {
      float[] dFront = front.clearedGradient(steps, ws.front);
      stack.backward(w, ws.front.output(), steps, ws.stack, pass, dHidden, null, g, dFront);
      front.backward(w, batch, ws.front, g, dx);
    }
    if (embedding != null) {
      if (pass.dropout().input() > 0) {
        ws.inputMask.apply(dx, dx);
      }
      embedding.backward(batch, dx, spec.inputSize(), g);
    }
    return loss;
  }

  /**
   * How far back the network learns: the norm of dL/dh_{T-k} against the distance k, where L is the
   * loss of a sequence's one output, or at its last step alone (Bengio et al. 1994, Pascanu et al.
   * 2013), taken through all paths from h to it. One pass over one batch, whose gradient nobody
   * sees; of a bidirectional network the forward halves.
   *
   * @param maxDistance K, in steps as the recurrent layers see them
   */
  public GradientFlow gradientFlow(float[] w, PackedBatch batch, Workspace ws, int maxDistance) {
    float[] hidden = hidden(w, batch, ws);
    PackedBatch steps = steps(batch, ws);
    Gradient g = newGradient();
    float[] dHidden = new float[0];
    if (batch.rows() > 0) {
      output.gradient(w, hidden, steps, ws.output, g);
      dHidden = output.dHidden(steps, ws.output);
      int DH = stack.outputSize();
      int ends = spec.readout() == Readout.EACH_STEP ? 0 : steps.maxLength();
      for (int t = ends; t + 1 < steps.maxLength(); t++) { // rows with a step behind them
        int from = steps.offset(t) * DH;
        Arrays.fill(dHidden, from, from + steps.batchSize(t + 1) * DH, 0f);
      }
    }
    float[] x = front == null ? input(batch, ws, Pass.PLAIN) : ws.front.output();
    return stack.gradientFlow(w, x, steps, ws.stack, dHidden, g, maxDistance);
  }

  /**
   * What the loss and the gradient of a batch are to be divided by, once summed over batches: the
   * sum of the weights of its targets, their number where all count alike.
   */
  public double weight(PackedBatch batch) {
    return output.weight(batch);
  }

  /** Loss and errors of a labelled batch, without a gradient. */
  public Evaluation evaluate(float[] w, PackedBatch batch, Workspace ws) {
    return evaluate(w, batch, ws, Pass.PLAIN);
  }

  /** The same with a state that is carried. */
  public Evaluation evaluate(float[] w, PackedBatch batch, Workspace ws, Pass pass) {
    float[] hidden = states(w, batch, ws, pass.alike());
    return batch.rows() == 0
        ? Evaluation.NONE
        : output.evaluate(w, hidden, steps(batch, ws), ws.output, ws.stack.product);
  }

  /**
   * The same with a state that is carried, and with the outputs, where most of the arithmetic of
   * many classes is, computed on all processors: threads of the pool that this one belongs to, or
   * of the common one. Their number does not show in the result.
   *
   * @param w parameters of a network of one output each step, without direct connections
   */
  public Evaluation evaluateInParallel(float[] w, PackedBatch batch, Workspace ws, Pass pass) {
    float[] hidden = states(w, batch, ws, pass.alike());
    PackedBatch steps = steps(batch, ws);
    int R = steps.targets().rows();
    return IntStream.iterate(0, row -> row < R, row -> row + PARALLEL_ROWS)
        .boxed()
        .toList()
        .parallelStream()
        .map(row -> evaluateRows(w, hidden, steps, row, Math.min(R, row + PARALLEL_ROWS)))
        .toList()
        .stream() // in their order, which a sum in parallel would not keep
        .reduce(Evaluation.NONE, Evaluation::plus);
  }

  private Evaluation evaluateRows(float[] w, float[] hidden, PackedBatch batch, int from, int to) {
    return Worker.lend(
        spec,
        worker -> {
          Workspace ws = worker.workspace();
          return output.evaluate(w, hidden, batch, from, to, ws.output, ws.stack.product);
        });
  }

  /**
   * Outputs p = f2(o), valid until the workspace is used again: [N, K] for one each step, a row of
   * the batch each; [B, K] for one a sequence, row b that of the b-th longest. An empty sequence
   * then has the output of a zero state. Nothing is kept for a backward pass, so that long
   * sequences fit: of N steps their inputs, two rows of states and their outputs.
   *
   * <p>What comes out for a sequence is the same, bit for bit, whatever else is in its batch.
   */
  public float[] outputs(float[] w, PackedBatch batch, Workspace ws) {
    float[] hidden = plainStates(w, batch, ws);
    return output.outputs(w, hidden, steps(batch, ws), ws.output, ws.stack.product);
  }

  /** The same block by block: of N steps never more than their inputs and two rows of states. */
  public void outputs(float[] w, PackedBatch batch, Workspace ws, RowsVisitor visitor) {
    float[] hidden = plainStates(w, batch, ws);
    output.outputs(w, hidden, steps(batch, ws), ws.output, ws.stack.product, visitor);
  }

  private float[] plainStates(float[] w, PackedBatch batch, Workspace ws) {
    float[] x = inputs(w, batch, ws, Pass.PLAIN.alike());
    return stack.outputs(w, x, steps(batch, ws), ws.stack);
  }

  /** The same with a state that is carried; keeps what training would. */
  public float[] outputs(float[] w, PackedBatch batch, Workspace ws, Pass pass) {
    float[] hidden = states(w, batch, ws, pass.alike());
    return output.outputs(w, hidden, steps(batch, ws), ws.output, ws.stack.product);
  }

  /** The same block by block. */
  public void outputs(float[] w, PackedBatch batch, Workspace ws, Pass pass, RowsVisitor visitor) {
    float[] hidden = states(w, batch, ws, pass.alike());
    output.outputs(w, hidden, steps(batch, ws), ws.output, ws.stack.product, visitor);
  }

  /** D*H: the size of a hidden vector as the output layer sees it. */
  public int hiddenWidth() {
    return stack.outputSize();
  }

  /** The last recurrent layer's outputs [N, D*H], valid until the workspace is used again. */
  public float[] hidden(float[] w, PackedBatch batch, Workspace ws) {
    return states(w, batch, ws, Pass.PLAIN.alike());
  }

  private float[] states(float[] w, PackedBatch batch, Workspace ws, Pass pass) {
    float[] x = inputs(w, batch, ws, pass);
    return stack.forward(w, x, steps(batch, ws), ws.stack, pass);
  }

  /** What the first recurrent layer reads. */
  private float[] inputs(float[] w, PackedBatch batch, Workspace ws, Pass pass) {
    if (w.length != layout.size()) {
      throw new IllegalArgumentException(
          "%d parameters given, this network has %d".formatted(w.length, layout.size()));
    }
    if (embedding != null) {
      ws.x = Scan.atLeast(ws.x, batch.rows(), spec.inputSize());
      embedding.forward(w, batch, ws.x, spec.inputSize());
    }
    pass.begin(spec, batch.sequences());
    output.begin(batch, pass, ws.output);
    double p = pass.dropout().input();
    if (p > 0) {
      ws.x = Scan.atLeast(ws.x, batch.rows(), spec.inputSize());
      ws.inputMask.draw(pass.dropout(), p, pass.key(Dropout.INPUT), batch, spec.inputSize());
      ws.inputMask.apply(embedding != null ? ws.x : batch.features(), ws.x);
    }
    float[] x = input(batch, ws, pass);
    if (front != null) {
      front.forward(w, x, batch, ws.front, pass, ws.stack.product);
      x = ws.front.output();
    }
    return x;
  }

  /** The steps that the recurrent layers see: with strides in front of them, fewer. */
  private PackedBatch steps(PackedBatch batch, Workspace ws) {
    return front == null ? batch : ws.front.steps();
  }

  /** The inputs [N, I]: the batch's own features where nothing is done to them. */
  private float[] input(PackedBatch batch, Workspace ws, Pass pass) {
    boolean own = embedding == null && pass.dropout().input() == 0;
    return own ? batch.features() : ws.x;
  }
}
