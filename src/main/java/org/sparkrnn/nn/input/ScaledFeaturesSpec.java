package org.sparkrnn.nn.input;

import java.util.Map;
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
 * So windows that overlap are views of the same steps, though each has another level.
 *
 * <p>Some of the features may be missing. The first M of them have an indicator m each, which
 * follows the F features. A feature is missing where it is NaN, and the first P are missing at the
 * last A steps of a sequence, those ahead, whatever the data has there:
 *
 * <pre>
 *   m_j = 1, x_j = 0   if feature_j is NaN, or j &lt; P and t &gt;= T - A        m_j = 0   otherwise
 * </pre>
 */
public final class ScaledFeaturesSpec extends StepFeaturesSpec {
  /** The name in network.json. */
  public static final String KIND = "scaledFeatures";

  private static final String INDICATORS = "indicators";
  private static final String PAST = "past";
  private static final String AHEAD = "ahead";
  private static final long serialVersionUID = 1L;

  private final int indicators;
  private final int past;
  private final int ahead;

  /**
   * @param width features per step
   * @throws IllegalArgumentException if it is not positive
   */
  public ScaledFeaturesSpec(int width) {
    this(width, 0, 0, 0);
  }

  /**
   * Features that may be missing.
   *
   * @param width F, features a step
   * @param indicators M, how many of them have an indicator; 0 for none
   * @param past P, how many of these are missing at the last steps
   * @param ahead A, how many steps these are
   * @throws IllegalArgumentException if the width is not positive, or not P &lt;= M &lt;= F
   */
  public ScaledFeaturesSpec(int width, int indicators, int past, int ahead) {
    super(KIND, width);
    this.indicators = indicators;
    this.past = past;
    this.ahead = ahead;
    if (past < 0 || past > indicators || indicators > width || ahead < 0) {
      throw new IllegalArgumentException(
          "%d of %d features have an indicator, and %d are missing at the last %d steps; expected past <= indicators <= width"
              .formatted(indicators, width, past, ahead));
    }
  }

  /** Reads what {@link #choices} gave. */
  public static ScaledFeaturesSpec of(Choices choices) {
    int width = choices.integer("width");
    return choices.has(INDICATORS)
        ? new ScaledFeaturesSpec(
            width, choices.integer(INDICATORS), choices.integer(PAST), choices.integer(AHEAD))
        : new ScaledFeaturesSpec(width);
  }

  /** Indicators are left out where there are none, as models have it that were saved without. */
  @Override
  public Map<String, Object> choices() {
    return indicators == 0
        ? super.choices()
        : Choices.map("width", width, INDICATORS, indicators, PAST, past, AHEAD, ahead);
  }

  @Override
  public int width() {
    return width + indicators;
  }

  /** M. */
  public int indicators() {
    return indicators;
  }

  /** Whether feature j of a step is missing, whatever the data has there. */
  public boolean ahead(int j, int t, int length) {
    return j < past && t >= length - ahead;
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
            for (int j = 0; j < indicators; j++) {
              boolean missing = ahead(j, t, batch.length(b)) || Float.isNaN(x[to + j]);
              x[to + j] = missing ? 0 : x[to + j];
              x[to + width + j] = missing ? 1 : 0;
            }
          }
        }
      }

      @Override
      public void backward(
          float[] w, PackedBatch batch, float[] dx, int column, int I, Gradient g) {}
    };
  }
}
