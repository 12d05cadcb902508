package org.sparkrnn.nn;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.sparkrnn.data.PackedBatch;

/**
 * A list of modules over one flat parameter vector: inputs that write x [N, I], a stack of layers,
 * and an output with a loss. The network treats all modules alike: each declares its parameters,
 * computes its forward and backward pass, and owns its buffers. An instance contains only shapes,
 * so threads may share it, each with its own {@link Workspace}.
 */
public final class Network {
  /**
   * The modules of one thread with their buffers, which grow to the size of the largest batch and
   * are then reused.
   */
  public static final class Workspace {
    private final InputModule[] inputs;
    private final LayerChain layers;
    private final OutputModule output;
    private float[] x = {}; // [N, I]
    private float[] dx = {}; // [N, I]
    private float[] dropped = {}; // [N', width] what the output reads, if no layer drops units
    private final DropoutMask inputMask = new DropoutMask();
    private final DropoutMask outputMask = new DropoutMask();
    private final WeightDrop weightDrop = new WeightDrop();

    private Workspace(ModuleContext context) {
      NetworkSpec spec = context.spec();
      inputs = new InputModule[spec.inputSpecs().length];
      for (int i = 0; i < inputs.length; i++) {
        inputs[i] = spec.inputSpecs()[i].create(context);
      }
      layers = new LayerChain(context, spec.layerSpecs(), spec.inputSize());
      output = spec.output().create(context, layers.width());
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

  private static final int PARALLEL_ROWS = 256; // of outputs; a thread takes this number at a time

  private final NetworkSpec spec;
  private final ParamLayout layout;
  private final int flowLayers;
  private final boolean layersDrop; // units before the output

  /** Creates the network of a spec. It contains no weights, only their layout. */
  public Network(NetworkSpec spec) {
    this.spec = spec;
    ModuleContext context = new ModuleContext(spec);
    Workspace ws = new Workspace(context); // whose modules declare their parameters
    layout = context.layout();
    layersDrop = spec.dropoutPlaces() > 0;
    flowLayers = ws.layers.flowRecorders().size();
  }

  /** All sizes and choices. */
  public NetworkSpec spec() {
    return spec;
  }

  /** The places of the parameter blocks. */
  public ParamLayout layout() {
    return layout;
  }

  /** A gradient of zeros for this network. */
  public Gradient newGradient() {
    int tableSize = layout.tableSize();
    int rowSize = layout.table().map(ParamLayout.Block::cols).orElse(0);
    return new Gradient(
        tableSize,
        rowSize,
        FloatPool.takeZeros(layout.size() - tableSize),
        new int[0],
        new float[0]);
  }

  /**
   * The rows of the layout's table that a mini-batch reads, ascending: all that {@link #gradient}
   * needs of the table.
   */
  public int[] tableRows(PackedBatch batch, Workspace ws) {
    return Arrays.stream(ws.inputs)
        .flatMapToInt(input -> Arrays.stream(input.tableRows(batch)))
        .toArray(); // at most one input has the table
  }

  /** New buffers for another thread. */
  public Workspace newWorkspace() {
    return new Workspace(new ModuleContext(spec));
  }

  /** Random initial parameters; each module decides how its blocks are initialized. */
  public float[] initialParameters(long seed) {
    float[] w = new float[layout.size()];
    SplittableRandom random = new SplittableRandom(seed);
    for (ParamLayout.Block block : layout.blocks()) {
      block.initializer().fill(w, block, random);
    }
    return w;
  }

  /**
   * Loss and gradient of a mini-batch by back-propagation through time.
   *
   * @param w parameters
   * @param g zeros, to which the gradient of the summed loss is added
   * @return the weighted loss summed over all targets, in nats for probabilities
   * @throws IllegalArgumentException if the batch has another kind of targets than this network
   */
  public double gradient(float[] w, PackedBatch batch, Workspace ws, Gradient g) {
    return gradient(w, batch, ws, g, Pass.PLAIN);
  }

  /** The same with a carried state or with dropout. */
  public double gradient(float[] w, PackedBatch batch, Workspace ws, Gradient g, Pass pass) {
    if (pass.dropout().weights() == 0) {
      return gradientOf(w, batch, ws, g, pass);
    }
    List<ParamLayout.Block> recurrent = layout.recurrentBlocks();
    double loss = gradientOf(ws.weightDrop.weights(w, recurrent, pass), batch, ws, g, pass);
    ws.weightDrop.backward(g, recurrent, pass);
    return loss;
  }

  private double gradientOf(float[] w, PackedBatch batch, Workspace ws, Gradient g, Pass pass) {
    float[] hidden = states(w, batch, ws, pass);
    if (batch.rows() == 0) {
      return 0;
    }
    PackedBatch steps = ws.layers.steps();
    double loss = ws.output.gradient(w, hidden, steps, g);
    backward(w, batch, ws, pass, ws.output.dHidden(steps), g);
    return loss;
  }

  /** From dL/d(hidden), which is overwritten, down to the inputs. */
  private void backward(
      float[] w, PackedBatch batch, Workspace ws, Pass pass, float[] dHidden, Gradient g) {
    int I = spec.inputSize();
    float[] dx = null;
    if (spec.inputsLearn()) {
      ws.dx = Buffers.atLeast(ws.dx, batch.rows(), I);
      dx = ws.dx;
      Arrays.fill(dx, 0, batch.rows() * I, 0f);
    }
    if (dropsOutput(pass)) {
      ws.outputMask.apply(dHidden, dHidden);
    }
    ws.layers.backward(w, input(batch, ws, pass), batch, pass, dHidden, g, dx);
    if (dx == null) {
      return;
    }
    if (pass.dropout().input() > 0) {
      ws.inputMask.apply(dx, dx);
    }
    for (int i = 0, column = 0; i < ws.inputs.length; i++) {
      ws.inputs[i].backward(w, batch, dx, column, I, g);
      column += spec.inputSpecs()[i].width();
    }
  }

  /**
   * How far back in time the network learns: the norm of dL/dh_{T-k} as a function of the distance
   * k, through all paths from h to L. L is the loss of a sequence or, if {@link
   * OutputSpec#stepsStandAlone steps stand alone}, only the loss at its last step (Bengio et al.
   * 1994, Pascanu et al. 2013). This takes one pass over one batch, whose gradient is discarded.
   * For a bidirectional network it is measured in the forward halves.
   *
   * @param maxDistance K, in steps as the layers that are measured see them
   */
  public GradientFlow gradientFlow(float[] w, PackedBatch batch, Workspace ws, int maxDistance) {
    float[] hidden = hidden(w, batch, ws);
    PackedBatch steps = ws.layers.steps();
    List<FlowRecorder> recorders = ws.layers.flowRecorders();
    double[][] norms = new double[recorders.size()][steps.rows()];
    if (batch.rows() > 0) {
      Gradient g = newGradient();
      ws.output.gradient(w, hidden, steps, g);
      float[] dHidden = ws.output.dHidden(steps);
      int DH = hiddenWidth();
      int ends = spec.output().stepsStandAlone() ? 0 : steps.maxLength();
      for (int t = ends; t + 1 < steps.maxLength(); t++) { // rows with a next step
        int from = steps.offset(t) * DH;
        Arrays.fill(dHidden, from, from + steps.batchSize(t + 1) * DH, 0f);
      }
      for (int l = 0; l < norms.length; l++) {
        recorders.get(l).recordFlow(norms[l]);
      }
      try {
        backward(w, batch, ws, Pass.PLAIN, dHidden, g);
      } finally {
        recorders.forEach(layer -> layer.recordFlow(null));
      }
    }
    return GradientFlow.ofSquares(norms, steps, maxDistance);
  }

  /** The gradient flow of no sequences. */
  public GradientFlow noGradientFlow(int maxDistance) {
    return GradientFlow.none(flowLayers, maxDistance);
  }

  /**
   * The number by which the loss and the gradient must be divided after they are summed over
   * batches: the sum of the weights of the targets, which is their number if all have the weight 1.
   */
  public double weight(PackedBatch batch, Workspace ws) {
    return ws.output.weight(batch);
  }

  /** Loss and errors of a labelled batch, without a gradient. */
  public Evaluation evaluate(float[] w, PackedBatch batch, Workspace ws) {
    return evaluate(w, batch, ws, Pass.PLAIN);
  }

  /** Loss and errors of one of several outputs, by its number. */
  public Evaluation evaluate(float[] w, PackedBatch batch, Workspace ws, int output) {
    float[] hidden = states(w, batch, ws, Pass.PLAIN.alike());
    return batch.rows() == 0
        ? Evaluation.NONE
        : ws.output.parts().get(output).evaluate(w, hidden, ws.layers.steps());
  }

  /** The same for all outputs, or for the first of several outputs, with a carried state. */
  public Evaluation evaluate(float[] w, PackedBatch batch, Workspace ws, Pass pass) {
    float[] hidden = states(w, batch, ws, pass.alike());
    return batch.rows() == 0 ? Evaluation.NONE : ws.output.evaluate(w, hidden, ws.layers.steps());
  }

  /**
   * The same with a carried state, and with the outputs computed on all processors, because with
   * many classes they are most of the arithmetic. It uses the threads of the pool that this thread
   * belongs to, or of the common pool. The result does not depend on their number.
   *
   * @param w parameters of a network whose steps {@link OutputSpec#stepsStandAlone stand alone}
   */
  public Evaluation evaluateInParallel(float[] w, PackedBatch batch, Workspace ws, Pass pass) {
    float[] hidden = states(w, batch, ws, pass.alike());
    PackedBatch steps = ws.layers.steps();
    int R = steps.rows();
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
        spec, worker -> worker.workspace().output.evaluate(w, hidden, batch, from, to));
  }

