package org.sparkrnn.train.check;

import java.io.Serializable;
import java.util.List;
import org.sparkrnn.nn.Gradient;
import org.sparkrnn.train.shard.Shard;
import org.sparkrnn.train.shard.Shards;
import org.sparkrnn.train.step.BatchContribution;
import org.sparkrnn.train.step.GradientSum;
import org.sparkrnn.train.step.SharedWeights;

/** The part of a single shard in a mini-batch; not a record, because Spark sends it. */
public final class ShardInspection implements Serializable {
  private static final long serialVersionUID = 1L;

  private final int shard;
  private final double loss;
  private final int at; // index in the flat vector of the first gradient that is not finite, or -1
  private final float value; // its value

  private ShardInspection(int shard, double loss, int at, float value) {
    this.shard = shard;
    this.loss = loss;
    this.at = at;
    this.value = value;
  }

  /**
   * Computes every shard's part of a mini-batch, in the order of the shards; in one job if they are
   * distributed.
   */
  public static List<ShardInspection> all(
      Shards data, BatchContribution function, float[] w, float[] carried, int epoch, int batch) {
    data.describe("look for what is not finite");
    try (SharedWeights weights = SharedWeights.of(data, w);
        SharedWeights states = carried == null ? null : SharedWeights.of(data, carried)) {
      return data.each(
          shard ->
              of(
                  shard,
                  function.add(
                      new GradientSum(1), // a tree with a single leaf
                      shard,
                      weights.get(),
                      function.carriedBy(shard.index(), states == null ? null : states.get()),
                      epoch,
                      batch)));
    }
  }

  private static ShardInspection of(Shard shard, GradientSum sum) {
    Gradient gradient = sum.gradient();
    float[] g = gradient.flat();
    int at = FiniteGuard.firstNonFinite(g);
    ShardInspection part = new ShardInspection(shard.index(), sum.loss(), at, at < 0 ? 0 : g[at]);
    sum.release();
    return part;
  }

  /** Whether loss and gradient are finite. */
  public boolean finite() {
    return at < 0 && Double.isFinite(loss);
  }

  /** The number of the shard, from 0. */
  public int shard() {
    return shard;
  }

  /** The loss, summed over the targets. */
  public double loss() {
    return loss;
  }

  /** Index in the flat vector of the first gradient that is not finite, or -1. */
  public int at() {
    return at;
  }

  /** The value there. */
  public float value() {
    return value;
  }
}
