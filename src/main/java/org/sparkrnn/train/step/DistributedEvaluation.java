package org.sparkrnn.train.step;

import org.sparkrnn.nn.Evaluation;
import org.sparkrnn.nn.NetworkSpec;
import org.sparkrnn.train.shard.Shard;
import org.sparkrnn.train.shard.Shards;

/**
 * Evaluates loss and metric of weights over all shards, in one Spark job if the shards are
 * distributed. Results are summed in the order of the shards.
 */
public final class DistributedEvaluation {
  private final Shards shards;
  private final NetworkSpec spec;
  private final int tbpttLength;

  /** Evaluates whole sequences. */
  public DistributedEvaluation(Shards shards, NetworkSpec spec) {
    this(shards, spec, 0);
  }

  /**
   * @param tbpttLength steps of a stream to take at once, carrying the state; 0 for whole sequences
   */
  public DistributedEvaluation(Shards shards, NetworkSpec spec, int tbpttLength) {
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
    try (SharedWeights weights = SharedWeights.of(shards, w)) {
      NetworkSpec network = spec;
      int chunk = tbpttLength;
      return shards.each(shard -> evaluate(shard, network, weights.get(), chunk)).stream()
          .reduce(Evaluation.NONE, Evaluation::plus);
    }
  }

  private static Evaluation evaluate(Shard shard, NetworkSpec spec, float[] w, int chunk) {
    return chunk == 0
        ? BatchArithmetic.evaluate(shard, spec, w)
        : StreamGradient.evaluate(shard, spec, w, chunk);
  }
}
