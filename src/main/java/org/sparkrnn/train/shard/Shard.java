package org.sparkrnn.train.shard;

import java.io.Serializable;
import org.sparkrnn.data.BatchPlan;
import org.sparkrnn.data.SequenceBlock;

/**
 * One of the {@code numShards} parts of the data, in each of which every mini-batch is computed.
 */
public final class Shard implements Serializable {
  private static final long serialVersionUID = 1L;

  private final int index;
  private final SequenceBlock block;

  // The order of the epoch at hand. Not state: it is computed anew wherever it is missing.
  private transient BatchPlan orderedFor;
  private transient int orderedEpoch;
  private transient int[] order;

  /**
   * @param index its number, from 0
   */
  public Shard(int index, SequenceBlock block) {
    this.index = index;
    this.block = block;
  }

  /** Its number, from 0. */
  public int index() {
    return index;
  }

  /** Its sequences. */
  public SequenceBlock block() {
    return block;
  }

  /** The order in which this shard's sequences take their slots in an epoch. */
  public synchronized int[] order(BatchPlan plan, int epoch) {
    if (order == null || orderedEpoch != epoch || !plan.equals(orderedFor)) {
      order = plan.shardOrder(block, epoch, index);
      orderedEpoch = epoch;
      orderedFor = plan;
    }
    return order;
  }
}
