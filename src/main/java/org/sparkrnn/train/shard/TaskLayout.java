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
 * Which task has which shards, and how many threads it has for them: one task an executor, with a
 * thread for each of its cores. What a step costs beside its arithmetic then grows with executors,
 * not with cores.
 *
 * <p>Where executors are of unlike sizes, the smallest is the measure: a task has as many threads
 * as that one has cores, and larger executors get as many tasks as fit. Under dynamic allocation
 * tasks are as large as {@code spark.task.cpus} says, for Spark asks for executors by that.
 *
 * <p>Shards of a task are neighbours. The layout has no influence on any result.
 *
 * <p>This class alone asks Spark's internal store which executors there are, which may change
 * between versions.
 */
final class TaskLayout implements PartitionCoalescer, Serializable {
  private static final long serialVersionUID = 1L;

  private final boolean follows;
  private final ArrayList<String> places; // of each task, as Spark names an executor; "" for any
  private final int threads;

  private TaskLayout(boolean follows, List<String> places, int threads) {
    this.follows = follows;
    this.places = new ArrayList<>(places);
    this.threads = threads;
  }

  /** As many tasks of one thread, wherever they run. */
  static TaskLayout ofTasks(int tasks) {
    return new TaskLayout(false, Collections.nCopies(tasks, ""), 1);
  }

  /** For the executors that there are now. */
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
      if (address != null && executor.totalCores() >= taskCpus) { // not the driver, which has none
        coresOf.put("executor_" + host(address) + "_" + executor.id(), executor.totalCores());
      }
    }
    return coresOf.isEmpty() // none yet: as many tasks as Spark expects cores
        ? new TaskLayout(true, Collections.nCopies(cores, ""), taskCpus)
        : of(
            coresOf,
            spark.conf().getBoolean("spark.dynamicAllocation.enabled", false) ? taskCpus : 0);
  }

  /**
   * The host of an executor's address. An executor that has just started, in place of a killed one
   * for example, has no port before its block manager has registered.
   */
  static String host(String address) {
    return address.replaceFirst(":\\d+$", "");
  }

  /**
   * @param coresOf executors, named as Spark's {@code TaskLocation} does
   * @param threads of a task; 0 for the cores of the smallest executor
   */
  static TaskLayout of(SortedMap<String, Integer> coresOf, int threads) {
    int each = threads > 0 ? threads : Collections.min(coresOf.values());
    List<String> places = new ArrayList<>();
    coresOf.forEach((place, cores) -> places.addAll(Collections.nCopies(cores / each, place)));
    return new TaskLayout(true, places, each);
  }

  /** The layout for the executors that there are now; this one if they have not changed. */
  TaskLayout now(SparkContext spark) {
    if (!follows) {
      return this;
    }
    TaskLayout now = ofExecutors(spark);
    return now.places.equals(places) && now.threads == threads ? this : now;
  }

  /** Threads of a task. */
  int threads() {
    return threads;
  }

  /** How many tasks there are for so many shards: none is without. */
  int tasks(int numShards) {
    return Math.min(places.size(), numShards);
  }

  /**
   * Groups partitions of one shard each, for Spark.
   *
   * @param tasks at most
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
