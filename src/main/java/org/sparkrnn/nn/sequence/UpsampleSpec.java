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

/**
 * Each step several times, so that a longer target can be aligned with a sequence: y_rt+i = x_t for
 * i = 0..r-1, and dx_t = sum_i dy_rt+i. What tells the copies apart is the state of a recurrent
 * layer above.
 */
public final class UpsampleSpec extends LayerSpec {
  /** The name in network.json. */
  public static final String KIND = "upsample";

  private static final long serialVersionUID = 1L;

  private final int times;

  /**
   * @param times r
   * @throws InvalidInputException if it is not positive
   */
  public UpsampleSpec(int times) {
    this.times = times;
    if (times < 1) {
      throw new InvalidInputException(
          "upsample is %d; it is the number of times that each step is repeated, at least 1"
              .formatted(times));
    }
  }

  /** Reads what {@link #choices} gave. */
  public static UpsampleSpec of(Choices choices) {
    return new UpsampleSpec(choices.integer("times"));
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Map<String, Object> choices() {
    return Choices.map("times", times);
  }

  @Override
  public int repeats() {
    return times;
  }

  @Override
  public int outputWidth(int inputWidth) {
    return inputWidth;
  }

  @Override
  public long floatsPerStep(int inputWidth) {
    return 2L * inputWidth; // what comes out, and its gradient
  }

  @Override
  public int stateSize() {
    return 0;
  }

  @Override
  public LayerModule create(ModuleContext context, int inputWidth) {
    return new LayerModule() {
      private final PackedBatch more = new PackedBatch();
      private float[] rows = {}; // [N r, I]

      @Override
      public OnnxSteps onnx(OnnxGraph graph, float[] w, OnnxSteps x) {
        String repeats = graph.constants(times);
        String T = graph.slice(graph.node("Shape", x.values()), 0, 0, 1);
        String zero = graph.squeeze(graph.constants(0), 0);
        String one = graph.squeeze(graph.constants(1), 0);
        String end = graph.squeeze(graph.node("Mul", T, repeats), 0);
        String step = graph.node("Div", graph.node("Range", zero, end, one), repeats);
        return new OnnxSteps(
            graph,
            graph.node("Mul", x.lengths(), repeats),
            graph.node("Gather", Map.of("axis", 0), x.values(), step));
      }

      @Override
      public float[] forward(float[] w, float[] x, PackedBatch batch, Pass pass) {
        more.takeRepeated(times, batch);
        rows = Buffers.atLeast(rows, more.rows(), inputWidth);
        copy(x, batch, rows);
        return rows;
      }

      @Override
      public void outputs(float[] w, float[] x, PackedBatch batch, float[] out) {
        more.takeRepeated(times, batch);
        copy(x, batch, out);
      }

      private void copy(float[] x, PackedBatch batch, float[] out) {
        for (int t = 0; t < batch.maxLength(); t++) {
          int size = batch.batchSize(t) * inputWidth;
          for (int i = 0; i < times; i++) {
            int to = more.offset(t * times + i) * inputWidth;
            System.arraycopy(x, batch.offset(t) * inputWidth, out, to, size);
          }
        }
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
        for (int t = 0; dx != null && t < batch.maxLength(); t++) {
          int size = batch.batchSize(t) * inputWidth;
          int at = batch.offset(t) * inputWidth;
          for (int i = 0; i < times; i++) {
            int from = more.offset(t * times + i) * inputWidth;
            for (int j = 0; j < size; j++) {
              dx[at + j] += dOut[from + j];
            }
          }
        }
      }

      @Override
      public PackedBatch steps(PackedBatch batch) {
        return more;
      }
    };
  }
}