  /**
   * Outputs p = f2(o), valid until the workspace is used again: [N, K] with one output per step, in
   * the rows of the batch; [B, K] with one output per sequence, where row b belongs to the b-th
   * longest sequence, and an empty sequence has the output of a zero state. Nothing is kept for a
   * backward pass, so long sequences fit into memory: for N steps it needs their inputs, two rows
   * of states and their outputs.
   *
   * <p>The output for a sequence is bit for bit the same, regardless of the other sequences in its
   * batch.
   */
  public float[] outputs(float[] w, PackedBatch batch, Workspace ws) {
    float[] hidden = plainStates(w, batch, ws);
    return ws.output.outputs(w, hidden, ws.layers.steps());
  }

  /**
   * The same block by block: for N steps it never needs more than their inputs and two rows of
   * states.
   */
  public void outputs(float[] w, PackedBatch batch, Workspace ws, RowsVisitor visitor) {
    float[] hidden = plainStates(w, batch, ws);
    ws.output.outputs(w, hidden, ws.layers.steps(), visitor);
  }

  /**
   * The predicted labels: a class for each row of {@link #outputs(float[], PackedBatch,
   * Workspace)}.
   *
   * @param visitor receives the outputs on the way, block by block; may be null
   * @throws UnsupportedOperationException if the outputs are not classes of which exactly one holds
   */
  public int[] decode(float[] w, PackedBatch batch, Workspace ws, RowsVisitor visitor) {
    float[] hidden = plainStates(w, batch, ws);
    return ws.output.decode(w, hidden, ws.layers.steps(), visitor);
  }

