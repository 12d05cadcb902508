package org.sparkrnn.data;

import java.io.Serializable;

/**
 * How streams are cut into chunks for truncated back-propagation through time: mini-batch k takes
 * chunk k of every stream, in order. All chunks are of equal length, give or take a step, so that
 * none of a few steps makes an update of its own.
 *
 * <p>Streams are dealt to S shards in turn: stream b is number b / S of shard b % S.
 *
 * @param streams B, in all shards
 * @param steps of all streams, whose lengths differ by one at most
 * @param numShards S
 * @param tbpttLength steps a chunk at most
 */
public record StreamPlan(long streams, long steps, int numShards, int tbpttLength)
    implements Serializable {
  /** Steps of the longest stream. */
  public int length() {
    return Math.toIntExact((steps + streams - 1) / streams);
  }

  /** Chunks of a stream, and so mini-batches in an epoch. */
  public int chunks() {
    return (length() - 1) / tbpttLength + 1;
  }

  /** First step of a chunk; the step behind the last one of the chunk before it. */
  public int from(int chunk) {
    return (int) ((long) length() * chunk / chunks());
  }

  /** How many streams a shard has. */
  public int streams(int shard) {
    return Math.toIntExact(Math.max(0, (streams - shard + numShards - 1) / numShards));
  }

  /** How many streams the shards before this one have. */
  public int streamsBefore(int shard) {
    int before = 0;
    for (int s = 0; s < shard; s++) {
      before += streams(s);
    }
    return before;
  }
}
