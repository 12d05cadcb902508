package org.sparkrnn.nn.input;

import org.sparkrnn.data.ColumnSpec;
import org.sparkrnn.data.PackedBatch;
import org.sparkrnn.data.SeriesViews;
import org.sparkrnn.nn.Choices;
import org.sparkrnn.nn.Gradient;
import org.sparkrnn.nn.InputModule;
import org.sparkrnn.nn.ModuleContext;

/**
 * The features of a step, the first of which is the value of a series. It is given relative to the
 * level and scale of its window, which are in the column {@link SeriesViews#SCALES},
 *
 * <pre>
 *   x_0 = (feature_0 - level) / scale          x_j = feature_j
 * </pre>
 *
 * So overlapping windows can be views of the same steps although their levels differ.
 */
public final class ScaledFeaturesSpec extends StepFeaturesSpec {
  /** The name in network.json. */
  public static final String KIND = "scaledFeatures";

  private static final long serialVersionUID = 1L;

  /**
   * @param width features per step
   * @throws IllegalArgumentException if it is not positive
   */
  public ScaledFeaturesSpec(int width) {
    super(KIND, width);
  }

  /** Reads what {@link #choices} gave. */
  public static ScaledFeaturesSpec of(Choices choices) {
    return new ScaledFeaturesSpec(choices.integer("width"));
  }

  @Override
  public InputModule create(ModuleContext context) {
    return new InputModule() {
      @Override
      public void forward(float[] w, PackedBatch batch, float[] x, int column, int I) {
        float[] features = batch.column(ColumnSpec.FEATURES).floats();
        float[] scales = batch.column(SeriesViews.SCALES.name()).floats(); // [B, 2]
        for (int t = 0; t < batch.maxLength(); t++) {
          for (int b = 0; b < batch.batchSize(t); b++) {
            int n = batch.row(b, t);
            int to = n * I + column;
            System.arraycopy(features, n * width, x, to, width);
            x[to] = (x[to] - scales[2 * b]) / scales[2 * b + 1];
          }
        }
      }

      @Override
      public void backward(
          float[] w, PackedBatch batch, float[] dx, int column, int I, Gradient g) {}
    };
  }
}