  /**
   * The same for each of several outputs; the layers are run only once.
   *
   * @param visitors of the outputs by their numbers; each may be null
   * @return the classes of each output
   */
  public int[][] decodeEach(
      float[] w, PackedBatch batch, Workspace ws, IntFunction<RowsVisitor> visitors) {
    return decodeEach(w, plainStates(w, batch, ws), ws, visitors);
  }

  /** The same with a carried state. */
  public int[][] decodeEach(
      float[] w, PackedBatch batch, Workspace ws, Pass pass, IntFunction<RowsVisitor> visitors) {
    return decodeEach(w, states(w, batch, ws, pass.alike()), ws, visitors);
  }

  private static int[][] decodeEach(
      float[] w, float[] hidden, Workspace ws, IntFunction<RowsVisitor> visitors) {
    PackedBatch steps = ws.layers.steps();
    List<OutputModule> parts = ws.output.parts();
    int[][] classes = new int[parts.size()][];
    for (int i = 0; i < classes.length; i++) {
      classes[i] = parts.get(i).decode(w, hidden, steps, visitors.apply(i));
    }
    return classes;
  }

  /**
   * The n likeliest label sequences of each sequence: see {@link OutputModule#best}.
   *
   * @param output the number of one of several outputs; 0 if there is only one
   */
  public void best(
      float[] w,
      PackedBatch batch,
      Workspace ws,
      int output,
      int n,
      OutputModule.BestVisitor visitor) {
    float[] hidden = plainStates(w, batch, ws);
    ws.output.parts().get(output).best(w, hidden, ws.layers.steps(), n, visitor);
  }

  /**
   * How much each of the {@link #steps} counts in what the output reads: see {@link
   * OutputModule#attention}.
   */
  public float[] attention(float[] w, PackedBatch batch, Workspace ws) {
    float[] hidden = plainStates(w, batch, ws);
    return ws.output.attention(w, hidden, ws.layers.steps());
  }

