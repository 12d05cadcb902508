package org.sparkrnn.train.shard;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import org.apache.spark.SparkContext;

/** The shards of a dataset, on a cluster or all in this process. */
public sealed interface Shards permits ShardedDataset, LocalShards {
  /**
   * A function of a shard. It may be sent to executors, so it must refer to nothing that cannot be
   * serialized.
   */
  @FunctionalInterface
  interface Question<R> extends Serializable {
    /** Computes the answer for one shard. */
    R ask(Shard shard);
  }

  /** The number of shards. */
  int numShards();

  /** The number of sequences in all shards. */
  long sequences();

  /** The number of steps of all sequences. */
  long steps();

  /**
   * SHA-256 over the content of all shards in their order, in hexadecimal. It is the same for the
   * same data dealt to the same number of shards, wherever they are stored.
   */
  String sha256();

  /** The answers of all shards, in their order. */
  <R> List<R> each(Question<R> question);

  /** The context whose tasks hold the shards; empty if they are in this process. */
  Optional<SparkContext> context();

  /** Moves the shards to Spark's current executors; to be called at the end of an epoch. */
  default void followExecutors() {}

  /** Describes the purpose of the next work in Spark's user interface. */
  void describe(String what);
}
