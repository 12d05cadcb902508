package org.sparkrnn.nn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.sparkrnn.data.PackedBatch;
import org.sparkrnn.nn.onnx.OnnxGraph;
import org.sparkrnn.nn.onnx.OnnxSteps;

/** Layers that stand on each other, or none, with what goes between them. For one thread. */
public final class LayerChain {
  private final List<LayerModule> layers = new ArrayList<>();
  private final int[] widths; // of what goes into each, and of what comes out of the last
  private final int[] repeats; // of the steps that go into each
  private final float[][] between; // [N, width] what came out of each layer
  private final PackedBatch[] steps; // of what goes into each, and of what comes out
  private final float[][] plain = {{}, {}}; // [N, width] what a layer reads, and what it writes
  private final float[][] down = {{}, {}}; // [N, width] gradients on their way down

  /** Creates the layers, each as wide as the one below it gives, and declares their parameters. */
  public LayerChain(ModuleContext context, LayerSpec[] specs, int inputWidth) {
    widths = new int[specs.length + 1];
    repeats = new int[specs.length];
    between = new float[specs.length][];
    steps = new PackedBatch[specs.length + 1];
    widths[0] = inputWidth;
    for (int i = 0; i < specs.length; i++) {
      layers.add(specs[i].create(context, widths[i]));
      repeats[i] = specs[i].repeats();
      widths[i + 1] = specs[i].outputWidth(widths[i]);
    }
  }

  /** Values a step that come out. */
  public int width() {
    return widths[widths.length - 1];
  }

  /** The steps that came out of the last pass. */
  public PackedBatch steps() {
    return steps[steps.length - 1];
  }

  /** The layers whose gradient flow is measured, from the lowest up. */
  public List<FlowRecorder> flowRecorders() {
    List<FlowRecorder> all = new ArrayList<>();
    layers.forEach(layer -> all.addAll(layer.flowRecorders()));
    return all;
  }

  /** Returns what comes out, [N', width]; it stays valid until the next pass. */
  public float[] forward(float[] w, float[] x, PackedBatch batch, Pass pass) {
    float[] input = x;
    steps[0] = batch;
    for (int i = 0; i < layers.size(); i++) {
      between[i] = layers.get(i).forward(w, input, steps[i], pass);
      steps[i + 1] = layers.get(i).steps(steps[i]);
      input = between[i];
    }
    return input;
  }

  /**
   * The same without what a backward pass needs: however many layers, memory for what two of them
   * give.
   */
  public float[] outputs(float[] w, float[] x, PackedBatch batch) {
    float[] input = x;
    steps[0] = batch;
    for (int i = 0; i < layers.size(); i++) {
      int rows = Math.multiplyExact(steps[i].rows(), repeats[i]);
      plain[i % 2] = Buffers.atLeast(plain[i % 2], rows, widths[i + 1]);
      layers.get(i).outputs(w, input, steps[i], plain[i % 2]);
      steps[i + 1] = layers.get(i).steps(steps[i]);
      input = plain[i % 2];
    }
    return input;
  }

  /** Adds the layers to a graph of ONNX, each on what comes out of the one below it. */
  public OnnxSteps onnx(OnnxGraph graph, float[] w, OnnxSteps x) {
    OnnxSteps steps = x;
    for (LayerModule layer : layers) {
      steps = layer.onnx(graph, w, steps);
    }
    return steps;
  }

  /**
   * After {@link #forward} with the same arguments.
   *
   * @param dOut [N', width] dL/d(what came out); overwritten
   * @param dx [N, I] to add dL/dx into, or null
   */
  public void backward(
      float[] w, float[] x, PackedBatch batch, Pass pass, float[] dOut, Gradient g, float[] dx) {
    if (layers.isEmpty() && dx != null) {
      for (int i = 0; i < batch.rows() * width(); i++) {
        dx[i] += dOut[i];
      }
    }
    float[] d = dOut;
    for (int i = layers.size() - 1; i >= 0; i--) {
      float[] below = dx;
      if (i > 0) {
        int size = steps[i].rows() * widths[i];
        down[i % 2] = Buffers.atLeast(down[i % 2], steps[i].rows(), widths[i]);
        below = down[i % 2];
        Arrays.fill(below, 0, size, 0f);
      }
      layers.get(i).backward(w, i == 0 ? x : between[i - 1], steps[i], pass, d, g, below);
      d = below;
    }
  }
}
