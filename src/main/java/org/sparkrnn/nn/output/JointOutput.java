package org.sparkrnn.nn.output;

import java.util.List;
import org.sparkrnn.data.PackedBatch;
import org.sparkrnn.nn.Buffers;
import org.sparkrnn.nn.Evaluation;
import org.sparkrnn.nn.Gradient;
import org.sparkrnn.nn.Network;
import org.sparkrnn.nn.OutputModule;
import org.sparkrnn.nn.onnx.OnnxGraph;
import org.sparkrnn.nn.onnx.OnnxSteps;

/**
 * Several outputs on the same states h, trained together (Caruana 1997, Multitask Learning):
 *
 * <pre>
 *   L = sum_i L_i(h)      dL/dh = sum_i dL_i/dh
 * </pre>
 *
 * Each has its own parameters and column of targets. Targets have the same total weight in each
 * loss: see {@link BatchTargets}. Where only one output is possible, the first one is used.
 */
public final class JointOutput implements OutputModule {
  private final List<OutputModule> parts;
  private final OutputModule main;
  private final int DH;
  private float[] dHidden = {}; // [N, D*H]

  /**
   * @param parts outputs that have declared their parameters
   * @param width D*H, input values per step
   */
  JointOutput(List<OutputModule> parts, int width) {
    this.parts = List.copyOf(parts);
    main = parts.get(0);
    DH = width;
  }

  @Override
  public List<OutputModule> parts() {
    return parts;
  }

  /** The weight of the first output's targets, which is that of all losses. */
  @Override
  public double weight(PackedBatch batch) {
    return main.weight(batch);
  }

  @Override
  public double gradient(float[] w, float[] h, PackedBatch batch, Gradient g) {
    int values = batch.rows() * DH;
    dHidden = Buffers.atLeast(dHidden, batch.rows(), DH);
    double loss = 0;
    for (OutputModule part : parts) {
      loss += part.gradient(w, h, batch, g);
      float[] d = part.dHidden(batch);
      if (part == main) {
        System.arraycopy(d, 0, dHidden, 0, values);
      } else {
        for (int i = 0; i < values; i++) {
          dHidden[i] += d[i];
        }
      }
    }
    return loss;
  }

  @Override
  public float[] dHidden(PackedBatch batch) {
    return dHidden;
  }

  @Override
  public Evaluation evaluate(float[] w, float[] h, PackedBatch batch) {
    return main.evaluate(w, h, batch);
  }

  @Override
  public Evaluation evaluate(float[] w, float[] h, PackedBatch batch, int from, int to) {
    return main.evaluate(w, h, batch, from, to);
  }

  @Override
  public float[] outputs(float[] w, float[] h, PackedBatch batch) {
    return main.outputs(w, h, batch);
  }

  @Override
  public void outputs(float[] w, float[] h, PackedBatch batch, Network.RowsVisitor visitor) {
    main.outputs(w, h, batch, visitor);
  }

  @Override
  public int[] decode(float[] w, float[] h, PackedBatch batch, Network.RowsVisitor visitor) {
    return main.decode(w, h, batch, visitor);
  }

  @Override
  public String onnx(OnnxGraph graph, float[] w, OnnxSteps h) {
    throw OnnxGraph.inexpressible("a joint output (several labelCols)");
  }

  @Override
  public void best(float[] w, float[] h, PackedBatch batch, int n, BestVisitor visitor) {
    main.best(w, h, batch, n, visitor);
  }
}
