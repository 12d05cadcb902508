package org.sparkrnn.train;

import java.util.Comparator;
import java.util.List;
import org.sparkrnn.nn.Evaluation;
import org.sparkrnn.nn.NetworkSpec;
import scala.Tuple2;

/** Loss and metric of weights over all shards, one Spark job; summed in the order of the shards. */
final class DistributedEvaluation {
  private final Shards shards;
  private final NetworkSpec spec;

  DistributedEvaluation(Shards shards, NetworkSpec spec) {
    this.shards = shards;
    this.spec = spec;
  }

  Evaluation evaluate(float[] w) {
    try (SharedWeights weights = new SharedWeights(shards.rdd().context(), w)) {
      NetworkSpec network = spec;
      List<Tuple2<Integer, Evaluation>> parts =
          shards
              .rdd()
              .map(
                  shard ->
                      new Tuple2<>(
                          shard.index(), ShardTask.evaluate(shard, network, weights.get())))
              .collect();
      return parts.stream()
          .sorted(Comparator.comparingInt(Tuple2::_1))
          .map(Tuple2::_2)
          .reduce(Evaluation.NONE, Evaluation::plus);
    }
  }
}
