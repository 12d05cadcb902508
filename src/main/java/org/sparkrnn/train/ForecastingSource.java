package org.sparkrnn.train;

import java.util.Arrays;
import org.sparkrnn.train.cost.Cluster;
import org.sparkrnn.train.cost.CostModel;
import org.sparkrnn.train.cost.CostParts;
import org.sparkrnn.train.cost.StepCost;
import org.sparkrnn.train.cost.StepForecast;
import org.sparkrnn.train.cost.StepWork;
import org.sparkrnn.train.shard.ShardedDataset;
import org.sparkrnn.train.step.GradientSource;
import org.sparkrnn.train.step.GradientSum;

/**
 * A source of gradients by Spark's jobs that fits the cost model to the first steps and tells the
 * listener once. It changes nothing about the steps and measures nothing of its own: the very first
 * steps are left out, because the compiler is still at work then.
 *
 * <p>Under a local master nothing travels, so other numbers of executors are predicted from {@link
 * CostParts#TYPICAL} and a network of 10 Gbit/s.
 */
final class ForecastingSource implements GradientSource {
  private static final int LEFT_OUT = 20; // steps
  private static final int TAKEN = 20; // steps
  private static final double GIGABITS = 10;
  private static final int[] EXECUTORS = {2, 4, 8, 16};

  private final GradientSource source;
  private final ShardedDataset shards;
  private final TrainingListener listener;
  private int done; // steps
  private StepTime earlier = new StepTime(); // of the epochs before the present one
  private StepTime present = new StepTime(); // of the epoch
  private StepTime begin;
  private double tokens; // of the steps taken
  private double rows; // of the table
  private int table; // its size
  private int rowSize;

  ForecastingSource(GradientSource source, ShardedDataset shards, TrainingListener listener) {
    this.source = source;
    this.shards = shards;
    this.listener = listener;
  }

  @Override
  public GradientSum gradient(float[] w, float[] carried, int epoch, int batch, StepTime time) {
    if (time != present) {
      earlier = earlier.plus(present);
      present = time;
    }
    if (done == LEFT_OUT) {
      begin = earlier.plus(present);
    } else if (done == LEFT_OUT + TAKEN) { // the update of the last step has been timed, too
      listener.onForecast(forecast(w.length));
    }
    GradientSum sum = source.gradient(w, carried, epoch, batch, time);
    if (done >= LEFT_OUT && done < LEFT_OUT + TAKEN) {
      tokens += (double) sum.steps() / TAKEN;
      rows += (double) sum.gradient().rows().length / TAKEN;
      table = sum.gradient().denseOffset();
      rowSize = sum.gradient().rowSize();
    }
    done++;
    return sum;
  }

  private StepForecast forecast(int parameters) {
    StepTime time = earlier.plus(present).since(begin);
    boolean local = shards.rdd().context().isLocal();
    int tasks = shards.rdd().getNumPartitions();
    StepWork work = new StepWork(parameters, table, rowSize, rows, tokens, shards.numShards());
    StepCost measured =
        new StepCost(
            tasks,
            (time.computeMs() + time.waitMs()) / 1e3,
            (time.broadcastMs() + time.aggregateMs()) / 1e3,
            0,
            0,
            time.updateMs() / 1e3);
    Cluster cluster =
        local
            ? Cluster.ofMachines(shards.threads(), GIGABITS)
            : new Cluster(shards.threads(), 0, false);
    CostModel model =
        local
            ? CostModel.ofArithmetic(work, cluster, measured)
            : CostModel.ofStep(work, cluster, measured);
    return new StepForecast(
        LEFT_OUT + 1,
        LEFT_OUT + TAKEN,
        local ? measured : model.at(tasks),
        Arrays.stream(EXECUTORS).filter(n -> n != tasks).mapToObj(model::at).toList(),
        model.alone());
  }

  @Override
  public void announce(int batch) {
    source.announce(batch);
  }

  @Override
  public void describe(String what) {
    source.describe(what);
  }

  @Override
  public void close() {
    source.close();
  }
}
