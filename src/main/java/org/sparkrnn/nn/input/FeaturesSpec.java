package org.sparkrnn.nn.input;

import java.util.Map;
import org.sparkrnn.data.ColumnSpec;
import org.sparkrnn.data.PackedBatch;
import org.sparkrnn.data.Readout;
import org.sparkrnn.nn.Choices;
import org.sparkrnn.nn.Gradient;
import org.sparkrnn.nn.InputModule;
import org.sparkrnn.nn.InputSpec;
import org.sparkrnn.nn.ModuleContext;
import org.sparkrnn.nn.Sizes;
import org.sparkrnn.nn.onnx.OnnxGraph;

/** The features of a step as the data has them. */
public final class FeaturesSpec extends InputSpec {
  /** What network.json calls it. */
  public static final String KIND = "features";

  private static final long serialVersionUID = 1L;

  private final int width;

  /**
   * @param width features a step
   * @throws IllegalArgumentException if it is not positive
   */
  public FeaturesSpec(int width) {
    this.width = Sizes.positive(KIND, "width", width);
  }

  /** Reads what {@link #choices} gave. */
  public static FeaturesSpec of(Choices choices) {
    return new FeaturesSpec(choices.integer("width"));
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Map<String, Object> choices() {
    return Choices.map("width", width);
  }

  @Override
  public int width() {
    return width;
  }

  @Override
  public ColumnSpec column() {
    return ColumnSpec.ofRows(ColumnSpec.FEATURES, Readout.EACH_STEP, width);
  }

  @Override
  public boolean learns() {
    return false;
  }

  @Override
  public InputModule create(ModuleContext context) {
    return new InputModule() {
      @Override
      public void forward(float[] w, PackedBatch batch, float[] x, int column, int I) {
        float[] features = asTheyAre(batch);
        for (int n = 0; n < batch.rows(); n++) {
          System.arraycopy(features, n * width, x, n * I + column, width);
        }
      }

      @Override
      public void backward(
          float[] w, PackedBatch batch, float[] dx, int column, int I, Gradient g) {}

      @Override
      public String onnx(OnnxGraph graph, float[] w, String features) {
        return features;
      }

      @Override
      public float[] asTheyAre(PackedBatch batch) {
        return batch.column(ColumnSpec.FEATURES).floats();
      }
    };
  }
}
