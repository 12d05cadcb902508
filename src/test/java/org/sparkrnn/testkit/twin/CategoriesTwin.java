package org.sparkrnn.testkit.twin;

import org.sparkrnn.data.PackedBatch;
import org.sparkrnn.data.PackedColumn;
import org.sparkrnn.nn.input.CategoriesSpec;

/** The concatenated table rows of a sequence's categories; zeros for the unknown category. */
final class CategoriesTwin implements InputTwin {
  private final CategoriesSpec spec;
  private final PlainContext context;

  CategoriesTwin(CategoriesSpec spec, PlainContext context) {
    this.spec = spec;
    this.context = context;
  }

  @Override
  public double[] row(PackedBatch batch, int row) {
    int t = 0;
    while (row >= batch.offset(t) + batch.batchSize(t)) {
      t++;
    }
    int b = row - batch.offset(t);
    PackedColumn categories = batch.column(spec.column().name());
    double[] x = new double[spec.width()];
    for (int c = 0; c < spec.columns(); c++) {
      int id = categories.ints()[b * spec.columns() + c];
      double[] vector = context.row("categories.weight", id);
      for (int j = 0; j < spec.size() && id > 0; j++) {
        x[c * spec.size() + j] = vector[j];
      }
    }
    return x;
  }
}
