package org.sparkrnn.data;

import java.io.Serializable;

/**
 * Cuts streams into chunks for truncated back-propagation through time: mini-batch k takes chunk k
 * of every stream, in order. The lengths of chunks differ by at most one step, so that no update is
 * made from only a few steps.
 *
 * <p>Streams are dealt to S shards in turn: stream b is number b / S of shard b % S.
 *
 * @param streams B, the number of streams in all shards
 * @param steps number of steps of all streams, whose lengths differ by at most one
 * @param numShards S
 * @param tbpttLength the largest number of steps per chunk
 */
public record StreamPlan(long streams, long steps, int numShards, int tbpttLength)
    implements Serializable {
  /** The number of steps of the longest stream. */
  public int length() {
    return Math.toIntExact((steps + streams - 1) / streams);
  }

  /** The number of chunks per stream, which is the number of mini-batches per epoch. */
  public int chunks() {
    return (length() - 1) / tbpttLength + 1;
  }

  /** The first step of a chunk, which follows the last step of the previous chunk. */
  public int from(int chunk) {
    return (int) ((long) length() * chunk / chunks());
  }

  /** The number of streams of a shard. */
  public int streams(int shard) {
    return Math.toIntExact(Math.max(0, (streams - shard + numShards - 1) / numShards));
  }

  /** The number of streams of all shards before this one. */
  public int streamsBefore(int shard) {
    int before = 0;
    for (int s = 0; s < shard; s++) {
      before += streams(s);
    }
    return before;
  }
}
