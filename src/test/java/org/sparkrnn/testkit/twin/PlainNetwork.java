package org.sparkrnn.testkit.twin;

import java.util.List;
import java.util.function.IntFunction;
import org.sparkrnn.data.PackedBatch;
import org.sparkrnn.nn.NetworkSpec;
import org.sparkrnn.nn.ParamLayout;

/** The readable twin of Network: a chain of the twins of its modules. */
public final class PlainNetwork {
  private final NetworkSpec spec;
  private final PlainContext context;
  private final List<InputTwin> inputs;
  private final LayerTwin layers;
  private final OutputTwin output;

  /** The factor of a unit in dropout. */
  @FunctionalInterface
  public interface Mask {
    /**
     * @param place 0 for the input; l + 1 for the output of recurrent layer l; 1 for the values
     *     that the output reads if there is no recurrent layer; {@code Dropout.statesOf} for states
     *     in recurrent products, where the factor is the same at all steps and {@code step} is 0
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

  /** Adds an amount to one unit of a layer's h_t, for the next layer and the next step. */
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

  /** p = f2(o) of one sequence: [T, K], or [1, K] with one output per sequence. */
  public double[][] outputs(double[][] x) {
    return output.outputs(hidden(x));
  }

  /** The joined inputs [T, I] that the layers read for the b-th longest sequence. */
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
