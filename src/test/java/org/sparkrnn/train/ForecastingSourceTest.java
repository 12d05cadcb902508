package org.sparkrnn.train;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;
import org.sparkrnn.data.SequenceBlock;
import org.sparkrnn.nn.Gradient;
import org.sparkrnn.testkit.LocalSpark;
import org.sparkrnn.train.cost.StepForecast;
import org.sparkrnn.train.shard.Shard;
import org.sparkrnn.train.shard.ShardedDataset;
import org.sparkrnn.train.step.GradientSource;
import org.sparkrnn.train.step.GradientSum;

class ForecastingSourceTest {
  private static final long MS = 1_000_000;
  private static final int EPOCH = 30; // steps
  private static final int STEPS = 75;

  /**
   * Steps of 4 ms of arithmetic and 6 ms of exchange, of which the first 20 take 9 times as long.
   */
  private static final class Timed implements GradientSource {
    private int announced;
    private int steps;

    @Override
    public GradientSum gradient(float[] w, float[] carried, int epoch, int batch, StepTime time) {
      assertEquals(batch, announced);
      long factor = steps++ < 20 ? 9 : 1;
      Gradient gradient = new Gradient(60, 3, new float[40], new int[] {4, 7}, new float[6]);
      GradientSum sum = new GradientSum(1).add(0, gradient, 1, 1, 50, factor * 4 * MS);
      time.addGradient(factor * MS, sum, 1, factor * 9 * MS);
      return sum;
    }

    @Override
    public void announce(int batch) {
      announced = batch;
    }
  }

  @Test
  void theStepsAfterTheFirstAreForecastOnce() {
    JavaRDD<Shard> rdd =
        JavaSparkContext.fromSparkContext(LocalSpark.session().sparkContext())
            .parallelize(IntStream.range(0, 6).boxed().toList(), 1)
            .map(i -> new Shard(i, SequenceBlock.of(List.of(), 0)));
    List<StepForecast> told = new ArrayList<>();
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void onForecast(StepForecast forecast) {
            told.add(forecast);
          }
        };
    try (ShardedDataset shards = ShardedDataset.ofPersisted(rdd, 6);
        ForecastingSource source = new ForecastingSource(new Timed(), shards, listener)) {
      StepTime time = new StepTime();
      for (int step = 0; step < STEPS; step++) {
        time = step % EPOCH == 0 ? new StepTime() : time;
        source.announce(step);
        source.gradient(new float[100], null, step / EPOCH, step, time);
        time.addUpdate((step < 20 ? 50 : 2) * MS);
        assertEquals(step < 40 ? 0 : 1, told.size());
      }
    }
    StepForecast forecast = told.get(0);
    assertEquals(List.of(21, 40), List.of(forecast.firstStep(), forecast.lastStep()));
    assertEquals(1, forecast.here().executors());
    assertEquals(4e-3, forecast.here().arithmetic(), 1e-9);
    assertEquals(6e-3, forecast.here().exchange(), 1e-9);
    assertEquals(2e-3, forecast.here().update(), 1e-9);
    assertEquals(6e-3, forecast.alone(), 1e-9);
    assertEquals(0.5, forecast.speedUp(forecast.here()), 1e-6);
    assertEquals(
        List.of(1, 2, 4, 8, 16), forecast.all().stream().map(step -> step.executors()).toList());
    assertEquals(1e-3, forecast.all().get(2).arithmetic(), 1e-9);
    assertEquals(4e-3 / 6, forecast.all().get(4).arithmetic(), 1e-9); // there are 6 shards
    assertEquals(
        "predicted from steps 21 to 40: 12.0 ms per step on this cluster of 1 executor (arithmetic 4.0, job 6.0, weights 0.0, gradients 0.0, update 2.0); 2: ",
        forecast.toString().replaceFirst("(; 2: ).*", "$1"));
  }
}
