package org.sparkrnn.testkit.twin;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.sparkrnn.data.PackedBatch;
import org.sparkrnn.data.PackedColumn;
import org.sparkrnn.data.Readout;
import org.sparkrnn.nn.output.LinearOutputSpec;

/**
 * o = V h + c of each step, or of what the pooling makes of all, or of each of the last steps, side
 * by side; and the head.
 */
final class LinearOutputTwin implements OutputTwin {
  private final PlainContext context;
  private final LinearOutputSpec spec;
  private final HeadTwin head;
  private final PoolingTwin pooling;

  LinearOutputTwin(LinearOutputSpec spec, PlainContext context) {
    this.context = context;
    this.spec = spec;
    head = Twins.HEADS.get(spec.head()).apply(spec.loss());
    pooling = Twins.POOLINGS.get(spec.pooling()).apply(context);
  }

  private double[][] logits(double[][] h) {
    if (spec.steps() > 1) {
      double[] parts =
          IntStream.range(h.length - spec.steps(), h.length)
              .mapToObj(t -> context.affine("output.weight", "output.bias", h[t]))
              .flatMapToDouble(Arrays::stream)
              .toArray();
      return new double[][] {parts};
    }
    boolean all = spec.readout() == Readout.EACH_STEP || h.length == 0;
    double[][] read = all ? h : new double[][] {pooling.pool(h)};
    double[][] o = new double[read.length][];
    for (int t = 0; t < o.length; t++) {
      String V = spec.tiedEmbeddings() ? "embedding.weight" : "output.weight";
      o[t] = context.affine(V, "output.bias", read[t]);
    }
    return o;
  }

  @Override
  public double[][] outputs(double[][] h) {
    double[][] p = logits(h);
    for (int t = 0; t < p.length; t++) {
      p[t] = head.outputs(p[t]);
    }
    return p;
  }

  @Override
  public double loss(double[][] h, PackedBatch batch, int b) {
    PackedColumn targets = context.targets(batch);
    double[][] o = logits(h);
    double loss = 0;
    for (int t = 0; t < o.length; t++) {
      int row = batch.row(b, t); // one row per sequence if it has one output
      loss += context.weight(batch, row) * head.loss(o[t], targets, row);
    }
    return loss;
  }
}
