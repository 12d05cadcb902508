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
 * Each has parameters and a column of targets of its own. The losses are summed in the measure of
 * the first: see {@link BatchTargets}. What is asked of one output, the first answers.
 */
public final class JointOutput implements OutputModule {
  private final List<OutputModule> parts;
  private final OutputModule main;
  private final int DH;
  private float[] dHidden = {}; // [N, D*H]

  /**
   * @param parts which have declared their parameters
   * @param width D*H, values a step that go in
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

  /** That of the first output's targets, whose measure the losses have. */
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
