package org.sparkrnn.testkit.twin;

import org.sparkrnn.data.ColumnSpec;
import org.sparkrnn.data.PackedBatch;
import org.sparkrnn.data.SeriesViews;
import org.sparkrnn.nn.input.ScaledFeaturesSpec;

/**
 * The features of a step, the first one after subtracting the level and dividing by the scale of
 * its sequence.
 */
final class ScaledFeaturesTwin implements InputTwin {
  private final int width;

  ScaledFeaturesTwin(ScaledFeaturesSpec spec, PlainContext context) {
    width = spec.width();
  }

  @Override
  public double[] row(PackedBatch batch, int row) {
    int t = 0;
    while (row >= batch.offset(t) + batch.batchSize(t)) {
      t++;
    }
    int b = row - batch.offset(t);
    float[] scales = batch.column(SeriesViews.SCALES.name()).floats();
    double[] features = new double[width];
    for (int j = 0; j < width; j++) {
      features[j] = batch.column(ColumnSpec.FEATURES).floats()[row * width + j];
    }
    features[0] = (features[0] - scales[2 * b]) / scales[2 * b + 1];
    return features;
  }
}
