package org.sparkrnn.train;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.sparkrnn.bench.Effort;
import org.sparkrnn.bench.Times;
import org.sparkrnn.data.SequenceBlock;
import org.sparkrnn.train.cost.Cluster;
import org.sparkrnn.train.cost.CostParts;
import org.sparkrnn.train.cost.Line;
import org.sparkrnn.train.cost.StepWork;
import org.sparkrnn.train.shard.Shard;
import org.sparkrnn.train.shard.ShardedDataset;
import org.sparkrnn.train.step.BatchContribution;
import org.sparkrnn.train.step.DistributedGradient;
import org.sparkrnn.train.step.Transport;

/**
 * Times steps without arithmetic, with one shard per task, and takes a cost model's parts from
 * them. Steps of different kinds take turns, so that other load on the machine affects all alike.
 */
final class ScaleSteps {
  private static final int TURN = 5; // steps of one kind in a row
  private static final int WARM_UP_STEPS = 20; // of each kind
  private static final int COUNTED_STEPS = 25;
  private static final int WARM_UP_JOBS = 300; // until the compiler has done most of its work

  private static final ThreadMXBean THREADS =
      (ThreadMXBean) ManagementFactory.getThreadMXBean(); // HotSpot's

  private static final int LEAST_FLOATS = 1 << 18; // fewer cost less than the noise of a job
  private static final int LEAST_SLICED = 1 << 22; // that a single task cuts into slices

  private final JavaSparkContext spark;
  private final Effort effort;
  private final boolean shared;

  /**
   * @param shared whether all executors run on one machine
   */
  ScaleSteps(JavaSparkContext spark, Effort effort, boolean shared) {
    this.spark = spark;
    this.effort = effort;
    this.shared = shared;
  }

  /** Steps of one kind, with their times. */
  private static final class Kind {
    private final DistributedGradient source;
    private final float[] w;
    private final List<Double> seconds = new ArrayList<>();
    private long cpuNanos; // of the driver in these steps

    /**
     * @param floats of the weights
     * @param few as for {@link DistributedGradient}
     */
    Kind(ShardedDataset shards, BatchContribution function, int floats, int few) {
      source = new DistributedGradient(shards, function, 2, few);
      w = new float[floats];
    }

    void turn(int steps) {
      long cpu = driverNanos();
      for (int i = 0; i < steps; i++) {
        long start = System.nanoTime();
        source.announce(0);
        source.gradient(w, 0, 0, new StepTime()).release();
        seconds.add((System.nanoTime() - start) / 1e9);
      }
      cpuNanos += driverNanos() - cpu;
    }

    /**
     * Processor time of all threads of Java, to which compiler and garbage collector do not belong.
     */
    private static long driverNanos() {
      return Arrays.stream(THREADS.getThreadCpuTime(THREADS.getAllThreadIds()))
          .filter(nanos -> nanos > 0) // a thread that has just ended has -1
          .sum();
    }

    void forget() {
      seconds.clear();
      cpuNanos = 0;
    }

    /** The driver's processor time of a step. */
    double driverSeconds() {
      return cpuNanos / 1e9 / seconds.size();
    }

    double median() {
      return Times.median(seconds.stream().mapToDouble(Double::doubleValue).toArray());
    }
  }

  /** The kinds of steps with a number of tasks, of which each but the first has one more cost. */
  private final class Kinds {
    private final int sliced;
    private final Kind job;
    private final Kind sending;
    private final Kind broadcast;
    private final Kind fetching;
    private final Kind slicing;

    /**
     * @param out floats of the weights
     * @param back floats of a gradient
     */
    Kinds(ShardedDataset shards, int out, int back) {
      ScaleShard nothing = new ScaleShard(1);
      int few = Transport.FEW_EXECUTORS;
      sliced = Math.max(back, LEAST_SLICED);
      job = new Kind(shards, nothing, 1, few);
      sending = new Kind(shards, nothing, out, few);
      broadcast = new Kind(shards, nothing, out, 0);
      fetching = new Kind(shards, new ScaleShard(back), 1, few);
      slicing = new Kind(shards, new ScaleShard(sliced), 1, 0);
    }

    List<Kind> all() {
      return List.of(job, sending, broadcast, fetching, slicing);
    }
  }

