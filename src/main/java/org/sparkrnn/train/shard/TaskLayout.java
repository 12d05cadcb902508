package org.sparkrnn.train.shard;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.SparkContext;
import org.apache.spark.rdd.PartitionCoalescer;
import org.apache.spark.rdd.PartitionGroup;
import org.apache.spark.rdd.RDD;
import org.apache.spark.status.api.v1.ExecutorSummary;
import scala.Option;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Assigns shards to tasks, and threads to each task: one task per executor, with a thread for each
 * of its cores. The overhead of a step then grows with the number of executors, not of cores.
 *
 * <p>If executors differ in size, a task has as many threads as the smallest executor has cores,
 * and larger executors get as many tasks as fit. Under dynamic allocation a task has {@code
 * spark.task.cpus} threads, because Spark requests executors by the number of tasks of that size.
 *
 * <p>The shards of a task are neighbours. The layout does not change any result.
 *
 * <p>Only this class asks Spark's internal store for the executors, which may change between
 * versions.
 */
final class TaskLayout implements PartitionCoalescer, Serializable {
  private static final long serialVersionUID = 1L;

  private final boolean follows;
  private final ArrayList<String> places; // executor of each task, as Spark names it; "" for any
  private final int threads;

  private TaskLayout(boolean follows, List<String> places, int threads) {
    this.follows = follows;
    this.places = new ArrayList<>(places);
    this.threads = threads;
  }

  /** Makes {@code tasks} tasks of one thread each, which may run anywhere. */
  static TaskLayout ofTasks(int tasks) {
    return new TaskLayout(false, Collections.nCopies(tasks, ""), 1);
  }

  /** The layout for the current executors. */
  static TaskLayout ofExecutors(SparkContext spark) {
    int cores = Math.max(1, spark.defaultParallelism());
    if (spark.isLocal()) {
      return new TaskLayout(true, List.of(""), cores);
    }
    int taskCpus = spark.conf().getInt("spark.task.cpus", 1);
    SortedMap<String, Integer> coresOf = new TreeMap<>();
    for (ExecutorSummary executor :
        CollectionConverters.asJava(spark.statusStore().executorList(true))) {
      String address = executor.hostPort();
      if (address != null && executor.totalCores() >= taskCpus) { // the driver has none
        coresOf.put("executor_" + host(address) + "_" + executor.id(), executor.totalCores());
      }
    }
    return coresOf.isEmpty() // no executor yet: one task per core that Spark expects
        ? new TaskLayout(true, Collections.nCopies(cores, ""), taskCpus)
        : of(
            coresOf,
            spark.conf().getBoolean("spark.dynamicAllocation.enabled", false) ? taskCpus : 0);
  }

  /**
   * The host of an executor's address. An executor that has just started, for example in place of a
   * killed one, has no port until its block manager has registered.
   */
  static String host(String address) {
    return address.replaceFirst(":\\d+$", "");
  }

  /**
   * @param coresOf executors, named as Spark's {@code TaskLocation} does
   * @param threads threads per task; 0 for the number of cores of the smallest executor
   */
  static TaskLayout of(SortedMap<String, Integer> coresOf, int threads) {
    int each = threads > 0 ? threads : Collections.min(coresOf.values());
    List<String> places = new ArrayList<>();
    coresOf.forEach((place, cores) -> places.addAll(Collections.nCopies(cores / each, place)));
    return new TaskLayout(true, places, each);
  }

  /** The layout for the current executors; this one if they have not changed. */
  TaskLayout now(SparkContext spark) {
    if (!follows) {
      return this;
    }
    TaskLayout now = ofExecutors(spark);
    return now.places.equals(places) && now.threads == threads ? this : now;
  }

  /** The number of threads per task. */
  int threads() {
    return threads;
  }

  /** The number of tasks for {@code numShards} shards; every task has at least one shard. */
  int tasks(int numShards) {
    return Math.min(places.size(), numShards);
  }

  /**
   * Groups partitions of one shard each into tasks; called by Spark.
   *
   * @param tasks ignored; {@link #tasks} gives the number
   */
  @Override
  public PartitionGroup[] coalesce(int tasks, RDD<?> shards) {
    int numShards = shards.partitions().length;
    PartitionGroup[] groups = new PartitionGroup[tasks(numShards)];
    for (int task = 0; task < groups.length; task++) {
      String place = places.get(task);
      groups[task] = new PartitionGroup(place.isEmpty() ? Option.empty() : Option.apply(place));
    }
    for (int shard = 0; shard < numShards; shard++) {
      int task = (int) ((long) shard * groups.length / numShards);
      groups[task].partitions().addOne(shards.partitions()[shard]);
    }
    return groups;
  }
}
