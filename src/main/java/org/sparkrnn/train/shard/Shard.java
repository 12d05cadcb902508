package org.sparkrnn.train.shard;

import java.io.Serializable;
import org.sparkrnn.data.BatchPlan;
import org.sparkrnn.data.SequenceBlock;

/**
 * One of the {@code numShards} parts of the data; every mini-batch takes sequences from each of
 * them.
 */
public final class Shard implements Serializable {
  private static final long serialVersionUID = 1L;

  private final int index;
  private final SequenceBlock block;

  // A cache of the current epoch's order, which is computed again wherever it is missing.
  private transient BatchPlan orderedFor;
  private transient int orderedEpoch;
  private transient int[] order;

  /**
   * @param index number of the shard, from 0
   */
  public Shard(int index, SequenceBlock block) {
    this.index = index;
    this.block = block;
  }

  /** The shard's number, from 0. */
  public int index() {
    return index;
  }

  /** The shard's sequences. */
  public SequenceBlock block() {
    return block;
  }

  /** The order in which this shard's sequences are used in an epoch. */
  public synchronized int[] order(BatchPlan plan, int epoch) {
    if (order == null || orderedEpoch != epoch || !plan.equals(orderedFor)) {
      order = plan.shardOrder(block, epoch, index);
      orderedEpoch = epoch;
      orderedFor = plan;
    }
    return order;
  }
}
