package org.sparkrnn.train.step;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.spark.SparkContext;
import org.apache.spark.rdd.RDD;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sparkrnn.train.shard.Shard;
import scala.Tuple2;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

/**
 * Sums the gradients of many tasks on the executors, so that the driver receives only the total.
 * Each task keeps its sum in slices and returns their location. A second job has one task per
 * slice, which fetches the slice from every executor that keeps it and sums along the same tree (a
 * reduce-scatter). So no process sends or receives much more than two gradients, however many there
 * are.
 */
final class SlicedSum {
  private static final Logger LOG = LoggerFactory.getLogger(SlicedSum.class);

  /**
   * Losing an executor can cost two attempts: one for its own slice, one for slices it kept for
   * others.
   */
  private static final int MAX_ATTEMPTS = 8;

  private static final ClassTag<GradientResult> RESULT =
      ClassTag$.MODULE$.apply(GradientResult.class);

  private final SparkContext spark;
  private final int numShards;
  private final int slices;
  private final long resultsId;
  private final SortedMap<Integer, Blocks> kept = new TreeMap<>(); // by partition

  /**
   * @param resultsId the id under which all results are kept
   */
  SlicedSum(SparkContext spark, int numShards, int slices, long resultsId) {
    this.spark = spark;
    this.numShards = numShards;
    this.slices = slices;
    this.resultsId = resultsId;
  }

  /**
   * Runs the jobs. Results that are lost together with an executor are computed again and are the
   * same.
   *
   * @param task a task that keeps its sum in {@code slices} slices
   */
  GradientSum sum(RDD<Shard> shards, GradientTask task) {
    for (int attempt = 1; ; attempt++) {
      keepMissing(shards, task);
      ArrivingSum arrivals = ArrivingSum.ofSlices(numShards, slices);
      spark.runJob(
          places(),
          new SliceTask(numShards, kept, resultsId),
          numbers(IntStream.range(0, slices).boxed().toList()),
          arrivals,
          RESULT);
      GradientSum sum = arrivals.sum();
      if (arrivals.lost().isEmpty()) {
        return sum;
      }
      IOException cause = arrivals.lost().get(arrivals.lost().lastKey());
      if (attempt == MAX_ATTEMPTS) {
        throw new IllegalStateException(
            "slices %s of the summed gradient could not be fetched after %d attempts; the last error was: %s"
                .formatted(arrivals.lost().keySet(), attempt, cause.getMessage()),
            cause);
      }
      forget(arrivals.lost().values());
      LOG.warn("The gradient is summed again, because executors were lost", cause);
    }
  }

  private void keepMissing(RDD<Shard> shards, GradientTask task) {
    List<Integer> missing =
        IntStream.range(0, shards.getNumPartitions())
            .filter(partition -> !kept.containsKey(partition))
            .boxed()
            .toList();
    GradientResult[] results =
        (GradientResult[]) spark.runJob(shards, task, numbers(missing), RESULT);
    for (int i = 0; i < results.length; i++) {
      kept.put(missing.get(i), results[i].slices());
    }
  }

  private void forget(Iterable<IOException> lost) {
    for (IOException e : lost) {
      if (e instanceof LostPartitions gone) {
        gone.partitions().forEach(kept::remove);
      }
    }
  }

  /** The slices' numbers, each placed on an executor that already keeps a part of the slice. */
  private RDD<Integer> places() {
    List<Blocks> homes = new ArrayList<>(kept.values());
    List<Tuple2<Integer, Seq<String>>> places = new ArrayList<>();
    for (int slice = 0; slice < slices; slice++) {
      String home = homes.get((int) ((long) slice * homes.size() / slices)).place();
      places.add(new Tuple2<>(slice, CollectionConverters.asScala(List.of(home)).toSeq()));
    }
    return spark.makeRDD(
        CollectionConverters.asScala(places).toSeq(), ClassTag$.MODULE$.apply(Integer.class));
  }

  private static Seq<Object> numbers(List<Integer> partitions) {
    return CollectionConverters.asScala(partitions.stream().map(Object.class::cast).toList())
        .toSeq();
  }
}
