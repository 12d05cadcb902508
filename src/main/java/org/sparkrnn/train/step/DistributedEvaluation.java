package org.sparkrnn.train.step;

import java.util.Comparator;
import java.util.List;
import org.sparkrnn.nn.Evaluation;
import org.sparkrnn.nn.NetworkSpec;
import org.sparkrnn.train.shard.Shard;
import org.sparkrnn.train.shard.ShardedDataset;
import scala.Tuple2;

/** Loss and metric of weights over all shards, one Spark job; summed in the order of the shards. */
public final class DistributedEvaluation {
  private final ShardedDataset shards;
  private final NetworkSpec spec;
  private final int tbpttLength;

  /** Of whole sequences. */
  public DistributedEvaluation(ShardedDataset shards, NetworkSpec spec) {
    this(shards, spec, 0);
  }

  /**
   * @param tbpttLength steps of a stream to take at once, carrying the state; 0 for whole sequences
   */
  public DistributedEvaluation(ShardedDataset shards, NetworkSpec spec, int tbpttLength) {
    this.shards = shards;
    this.spec = spec;
    this.tbpttLength = tbpttLength;
  }

  /**
   * Runs the job.
   *
   * @param w all parameters
   */
  public Evaluation evaluate(float[] w) {
    try (SharedWeights weights = new SharedWeights(shards.rdd().context(), w)) {
      NetworkSpec network = spec;
      int chunk = tbpttLength;
      List<Tuple2<Integer, Evaluation>> parts =
          shards
              .rdd()
              .map(
                  shard ->
                      new Tuple2<>(shard.index(), evaluate(shard, network, weights.get(), chunk)))
              .collect();
      return parts.stream()
          .sorted(Comparator.comparingInt(Tuple2::_1))
          .map(Tuple2::_2)
          .reduce(Evaluation.NONE, Evaluation::plus);
    }
  }

  private static Evaluation evaluate(Shard shard, NetworkSpec spec, float[] w, int chunk) {
    return chunk == 0
        ? BatchArithmetic.evaluate(shard, spec, w)
        : StreamGradient.evaluate(shard, spec, w, chunk);
  }
}
