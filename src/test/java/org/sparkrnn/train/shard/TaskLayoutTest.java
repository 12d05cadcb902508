package org.sparkrnn.train.shard;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.spark.Partition;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.rdd.PartitionGroup;
import org.junit.jupiter.api.Test;
import org.sparkrnn.testkit.ToyData;
import scala.jdk.javaapi.CollectionConverters;
import scala.jdk.javaapi.OptionConverters;

class TaskLayoutTest {
  /** Each task's executor, "" for any, and its shards. */
  private static List<String> tasks(TaskLayout layout, int numShards) {
    JavaRDD<Integer> shards =
        ToyData.rdd(IntStream.range(0, numShards).boxed().toList(), numShards);
    PartitionGroup[] groups = layout.coalesce(layout.tasks(numShards), shards.rdd());
    return Arrays.stream(groups)
        .map(
            group ->
                OptionConverters.toJava(group.prefLoc()).orElse("")
                    + CollectionConverters.asJava(group.partitions()).stream()
                        .map(Partition::index)
                        .toList())
        .toList();
  }

  @Test
  void eachExecutorHasOneTaskOfNeighbours() {
    TaskLayout layout = TaskLayout.of(new TreeMap<>(Map.of("a", 4, "b", 4)), 0);
    assertEquals(4, layout.threads());
    assertEquals(List.of("a[0, 1, 2, 3]", "b[4, 5, 6]"), tasks(layout, 7));
    assertEquals(List.of("a[0]"), tasks(layout, 1));
  }

  @Test
  void theSmallestExecutorIsTheMeasure() {
    TaskLayout layout = TaskLayout.of(new TreeMap<>(Map.of("a", 2, "b", 5)), 0);
    assertEquals(2, layout.threads());
    assertEquals(List.of("a[0, 1]", "b[2, 3]", "b[4, 5]"), tasks(layout, 6));
  }

  @Test
  void tasksMayBeAsLargeAsSparkCountsThem() {
    TaskLayout layout = TaskLayout.of(new TreeMap<>(Map.of("a", 3, "b", 2)), 1);
    assertEquals(1, layout.threads());
    assertEquals(List.of("a[0]", "a[1]", "a[2]", "b[3]", "b[4]"), tasks(layout, 5));
  }

  @Test
  void tasksOfAGivenNumberRunAnywhere() {
    TaskLayout layout = TaskLayout.ofTasks(2);
    assertEquals(1, layout.threads());
    assertEquals(List.of("[0, 1]", "[2]"), tasks(layout, 3));
  }

  @Test
  void anExecutorHasNoPortBeforeItsBlockManagerHasRegistered() {
    assertEquals("localhost", TaskLayout.host("localhost"));
    assertEquals("localhost", TaskLayout.host("localhost:41234"));
    assertEquals("[2001:db8::1]", TaskLayout.host("[2001:db8::1]"));
    assertEquals("[2001:db8::1]", TaskLayout.host("[2001:db8::1]:41234"));
  }
}
