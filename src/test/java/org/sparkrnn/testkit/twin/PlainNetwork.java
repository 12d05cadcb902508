package org.sparkrnn.testkit.twin;

import java.util.List;
import java.util.function.IntFunction;
import org.sparkrnn.data.PackedBatch;
import org.sparkrnn.nn.NetworkSpec;
import org.sparkrnn.nn.ParamLayout;

/** The readable twin of Network: the twins of its modules, one behind the other. */
public final class PlainNetwork {
  private final NetworkSpec spec;
  private final PlainContext context;
  private final List<InputTwin> inputs;
  private final LayerTwin layers;
  private final OutputTwin output;

  /** What a unit is multiplied by: dropout. */
  @FunctionalInterface
  public interface Mask {
    /**
     * @param place 0 for the input, l + 1 for the output of recurrent layer l; without any, 1 for
     *     what the output reads; {@code Dropout.statesOf} for what recurrent weights read, of which
     *     all steps, called 0, are multiplied alike
     */
    double factor(int sequence, int place, int step, int unit);
  }

  public PlainNetwork(NetworkSpec spec, ParamLayout layout, double[] w) {
    this.spec = spec;
    context = new PlainContext(spec, layout, w);
    inputs =
        spec.inputs().stream().map(input -> Twins.of(input, context, InputTwin.class)).toList();
    layers = Twins.chain(spec.layers(), context);
    output = Twins.of(spec.output(), context, OutputTwin.class);
  }

  /** Lets sequences continue from states [L][h, c][H]; null for one that begins. */
  public PlainNetwork from(IntFunction<double[][][]> states) {
    context.first = states;
    return this;
  }

  /** Multiplies units by a mask. */
  public PlainNetwork masked(Mask mask) {
    context.mask = mask;
    return this;
  }

  /** Adds a little to one unit of a layer's h_t, as it goes up and on. */
  public PlainNetwork nudged(int layer, int step, int unit, double amount) {
    context.nudged = new int[] {layer, step, unit};
    context.nudge = amount;
    return this;
  }

  /** [L][h, c][H] after the last step of the b-th longest sequence of a batch. */
  public double[][][] lastState(PackedBatch batch, int b) {
    hidden(inputs(batch, b));
    return context.last;
  }

  /** The loss of a packed batch, one sequence after the other, weighted by their weights. */
  public double loss(PackedBatch batch) {
    double loss = 0;
    for (int b = 0; b < batch.sequences(); b++) {
      loss += output.loss(hidden(inputs(batch, b)), batch, b);
    }
    return loss;
  }

  /** p = f2(o) of one sequence: [T, K], or [1, K] for one output a sequence. */
  public double[][] outputs(double[][] x) {
    return output.outputs(hidden(x));
  }

  /** What the layers read of the b-th longest sequence: what the inputs give, joined, [T, I]. */
  public double[][] inputs(PackedBatch batch, int b) {
    context.sequence = batch.position(b);
    double[][] x = new double[batch.length(b)][spec.inputSize()];
    for (int t = 0; t < x.length; t++) {
      int column = 0;
      for (InputTwin input : inputs) {
        double[] part = input.row(batch, batch.row(b, t));
        System.arraycopy(part, 0, x[t], column, part.length);
        column += part.length;
      }
    }
    return x;
  }

  private double[][] hidden(double[][] x) {
    double[][] h = layers.forward(context.masked(0, x));
    return spec.dropoutPlaces() == 0 ? context.masked(1, h) : h;
  }
}
