package org.sparkrnn.train;

import java.util.stream.IntStream;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.nn.BenchGradients;
import org.sparkrnn.nn.Initializer;
import org.sparkrnn.nn.ParamLayout;
import org.sparkrnn.train.shard.Shard;
import org.sparkrnn.train.step.BatchContribution;
import org.sparkrnn.train.step.GradientSum;

/** A shard's part of a step without arithmetic: a new gradient of zeros. */
final class BenchShard implements BatchContribution {
  private static final long serialVersionUID = 1L;
  private static final int ROW_SIZE = 64;

  private final int params;
  private final int tableRows;
  private final int rows;

  /**
   * @param rows rows that the shard touches in an embedding of half the parameters; 0 for no
   *     embedding
   */
  BenchShard(int params, int rows) {
    this.params = params;
    tableRows = rows == 0 ? 0 : Math.max(rows, params / 2 / ROW_SIZE);
    this.rows = rows;
    if ((long) tableRows * ROW_SIZE > params) {
      throw new InvalidInputException(
          "sparseRows=%d rows of %d are more than the parameters".formatted(rows, ROW_SIZE));
    }
  }

  @Override
  public ParamLayout.Block table() {
    return rows == 0
        ? null
        : new ParamLayout().table("table", tableRows, ROW_SIZE, Initializer.normal(1));
  }

  @Override
  public int[] tableRows(Shard shard, int epoch, int batch) {
    return IntStream.range(0, rows).map(k -> firstRow(shard) + k).toArray();
  }

  /** Neighbours overlap by half, as frequent words do. */
  private int firstRow(Shard shard) {
    return rows == 0 ? 0 : (int) ((long) shard.index() * rows / 2 % (tableRows - rows + 1));
  }

  @Override
  public GradientSum add(
      GradientSum sum, Shard shard, float[] w, float[] carried, int epoch, int batch) {
    if (w.length != params) { // get() also fetches the task's weights
      throw new IllegalStateException("%d weights of %d came".formatted(w.length, params));
    }
    return sum.add(
        shard.index(),
        BenchGradients.of(params, tableRows * ROW_SIZE, ROW_SIZE, firstRow(shard), rows),
        0,
        1,
        1,
        0);
  }
}
