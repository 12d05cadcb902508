package org.sparkrnn.testkit.twin;

import java.util.List;
import org.sparkrnn.data.PackedBatch;
import org.sparkrnn.data.Readout;
import org.sparkrnn.nn.OutputSpec;
import org.sparkrnn.nn.output.JointOutputSpec;

/**
 * The sum of the losses of several outputs. If the main output has labels of steps, a label of the
 * sequence counts as often as there are steps; if it has a label of the sequence, the labels of all
 * steps together count as one.
 */
final class JointTwin implements OutputTwin {
  private final PlainContext context;
  private final List<OutputSpec> specs;
  private final List<OutputTwin> parts;

  JointTwin(JointOutputSpec spec, PlainContext context) {
    this.context = context;
    specs = spec.parts();
    parts = specs.stream().map(part -> Twins.of(part, context, OutputTwin.class)).toList();
  }

  /** The outputs of the first one. */
  @Override
  public double[][] outputs(double[][] h) {
    context.output(0, 1);
    return parts.get(0).outputs(h);
  }

  @Override
  public double loss(double[][] h, PackedBatch batch, int b) {
    double loss = 0;
    for (int i = 0; i < specs.size(); i++) {
      context.output(i, share(specs.get(0).readout(), specs.get(i).readout(), h.length));
      loss += parts.get(i).loss(h, batch, b);
    }
    return loss;
  }

  private static double share(Readout main, Readout own, int T) {
    if (main == own) {
      return 1;
    }
    return own == Readout.LAST_STEP ? T : 1.0 / T;
  }
}
