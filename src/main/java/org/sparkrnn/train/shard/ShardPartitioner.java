package org.sparkrnn.train.shard;

import java.util.Iterator;
import java.util.List;
import java.util.SortedMap;
import org.apache.spark.Partitioner;
import org.sparkrnn.data.EncodedSequence;
import org.sparkrnn.data.SequenceBlock;

/** Deals the n-th item, its key, to shard n mod S, a partition of its own. */
public final class ShardPartitioner extends Partitioner {
  private static final long serialVersionUID = 1L;
  private final int numShards;

  /** Deals to so many shards. */
  public ShardPartitioner(int numShards) {
    this.numShards = numShards;
  }

  @Override
  public int numPartitions() {
    return numShards;
  }

  @Override
  public int getPartition(Object n) {
    return (int) (((Number) n).longValue() % numShards);
  }

  /**
   * The shard of a partition, with its sequences in their order.
   *
   * @param sequences all of the shard, by key
   * @param width features a step, 0 for token inputs
   */
  static Iterator<Shard> shard(int index, SortedMap<Long, EncodedSequence> sequences, int width) {
    return List.of(new Shard(index, SequenceBlock.of(List.copyOf(sequences.values()), width)))
        .iterator();
  }
}
