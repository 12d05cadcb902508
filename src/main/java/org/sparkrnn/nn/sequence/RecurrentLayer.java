package org.sparkrnn.nn.sequence;

import java.util.ArrayList;
import java.util.List;
import org.sparkrnn.data.PackedBatch;
import org.sparkrnn.nn.Buffers;
import org.sparkrnn.nn.DropoutMask;
import org.sparkrnn.nn.FlowRecorder;
import org.sparkrnn.nn.Gradient;
import org.sparkrnn.nn.LayerModule;
import org.sparkrnn.nn.ModuleContext;
import org.sparkrnn.nn.Pass;
import org.sparkrnn.nn.onnx.OnnxGraph;
import org.sparkrnn.nn.onnx.OnnxSteps;

/**
 * A recurrent layer of one or two directions: h [N, D*P], forward units first, maybe masked. P is
 * what a step of its cell gives.
 */
public final class RecurrentLayer implements LayerModule, FlowRecorder {
  private final RecurrentDirection[] directions;
  private final int P;
  private final int width; // D*P
  private final int layer; // among the network's recurrent layers
  private final boolean last; // of them
  private final DropoutMask mask = new DropoutMask();
  private float[] joined = {}; // [N, 2*P] of two directions

  /**
   * Declares its parameters.
   *
   * @param inputWidth I, values a step
   */
  public RecurrentLayer(ModuleContext context, RecurrentSpec spec, int inputWidth) {
    width = spec.outputWidth(inputWidth);
    layer = context.next("rnn");
    last = layer == context.spec().dropoutPlaces() - 1;
    directions = new RecurrentDirection[spec.directions()];
    P = width / directions.length;
    for (int d = 0; d < directions.length; d++) {
      directions[d] = new RecurrentDirection(context, spec, layer, inputWidth, d == 1);
    }
  }

  /** The share of units that training drops behind this layer. */
  private double dropped(Pass pass) {
    return last ? pass.dropout().output() : pass.dropout().between();
  }

  @Override
  public float[] forward(float[] w, float[] x, PackedBatch batch, Pass pass) {
    for (RecurrentDirection direction : directions) {
      direction.forward(w, x, batch, pass);
    }
    float[] out = join(batch.rows());
    double p = dropped(pass);
    if (p > 0) { // in place: a cell's backward pass reads h_{t-1} from its copy
      mask.draw(pass.dropout(), p, pass.key(layer + 1), batch, width);
      mask.apply(out, out);
    }
    return out;
  }

  private float[] join(int N) {
    if (directions.length == 1) {
      return directions[0].h();
    }
    joined = Buffers.atLeast(joined, N, width);
    for (int n = 0; n < N; n++) {
      System.arraycopy(directions[0].h(), n * P, joined, n * width, P);
      System.arraycopy(directions[1].h(), n * P, joined, n * width + P, P);
    }
    return joined;
  }

  @Override
  public void outputs(float[] w, float[] x, PackedBatch batch, float[] out) {
    for (int d = 0; d < directions.length; d++) {
      directions[d].outputs(w, x, batch, out, d * P, width);
    }
  }

  @Override
  public void backward(
      float[] w, float[] x, PackedBatch batch, Pass pass, float[] dOut, Gradient g, float[] dx) {
    if (dropped(pass) > 0) {
      mask.apply(dOut, dOut);
    }
    for (int d = 0; d < directions.length; d++) {
      Cell.Columns columns = new Cell.Columns(dOut, d * P, width);
      directions[d].backward(w, x, batch, pass, columns, g, dx);
    }
  }

  @Override
  public OnnxSteps onnx(OnnxGraph graph, float[] w, OnnxSteps x) {
    List<String> h = new ArrayList<>();
    for (RecurrentDirection direction : directions) {
      h.add(direction.onnx(graph, w, x));
    }
    return x.with(graph.concat(2, h));
  }

  @Override
  public PackedBatch steps(PackedBatch batch) {
    return batch;
  }

  @Override
  public List<FlowRecorder> flowRecorders() {
    return List.of(this);
  }

  /** Of the forward direction. */
  @Override
  public void recordFlow(double[] norms) {
    directions[0].recordFlow(norms);
  }
}
