package org.sparkrnn.testkit.twin;

import org.sparkrnn.data.ColumnSpec;
import org.sparkrnn.data.PackedBatch;
import org.sparkrnn.data.SeriesViews;
import org.sparkrnn.nn.input.ScaledFeaturesSpec;

/**
 * The features of a step, the first less the level of its sequence and divided by its scale; then
 * for some of them whether they are missing.
 */
final class ScaledFeaturesTwin implements InputTwin {
  private final ScaledFeaturesSpec spec;

  ScaledFeaturesTwin(ScaledFeaturesSpec spec, PlainContext context) {
    this.spec = spec;
  }

  @Override
  public double[] row(PackedBatch batch, int row) {
    int t = 0;
    while (row >= batch.offset(t) + batch.batchSize(t)) {
      t++;
    }
    int b = row - batch.offset(t);
    float[] scales = batch.column(SeriesViews.SCALES.name()).floats();
    int F = spec.column().width();
    double[] features = new double[spec.width()];
    for (int j = 0; j < F; j++) {
      features[j] = batch.column(ColumnSpec.FEATURES).floats()[row * F + j];
    }
    features[0] = (features[0] - scales[2 * b]) / scales[2 * b + 1];
    for (int j = 0; j < spec.indicators(); j++) {
      if (Double.isNaN(features[j]) || spec.ahead(j, t, batch.length(b))) {
        features[j] = 0;
        features[F + j] = 1;
      }
    }
    return features;
  }
}
