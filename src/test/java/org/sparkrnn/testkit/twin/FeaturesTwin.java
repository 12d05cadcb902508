package org.sparkrnn.testkit.twin;

import org.sparkrnn.data.ColumnSpec;
import org.sparkrnn.data.PackedBatch;
import org.sparkrnn.nn.input.FeaturesSpec;

/** The features of a step. */
final class FeaturesTwin implements InputTwin {
  private final int width;

  FeaturesTwin(FeaturesSpec spec, PlainContext context) {
    width = spec.width();
  }

  @Override
  public double[] row(PackedBatch batch, int row) {
    double[] features = new double[width];
    for (int j = 0; j < width; j++) {
      features[j] = batch.column(ColumnSpec.FEATURES).floats()[row * width + j];
    }
    return features;
  }
}
