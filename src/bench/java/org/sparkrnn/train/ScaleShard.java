package org.sparkrnn.train;

import java.util.stream.IntStream;
import org.sparkrnn.nn.BenchGradients;
import org.sparkrnn.nn.Initializer;
import org.sparkrnn.nn.ParamLayout;
import org.sparkrnn.train.cost.StepWork;
import org.sparkrnn.train.shard.Shard;
import org.sparkrnn.train.step.BatchContribution;
import org.sparkrnn.train.step.GradientSum;

/**
 * A shard's part of a step without arithmetic, for a cost model's work: a new gradient of zeros.
 * All shards together touch the rows of the work's mini-batch.
 */
final class ScaleShard implements BatchContribution {
  private static final long serialVersionUID = 1L;

  private final int params;
  private final int table;
  private final int rowSize;
  private final int rows; // of a shard
  private final int stride; // between the first rows of two shards

  /** A gradient of so many floats without a table. */
  ScaleShard(int params) {
    this(new StepWork(params, 0, 0, 0, 0, 1));
  }

  /** A part of work whose shards are the tasks. */
  ScaleShard(StepWork work) {
    params = Math.toIntExact(work.parameters());
    table = Math.toIntExact(work.table());
    rowSize = work.rowSize();
    rows = (int) Math.round(work.rows() / Math.sqrt(work.shards()));
    stride = (int) (work.rows() - rows) / Math.max(1, work.shards() - 1);
  }

  @Override
  public ParamLayout.Block table() {
    return table == 0
        ? null
        : new ParamLayout().table("table", table / rowSize, rowSize, Initializer.normal(1));
  }

  @Override
  public int[] tableRows(Shard shard, int epoch, int batch) {
    int first = shard.index() * stride;
    return IntStream.range(first, first + rows).toArray();
  }

  @Override
  public GradientSum add(
      GradientSum sum, Shard shard, float[] w, float[] carried, int epoch, int batch) {
    if (w.length == 0) { // the task has fetched its weights
      throw new IllegalStateException("no weights came");
    }
    int first = shard.index() * stride;
    return sum.add(
        shard.index(), BenchGradients.of(params, table, rowSize, first, rows), 0, 1, 1, 0);
  }
}
