package org.sparkrnn.nn.input;

import java.util.Arrays;
import org.sparkrnn.data.PackedBatch;
import org.sparkrnn.data.PackedColumn;
import org.sparkrnn.data.TokenColumn;
import org.sparkrnn.nn.Gradient;
import org.sparkrnn.nn.Initializer;
import org.sparkrnn.nn.InputModule;
import org.sparkrnn.nn.ModuleContext;
import org.sparkrnn.nn.ParamLayout;

/**
 * x_t = [E[id_1]; ..; E[id_C]] at each step of a sequence with the categories id_1 .. id_C, with
 * zeros for an id of 0; dE[id_c] += sum_t dx_t.
 */
final class Categories implements InputModule {
  private static final double DEVIATION = 0.1;

  private final ParamLayout.Block E; // [V, D]
  private final int C;
  private final int D;

  Categories(ModuleContext context, CategoriesSpec spec) {
    C = spec.columns();
    D = spec.size();
    Initializer normal = Initializer.normal(DEVIATION);
    E = context.layout().table("categories.weight", spec.vocabularySize(), D, normal);
    context.layout().belongsTo(E, TokenColumn.CATEGORIES.spec().name());
  }

  private PackedColumn categories(PackedBatch batch) {
    PackedColumn categories = batch.column(TokenColumn.CATEGORIES.spec().name());
    for (int b = 0; b < categories.entries(); b++) {
      if (categories.count(b) != C) {
        throw new IllegalArgumentException(
            "a sequence has %d categories; expected %d".formatted(categories.count(b), C));
      }
    }
    return categories;
  }

  @Override
  public void forward(float[] w, PackedBatch batch, float[] x, int column, int I) {
    PackedColumn categories = categories(batch);
    for (int t = 0; t < batch.maxLength(); t++) {
      for (int b = 0; b < batch.batchSize(t); b++) {
        int to = batch.row(b, t) * I + column;
        for (int c = 0; c < C; c++, to += D) {
          int id = categories.ints()[categories.start(b) + c];
          if (id == 0) {
            Arrays.fill(x, to, to + D, 0f);
          } else {
            Embedding.requireKnown(id, E.rows());
            System.arraycopy(w, E.offset() + id * D, x, to, D);
          }
        }
      }
    }
  }

  /** dE, as the rows that the batch touched. */
  @Override
  public void backward(float[] w, PackedBatch batch, float[] dx, int column, int I, Gradient g) {
    PackedColumn categories = categories(batch);
    int[] ids = categories.ints();
    int[] rows = tableRows(batch);
    float[] values = new float[rows.length * D];
    for (int b = 0; b < categories.entries(); b++) {
      for (int c = 0; c < C; c++) {
        int id = ids[categories.start(b) + c];
        int to = id == 0 ? 0 : Arrays.binarySearch(rows, id) * D;
        for (int t = 0; id > 0 && t < batch.length(b); t++) {
          int from = batch.row(b, t) * I + column + c * D;
          for (int j = 0; j < D; j++) {
            values[to + j] += dx[from + j];
          }
        }
      }
    }
    g.setRows(rows, values);
  }

  @Override
  public int[] tableRows(PackedBatch batch) {
    PackedColumn categories = categories(batch);
    return Arrays.stream(categories.ints(), 0, categories.rows())
        .filter(id -> id > 0)
        .sorted()
        .distinct()
        .toArray();
  }
}
