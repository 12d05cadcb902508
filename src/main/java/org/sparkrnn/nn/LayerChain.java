package org.sparkrnn.nn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.sparkrnn.data.PackedBatch;
import org.sparkrnn.nn.onnx.OnnxGraph;
import org.sparkrnn.nn.onnx.OnnxSteps;

/** A stack of layers, possibly empty, with the buffers between them; for one thread only. */
public final class LayerChain {
  private final List<LayerModule> layers = new ArrayList<>();
  private final int[] widths; // of the input of each layer and of the last output
  private final int[] repeats; // repetitions of steps in the input of each layer
  private final float[][] between; // [N, width] the output of each layer
  private final PackedBatch[] steps; // of the input of each layer and of the last output
  private final float[][] plain = {{}, {}}; // [N, width] the input and the output of a layer
  private final float[][] down = {{}, {}}; // [N, width] gradients of a layer's ends

  /**
   * Creates the layers, each for the output width of the one below it, and declares their
   * parameters.
   */
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

  /** The number of output values per step. */
  public int width() {
    return widths[widths.length - 1];
  }

  /** The output steps of the last pass. */
  public PackedBatch steps() {
    return steps[steps.length - 1];
  }

  /** The layers whose gradient flow is measured, from the lowest up. */
  public List<FlowRecorder> flowRecorders() {
    List<FlowRecorder> all = new ArrayList<>();
    layers.forEach(layer -> all.addAll(layer.flowRecorders()));
    return all;
  }

  /** Returns the output [N', width], which is valid until the next pass. */
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
   * Computes the same output without the values that a backward pass needs. It takes the memory of
   * only two layers' outputs, whatever the number of layers.
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

  /** Adds the layers to an ONNX graph, each on the output of the one below it. */
  public OnnxSteps onnx(OnnxGraph graph, float[] w, OnnxSteps x) {
    OnnxSteps steps = x;
    for (LayerModule layer : layers) {
      steps = layer.onnx(graph, w, steps);
    }
    return steps;
  }

  /**
   * The backward pass, after {@link #forward} with the same arguments.
   *
   * @param dOut [N', width] dL/d(output); overwritten
   * @param dx [N, I] to which dL/dx is added, or null
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
