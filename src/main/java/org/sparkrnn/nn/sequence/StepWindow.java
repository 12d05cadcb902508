package org.sparkrnn.nn.sequence;

import java.util.ArrayList;
import java.util.List;
import org.sparkrnn.data.PackedBatch;
import org.sparkrnn.nn.onnx.OnnxGraph;
import org.sparkrnn.nn.onnx.OnnxSteps;

/**
 * The inputs of several neighbouring steps side by side in one row, for a product with weights over
 * all of them (im2col): row (b, t) holds x_s for s = t * stride - left up to t * stride - left +
 * width - 1, zeros where s is outside the sequence.
 */
public final class StepWindow {
  private final int channels; // C, of one step
  private final int width; // k steps
  private final int left;
  private final int stride;
  private final int channelStep; // between channels of a row
  private final int timeStep; // between steps of a row

  private StepWindow(int channels, int width, int left, int stride, int channelStep, int timeStep) {
    this.channels = channels;
    this.width = width;
    this.left = left;
    this.stride = stride;
    this.channelStep = channelStep;
    this.timeStep = timeStep;
  }

  /** Around a step, [C, k] as Conv1d's weights; of an even width the longer half is to come. */
  public static StepWindow around(int channels, int width, int stride) {
    return new StepWindow(channels, width, (width - 1) / 2, stride, width, 1);
  }

  /** A step and those before it, [k, C], oldest first. */
  public static StepWindow before(int channels, int width) {
    return new StepWindow(channels, width, width - 1, 1, 1, channels);
  }

  /** Size of a row: k * C. */
  public int size() {
    return width * channels;
  }

  /**
   * Writes {@code rows} [N', k * C].
   *
   * @param x [N, C] rows of {@code from}
   * @param to the batch of {@code from}'s every stride-th step, N' rows
   */
  public void gather(float[] x, PackedBatch from, PackedBatch to, float[] rows) {
    gather(x, from, to, rows, 0, size());
  }

  /** The same into rows that are {@code rowStride} wide, from {@code first} on in each. */
  public void gather(
      float[] x, PackedBatch from, PackedBatch to, float[] rows, int first, int rowStride) {
    for (int t = 0; t < to.maxLength(); t++) {
      for (int b = 0; b < to.batchSize(t); b++) {
        int row = to.row(b, t) * rowStride + first;
        for (int k = 0; k < width; k++) {
          int s = t * stride - left + k;
          int at = row + k * timeStep;
          boolean inside = s >= 0 && s < from.length(b);
          int source = inside ? from.row(b, s) * channels : 0;
          for (int c = 0; c < channels; c++) {
            rows[at + c * channelStep] = inside ? x[source + c] : 0f;
          }
        }
      }
    }
  }

  /**
   * Adds to a graph of ONNX what {@link #gather} does, of a window that ends with its step: [T, B,
   * k * C].
   */
  String onnx(OnnxGraph graph, OnnxSteps x) {
    String padded = graph.node("Pad", x.values(), graph.constants(left, 0, 0, 0, 0, 0));
    List<String> steps = new ArrayList<>();
    for (int k = 0; k < width; k++) {
      long end = k == left ? Long.MAX_VALUE : k - left; // counted from behind the last
      steps.add(graph.slice(padded, 0, k, end));
    }
    return graph.concat(2, steps);
  }

  /** The reverse of {@link #gather}: adds every element of dRows [N', k * C] where it came from. */
  public void scatter(float[] dRows, PackedBatch from, PackedBatch to, float[] dx) {
    scatter(dRows, 0, size(), from, to, dx);
  }

  /** The same from rows that are {@code rowStride} wide, from {@code first} on in each. */
  public void scatter(
      float[] dRows, int first, int rowStride, PackedBatch from, PackedBatch to, float[] dx) {
    for (int t = 0; t < to.maxLength(); t++) {
      for (int b = 0; b < to.batchSize(t); b++) {
        int row = to.row(b, t) * rowStride + first;
        for (int k = 0; k < width; k++) {
          int s = t * stride - left + k;
          if (s < 0 || s >= from.length(b)) {
            continue;
          }
          int at = row + k * timeStep;
          int target = from.row(b, s) * channels;
          for (int c = 0; c < channels; c++) {
            dx[target + c] += dRows[at + c * channelStep];
          }
        }
      }
    }
  }
}
