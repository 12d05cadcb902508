package org.sparkrnn.train.shard;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import org.apache.spark.SparkContext;

/** The shards of a dataset, wherever they lie: on a cluster, or all in this process. */
public sealed interface Shards permits ShardedDataset, LocalShards {
  /** What is to be found out of a shard. It may travel: name no object that does not. */
  @FunctionalInterface
  interface Question<R> extends Serializable {
    /** Looks at one shard. */
    R ask(Shard shard);
  }

  /** How many shards there are. */
  int numShards();

  /** n, in all shards. */
  long sequences();

  /** The sum of all lengths. */
  long steps();

  /**
   * SHA-256 over the content of all shards in their order, in hexadecimal: that of the same data
   * dealt to as many shards, wherever they lie.
   */
  String sha256();

  /** What is found out of every shard, in their order. */
  <R> List<R> each(Question<R> question);

  /** The context whose tasks hold the shards; empty where they lie in this process. */
  Optional<SparkContext> context();

  /** Moves the shards to where Spark's executors are now; for the end of an epoch. */
  default void followExecutors() {}

  /** Says what the next work on them is for, to those who watch Spark's jobs. */
  void describe(String what);
}
