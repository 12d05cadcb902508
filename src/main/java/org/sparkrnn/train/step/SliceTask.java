package org.sparkrnn.train.step;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.TaskContext;
import scala.collection.Iterator;
import scala.runtime.AbstractFunction2;

/** Sums one slice of the gradients that a step's tasks kept on their executors. */
final class SliceTask extends AbstractFunction2<TaskContext, Iterator<Integer>, GradientResult>
    implements Serializable {
  private static final long serialVersionUID = 1L;

  private final int numShards;
  private final TreeMap<Integer, Blocks> kept; // by partition, one block per slice
  private final long resultsId;

  SliceTask(int numShards, SortedMap<Integer, Blocks> kept, long resultsId) {
    this.numShards = numShards;
    this.kept = new TreeMap<>(kept);
    this.resultsId = resultsId;
  }

  @Override
  public GradientResult apply(TaskContext context, Iterator<Integer> slice) {
    int number = slice.next();
    Map<Integer, InputStream> arriving = new TreeMap<>(); // all are fetched at the same time
    kept.forEach((partition, blocks) -> arriving.put(partition, blocks.fetch(number)));
    GradientSum sum = new GradientSum(numShards);
    List<Integer> lost = new ArrayList<>();
    for (Map.Entry<Integer, InputStream> part : arriving.entrySet()) {
      try (InputStream in = part.getValue()) {
        GradientSum fetched = new GradientSum();
        fetched.readFrom(new DataInputStream(in));
        sum.merge(fetched);
      } catch (IOException e) {
        lost.add(part.getKey());
      }
    }
    return lost.isEmpty()
        ? GradientResult.ofSlice(sum, resultsId)
        : GradientResult.lost(lost.stream().mapToInt(Integer::intValue).toArray());
  }
}
