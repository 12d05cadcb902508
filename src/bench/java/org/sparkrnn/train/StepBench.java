package org.sparkrnn.train;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.sparkrnn.bench.Arguments;
import org.sparkrnn.bench.Effort;
import org.sparkrnn.bench.JsonLine;
import org.sparkrnn.bench.Meter;
import org.sparkrnn.data.SequenceBlock;
import org.sparkrnn.optim.OptimizerOptions;
import org.sparkrnn.optim.OptimizerType;
import org.sparkrnn.train.shard.Shard;
import org.sparkrnn.train.shard.ShardedDataset;
import org.sparkrnn.train.step.DistributedGradient;
import org.sparkrnn.train.step.GradientSum;

/**
 * {@code step params= partitions= [sparseRows=]}: one synchronous step without arithmetic, through
 * the classes of training, compared with an empty job and a plain step of broadcast, mapPartitions
 * and treeReduce. The three alternate, so that other load on the machine affects all alike. {@code
 * partitions} is the number of shards, each with its own gradient; there is one task per executor.
 *
 * <p>With {@code sparseRows}, half of the parameters belong to an embedding, and every shard sends
 * that many rows. Allocation and garbage collection are measured in the driver's JVM.
 */
public final class StepBench implements AutoCloseable {
  private static final int TURN = 10; // steps of one kind in a row
  private static final int WARM_UP_STEPS = 300;
  private static final int COUNTED_STEPS = 100;
  private static final double LONGEST_SECONDS = 60; // per kind, however long a step takes

  private static final double LEARNING_RATE = 1e-3;

  private final JavaSparkContext spark;
  private final ShardedDataset shards;
  private final float[] w;
  private final WeightUpdate weightUpdate;
  private final DistributedGradient source;

  private StepBench(JavaSparkContext spark, int params, int partitions, int rows) {
    this.spark = spark;
    BenchShard function = new BenchShard(params, rows);
    w = new float[params];
    weightUpdate =
        new WeightUpdate(
            w, TrainingOptions.builder().optimizer(OptimizerOptions.of(OptimizerType.SGD)).build());
    JavaRDD<Shard> rdd =
        spark
            .parallelize(IntStream.range(0, partitions).boxed().toList(), partitions)
            .map(i -> new Shard(i, SequenceBlock.of(List.of(), 0)));
    shards = ShardedDataset.ofDealt(rdd);
    source = new DistributedGradient(shards, function, 2);
  }

  public static void run(Arguments arguments) {
    int params = arguments.number("params", 1_000_000);
    int partitions = arguments.number("partitions", 2);
    int rows = arguments.number("sparseRows", 0, 0);
    Effort effort = arguments.effort();
    JsonLine line = arguments.line();
    SparkConf conf =
        StepDefaults.addTo(new SparkConf())
            .setAppName("spark-rnn bench step")
            .setIfMissing("spark.serializer", "org.apache.spark.serializer.KryoSerializer")
            .setIfMissing("spark.kryoserializer.buffer.max", "1g");
    try (JavaSparkContext spark = new JavaSparkContext(conf);
        StepBench bench = new StepBench(spark, params, partitions, rows)) {
      line.put("master", spark.master());
      bench.rounds(effort.steps(WARM_UP_STEPS), new BenchTimes(), new Meter());
      BenchTimes times = new BenchTimes();
      Meter meter = new Meter();
      bench.rounds(effort.steps(COUNTED_STEPS), times, meter);
      times.putInto(line);
      line.put(meter, times.count("total")).print();
    }
  }

  private void rounds(int steps, BenchTimes times, Meter meter) {
    long start = System.nanoTime();
    for (int done = 0;
        done < TURN || done < steps && System.nanoTime() - start < LONGEST_SECONDS * 1e9;
        done += TURN) {
      for (int i = 0; i < TURN; i++) {
        times.time("emptyJob", () -> shards.rdd().count());
      }
      for (int i = 0; i < TURN; i++) {
        times.time("plain", this::plainStep);
      }
      meter.start();
      for (int i = 0; i < TURN; i++) {
        step(times);
      }
      meter.stop();
    }
  }

  /** A step of training, including the update. */
  private void step(BenchTimes times) {
    StepTime time = new StepTime();
    times.time(
        "total",
        () -> {
          source.announce(0);
          GradientSum sum = source.gradient(w, 0, 0, time);
          times.time("update", () -> update(sum));
        });
    times.add("broadcast", time.broadcastMs());
    times.add("job", time.computeMs() + time.waitMs() + time.aggregateMs());
  }

  private void update(GradientSum sum) {
    weightUpdate.add(sum.gradient(), sum.weight());
    weightUpdate.apply(LEARNING_RATE, 1);
  }

  private void plainStep() {
    Broadcast<float[]> weights = spark.broadcast(w);
    shards
        .rdd()
        .mapPartitions(part -> List.of(new float[weights.value().length]).iterator())
        .treeReduce(StepBench::sum, 2);
    weights.destroy(false);
  }

  private static float[] sum(float[] a, float[] b) {
    for (int i = 0; i < a.length; i++) {
      a[i] += b[i];
    }
    return a;
  }

  @Override
  public void close() {
    shards.close();
  }
}
