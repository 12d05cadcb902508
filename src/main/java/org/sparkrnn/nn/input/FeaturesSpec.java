package org.sparkrnn.nn.input;

import org.sparkrnn.data.ColumnSpec;
import org.sparkrnn.data.PackedBatch;
import org.sparkrnn.nn.Choices;
import org.sparkrnn.nn.Gradient;
import org.sparkrnn.nn.InputModule;
import org.sparkrnn.nn.ModuleContext;
import org.sparkrnn.nn.onnx.OnnxGraph;

/** The features of a step, unchanged. */
public final class FeaturesSpec extends StepFeaturesSpec {
  /** The name in network.json. */
  public static final String KIND = "features";

  private static final long serialVersionUID = 1L;

  /**
   * @param width features per step
   * @throws IllegalArgumentException if it is not positive
   */
  public FeaturesSpec(int width) {
    super(KIND, width);
  }

  /** Reads what {@link #choices} gave. */
  public static FeaturesSpec of(Choices choices) {
    return new FeaturesSpec(choices.integer("width"));
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
