package org.sparkrnn.nn.input;

import java.util.Arrays;
import org.sparkrnn.data.ColumnSpec;
import org.sparkrnn.data.PackedBatch;
import org.sparkrnn.nn.Gradient;
import org.sparkrnn.nn.Initializer;
import org.sparkrnn.nn.InputModule;
import org.sparkrnn.nn.ModuleContext;
import org.sparkrnn.nn.ParamLayout;
import org.sparkrnn.nn.onnx.OnnxGraph;

/** x_t = the row of the table E [V, D] that the token id names; dE[id] += dx_t. */
public final class Embedding implements InputModule {
  private static final double DEVIATION = 0.1;

  private final ParamLayout.Block table; // [V, D]

  /** Declares the table; if the output has it too, all its rows have a gradient. */
  public Embedding(ModuleContext context, EmbeddingSpec spec) {
    String column = spec.column().name();
    ParamLayout layout = context.layout();
    Initializer normal = Initializer.normal(DEVIATION);
    table =
        context.spec().output().sharesTable(column)
            ? layout.matrix("embedding.weight", spec.vocabularySize(), spec.width(), normal)
            : layout.table("embedding.weight", spec.vocabularySize(), spec.width(), normal);
    layout.belongsTo(table, column);
    context.putTable(column, table);
  }

  @Override
  public void forward(float[] w, PackedBatch batch, float[] x, int column, int I) {
    int D = table.cols();
    int[] tokens = batch.column(ColumnSpec.TOKENS).ints();
    for (int n = 0; n < batch.rows(); n++) {
      System.arraycopy(w, offset(tokens[n]), x, n * I + column, D);
    }
  }

  /** dE, as the rows that the batch touched; added to all rows if they are shared. */
  @Override
  public void backward(float[] w, PackedBatch batch, float[] dx, int column, int I, Gradient g) {
    int D = table.cols();
    int[] tokens = batch.column(ColumnSpec.TOKENS).ints();
    if (!table.touchedRows()) {
      for (int n = 0; n < batch.rows(); n++) {
        int to = g.at(table) + tokens[n] * D;
        for (int j = 0; j < D; j++) {
          g.dense()[to + j] += dx[n * I + column + j];
        }
      }
      return;
    }
    int[] rows = tableRows(batch);
    float[] values = new float[rows.length * D];
    for (int n = 0; n < batch.rows(); n++) {
      int to = Arrays.binarySearch(rows, tokens[n]) * D;
      for (int j = 0; j < D; j++) {
        values[to + j] += dx[n * I + column + j];
      }
    }
    g.setRows(rows, values);
  }

  @Override
  public int[] tableRows(PackedBatch batch) {
    return table.touchedRows()
        ? Arrays.stream(batch.column(ColumnSpec.TOKENS).ints(), 0, batch.rows())
            .sorted()
            .distinct()
            .toArray()
        : new int[0];
  }

  @Override
  public String onnx(OnnxGraph graph, float[] w, String column) {
    String E = graph.tensor(table.name(), w, table.offset(), table.rows(), table.cols());
    return graph.node("Gather", E, column);
  }

  private int offset(int token) {
    requireKnown(token, table.rows());
    return table.offset() + token * table.cols();
  }

  /**
   * @throws IllegalArgumentException if a vocabulary of V has no entry of this id
   */
  static void requireKnown(int token, int V) {
    if (token < 0 || token >= V) {
      throw new IllegalArgumentException(
          "token id %d is outside the vocabulary of %d; check that it was encoded with the vocabulary of this model"
              .formatted(token, V));
    }
  }
}
