package org.sparkrnn.train.step;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What shards handed over to the next step, of which each task fetches what its own shards did. The
 * driver keeps it until the step's weights are closed.
 */
final class SharedStates implements Serializable {
  private static final long serialVersionUID = 1L;

  private final BatchContribution function;
  private final long step; // in InProcess, under a local master
  private final long key;
  private final Blocks blocks; // a block a shard, unless the master is local

  /**
   * @param weights of the same step
   * @param carried by all shards, one behind the other; not copied
   */
  SharedStates(SharedWeights weights, float[] carried, int numShards, BatchContribution function) {
    this.function = function;
    step = weights.step();
    key = weights.local() ? InProcess.put(step, carried) : 0;
    blocks = weights.local() ? null : keep(weights.resultsId(), carried, numShards);
  }

  private Blocks keep(long id, float[] carried, int numShards) {
    List<Blocks.Content> contents =
        IntStream.range(0, numShards)
            .mapToObj(
                shard ->
                    (Blocks.Content)
                        out ->
                            Floats.write(
                                carried,
                                function.carriedBefore(shard),
                                function.carriedBefore(shard + 1),
                                out))
            .toList();
    try {
      return Blocks.putEach(
          id, "states", contents, (long) Float.BYTES * carried.length / numShards);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What this shard handed over. */
  float[] of(int shard) {
    if (blocks == null) {
      return function.carriedBy(shard, (float[]) InProcess.get(step, key));
    }
    try (InputStream in = blocks.fetch(shard)) {
      return Floats.read(new DataInputStream(in));
    } catch (IOException e) {
      throw new IllegalStateException("the state of a shard could not be fetched: " + e, e);
    }
  }
}
