package org.sparkrnn.nn.sequence;

import java.util.Map;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.PackedBatch;
import org.sparkrnn.nn.Buffers;
import org.sparkrnn.nn.Choices;
import org.sparkrnn.nn.Gradient;
import org.sparkrnn.nn.LayerModule;
import org.sparkrnn.nn.LayerSpec;
import org.sparkrnn.nn.ModuleContext;
import org.sparkrnn.nn.Pass;
import org.sparkrnn.nn.onnx.OnnxGraph;
import org.sparkrnn.nn.onnx.OnnxSteps;

/** Each step joined with those before it, oldest first, zeros before a sequence's beginning. */
public final class WindowSpec extends LayerSpec {
  /** The name in network.json. */
  public static final String KIND = "window";

  private static final long serialVersionUID = 1L;

  private final int steps;

  /**
   * @param steps k, the present one among them
   * @throws InvalidInputException if it is not positive
   */
  public WindowSpec(int steps) {
    this.steps = steps;
    if (steps < 1) {
      throw new InvalidInputException(
          "window is %d; it is a number of steps including the current one, at least 1"
              .formatted(steps));
    }
  }

  /** Reads what {@link #choices} gave. */
  public static WindowSpec of(Choices choices) {
    return new WindowSpec(choices.integer("steps"));
  }

  /** What to say of a layer that reads several steps at once. */
  public static InvalidInputException notCarried() {
    return new InvalidInputException(
        "convLayers or window is set, so an output depends on inputs of several steps, but the state that is carried from one chunk of a sequence to the next does not contain inputs; leave both unset, or train on whole sequences");
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Map<String, Object> choices() {
    return Choices.map("steps", steps);
  }

  /** k. */
  public int steps() {
    return steps;
  }

  @Override
  public int outputWidth(int inputWidth) {
    return Math.multiplyExact(steps, inputWidth);
  }

  @Override
  public long floatsPerStep(int inputWidth) {
    return 2L * steps * inputWidth;
  }

  @Override
  public int stateSize() {
    throw notCarried();
  }

  @Override
  public LayerModule create(ModuleContext context, int inputWidth) {
    StepWindow window = StepWindow.before(inputWidth, steps);
    return new LayerModule() {
      private float[] rows = {}; // [N, k * I]

      @Override
      public float[] forward(float[] w, float[] x, PackedBatch batch, Pass pass) {
        rows = Buffers.atLeast(rows, batch.rows(), window.size());
        window.gather(x, batch, batch, rows);
        return rows;
      }

      @Override
      public void outputs(float[] w, float[] x, PackedBatch batch, float[] out) {
        window.gather(x, batch, batch, out);
      }

      @Override
      public void backward(
          float[] w,
          float[] x,
          PackedBatch batch,
          Pass pass,
          float[] dOut,
          Gradient g,
          float[] dx) {
        if (dx != null) {
          window.scatter(dOut, batch, batch, dx);
        }
      }

      @Override
      public OnnxSteps onnx(OnnxGraph graph, float[] w, OnnxSteps x) {
        return x.with(window.onnx(graph, x));
      }

      @Override
      public PackedBatch steps(PackedBatch batch) {
        return batch;
      }
    };
  }
}