  /** The log probabilities of each sequence: see {@link OutputModule#logProbabilities}. */
  public void logProbabilities(
      float[] w, PackedBatch batch, Workspace ws, OutputModule.StepsVisitor visitor) {
    float[] hidden = plainStates(w, batch, ws);
    ws.output.logProbabilities(w, hidden, ws.layers.steps(), visitor);
  }

  /** The best transcripts of each sequence: see {@link OutputModule#transcribe}. */
  public void transcribe(
      float[] w,
      PackedBatch batch,
      Workspace ws,
      TranscriptSearch search,
      OutputModule.TranscriptVisitor visitor) {
    float[] hidden = plainStates(w, batch, ws);
    ws.output.transcribe(w, hidden, ws.layers.steps(), search, visitor);
  }

  /** The output steps of the last pass, which are those of the batch unless layers change them. */
  public PackedBatch steps(Workspace ws) {
    return ws.layers.steps();
  }

  private float[] plainStates(float[] w, PackedBatch batch, Workspace ws) {
    float[] x = inputs(w, batch, ws, Pass.PLAIN.alike());
    return ws.layers.outputs(w, x, batch);
  }

  /** The same with a carried state; it keeps everything that training would keep. */
  public float[] outputs(float[] w, PackedBatch batch, Workspace ws, Pass pass) {
    float[] hidden = states(w, batch, ws, pass.alike());
    return ws.output.outputs(w, hidden, ws.layers.steps());
  }

  /** The same block by block. */
  public void outputs(float[] w, PackedBatch batch, Workspace ws, Pass pass, RowsVisitor visitor) {
    float[] hidden = states(w, batch, ws, pass.alike());
    ws.output.outputs(w, hidden, ws.layers.steps(), visitor);
  }

  /** D*H: the size of a hidden vector that the output reads. */
  public int hiddenWidth() {
    return spec.hiddenWidth();
  }

  /** The outputs [N, D*H] of the last layer, valid until the workspace is used again. */
  public float[] hidden(float[] w, PackedBatch batch, Workspace ws) {
    return states(w, batch, ws, Pass.PLAIN.alike());
  }

  private float[] states(float[] w, PackedBatch batch, Workspace ws, Pass pass) {
    float[] hidden = ws.layers.forward(w, inputs(w, batch, ws, pass), batch, pass);
    if (!dropsOutput(pass) || batch.rows() == 0) {
      return hidden;
    }
    PackedBatch steps = ws.layers.steps();
    int width = ws.layers.width();
    ws.dropped = Buffers.atLeast(ws.dropped, steps.rows(), width); // hidden may be the batch's
    ws.outputMask.draw(pass.dropout(), pass.dropout().output(), pass.key(1), steps, width);
    ws.outputMask.apply(hidden, ws.dropped);
    return ws.dropped;
  }

  /** Whether this and no layer drops units before the output. */
  private boolean dropsOutput(Pass pass) {
    return !layersDrop && pass.dropout().output() > 0;
  }

  /** What the first layer reads, [N, I]. */
  private float[] inputs(float[] w, PackedBatch batch, Workspace ws, Pass pass) {
    if (w.length != layout.size()) {
      throw new IllegalArgumentException(
          "%d parameters were given, but this network has %d".formatted(w.length, layout.size()));
    }
    pass.begin(spec, batch.sequences());
    if (batch.rows() == 0) {
      return ws.x; // of no rows; a batch of no sequences has no columns to ask for
    }
    float[] x = asTheyAre(batch, ws);
    double p = pass.dropout().input();
    if (x != null && p == 0) {
      return x;
    }
    int I = spec.inputSize();
    ws.x = Buffers.atLeast(ws.x, batch.rows(), I);
    if (x == null) {
      x = ws.x;
      for (int i = 0, column = 0; i < ws.inputs.length; i++) {
        ws.inputs[i].forward(w, batch, x, column, I);
        column += spec.inputSpecs()[i].width();
      }
    }
    if (p > 0) {
      ws.inputMask.draw(pass.dropout(), p, pass.key(Dropout.INPUT), batch, I);
      ws.inputMask.apply(x, ws.x);
    }
    return ws.x;
  }

  /** The inputs where the batch has them, or null. */
  private static float[] asTheyAre(PackedBatch batch, Workspace ws) {
    return ws.inputs.length == 1 ? ws.inputs[0].asTheyAre(batch) : null;
  }

  /** The inputs of the last pass. */
  private static float[] input(PackedBatch batch, Workspace ws, Pass pass) {
    float[] x = pass.dropout().input() > 0 ? null : asTheyAre(batch, ws);
    return x == null ? ws.x : x;
  }
}