  /**
   * The parts, without arithmetic and update.
   *
   * @param here as measured
   * @param machines the same for executors on machines of their own. If all share one machine, an
   *     executor slows the others down. Then only the driver's additional processor time counts for
   *     each further executor.
   */
  record Measured(CostParts here, CostParts machines) {}

  /** Measures steps with one and with two tasks. */
  Measured measure(StepWork work) {
    int out = Math.max(LEAST_FLOATS, (int) (work.bytesOut() / Float.BYTES));
    int back = Math.max(LEAST_FLOATS, (int) (work.bytesBack(1) / Float.BYTES));
    try (ShardedDataset first = shards(1);
        ShardedDataset second = shards(2)) {
      Kinds one = new Kinds(first, out, back);
      Kinds two = new Kinds(second, out, back);
      one.job.turn(effort.steps(WARM_UP_JOBS));
      two.job.turn(effort.steps(WARM_UP_JOBS));
      List<Kind> kinds = new ArrayList<>(one.all());
      kinds.addAll(two.all());
      takeTurns(kinds, effort.steps(WARM_UP_STEPS));
      kinds.forEach(Kind::forget);
      takeTurns(kinds, effort.steps(COUNTED_STEPS));
      CostParts here = parts(one, two, out, back);
      return new Measured(here, shared ? machines(here, one, two, out, back) : here);
    }
  }

  private static void takeTurns(List<Kind> kinds, int steps) {
    for (int done = 0; done < steps; done += TURN) {
      kinds.forEach(kind -> kind.turn(TURN));
    }
  }

  private CostParts parts(Kinds one, Kinds two, int out, int back) {
    Line job = Line.through(1, one.job.median(), 2, two.job.median());
    Cluster measured = new Cluster(1, 0, shared);
    // Both cut their sum into two slices, which are the tasks of a second job.
    double second = job.at(2);
    return new CostParts(
        job,
        perByte(out, one.sending, job.at(1), 2, two.sending, job.at(2)),
        perByte(
            out,
            one.broadcast,
            job.at(1),
            measured.broadcastLoad((double) Float.BYTES * out, 2),
            two.broadcast,
            job.at(2)),
        perByte(back, one.fetching, job.at(1), 2, two.fetching, job.at(2)),
        perByte(
            one.sliced,
            one.slicing,
            job.at(1) + second,
            measured.slicedLoad(2),
            two.slicing,
            job.at(2) + second),
        0,
        0);
  }

  private static CostParts machines(CostParts here, Kinds one, Kinds two, int out, int back) {
    double job = two.job.driverSeconds() - one.job.driverSeconds();
    double sending = two.sending.driverSeconds() - one.sending.driverSeconds() - job;
    double fetching = two.fetching.driverSeconds() - one.fetching.driverSeconds() - job;
    return new CostParts(
        growing(here.job(), job),
        growing(here.sending(), sending / Float.BYTES / out),
        here.broadcast(),
        growing(here.fetching(), fetching / Float.BYTES / back),
        here.slicing(),
        0,
        0);
  }

  /** A line with the same cost of one, which does not grow faster than the driver's work. */
  private static Line growing(Line measured, double driver) {
    double each = Math.max(0, Math.min(measured.each(), driver));
    return new Line(measured.at(1) - each, each);
  }

  private static Line perByte(
      int floats, Kind one, double job1, double load2, Kind two, double job2) {
    double bytes = (double) Float.BYTES * floats;
    return Line.through(
        1,
        Math.max(0, one.median() - job1) / bytes,
        load2,
        Math.max(0, two.median() - job2) / bytes);
  }

  /** The seconds of the whole step of this work, whose shards are the tasks, without its update. */
  double step(StepWork work) {
    try (ShardedDataset shards = shards(work.shards())) {
      int floats = (int) work.parameters();
      Kind step = new Kind(shards, new ScaleShard(work), floats, Transport.FEW_EXECUTORS);
      new Kind(shards, new ScaleShard(1), 1, 0).turn(effort.steps(WARM_UP_JOBS));
      step.turn(effort.steps(2 * WARM_UP_STEPS));
      step.forget();
      step.turn(effort.steps(COUNTED_STEPS));
      return step.median();
    }
  }

  private ShardedDataset shards(int tasks) {
    return ShardedDataset.ofDealt(
        spark
            .parallelize(IntStream.range(0, tasks).boxed().toList(), tasks)
            .map(i -> new Shard(i, SequenceBlock.of(List.of(), 0))));
  }
}
