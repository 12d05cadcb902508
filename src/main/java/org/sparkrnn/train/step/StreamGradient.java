package org.sparkrnn.train.step;

import java.util.Arrays;
import org.sparkrnn.data.BatchPlan;
import org.sparkrnn.data.BatchPlan.Purpose;
import org.sparkrnn.data.PackedBatch;
import org.sparkrnn.data.PackedBatch.TokenFilter;
import org.sparkrnn.data.SequenceBlock;
import org.sparkrnn.data.StreamPlan;
import org.sparkrnn.nn.Dropout;
import org.sparkrnn.nn.Evaluation;
import org.sparkrnn.nn.Gradient;
import org.sparkrnn.nn.Network;
import org.sparkrnn.nn.NetworkSpec;
import org.sparkrnn.nn.ParamLayout;
import org.sparkrnn.nn.Pass;
import org.sparkrnn.nn.RecurrentState;
import org.sparkrnn.nn.Worker;
import org.sparkrnn.train.shard.Shard;

/**
 * Truncated back-propagation through time (Williams and Peng 1990): computes the gradient of one
 * chunk of a shard's streams. The states at the chunk's start are sent with the task; the states at
 * its end are returned with the gradient.
 */
public final class StreamGradient implements BatchContribution {
  private static final long serialVersionUID = 1L;

  private final NetworkSpec spec;
  private final StreamPlan plan;
  private final long seed;
  private final InputNoise noise;
  private final Dropout dropout;

  /**
   * @param seed seed of all random masks
   * @param noise random changes of the inputs; since streams hold tokens, only word dropout is used
   * @param dropout dropout rates
   */
  public StreamGradient(
      NetworkSpec spec, StreamPlan plan, long seed, InputNoise noise, Dropout dropout) {
    this.spec = spec;
    this.plan = plan;
    this.seed = seed;
    this.noise = noise;
    this.dropout = dropout;
  }

  @Override
  public GradientSum add(
      GradientSum sum, Shard shard, float[] w, float[] carried, int epoch, int chunk) {
    long start = System.nanoTime();
    SequenceBlock block = block(shard, chunk);
    RecurrentState first = new RecurrentState(spec, block.size());
    RecurrentState last = new RecurrentState(spec, block.size());
    if (carried != null) {
      first.setVector(carried, 0);
    }
    long masks = BatchPlan.stream(seed, epoch, shard.index(), Purpose.DROPOUT);
    Pass pass = Pass.PLAIN.dropping(dropout, BatchPlan.key(masks, chunk)).carrying(first, last);
    return Worker.lend(
        spec,
        worker -> {
          pack(worker.batch(), block, shard.index(), epoch, chunk);
          Gradient gradient = worker.network().newGradient(); // a new one, because sum keeps it
          double loss =
              worker.network().gradient(w, worker.batch(), worker.workspace(), gradient, pass);
          double weight = worker.network().weight(worker.batch(), worker.workspace());
          long nanos = System.nanoTime() - start;
          return sum.carry(shard.index(), last.toVector())
              .add(shard.index(), gradient, loss, weight, worker.batch().rows(), nanos);
        });
  }

  private SequenceBlock block(Shard shard, int chunk) {
    return shard.block().steps(plan.from(chunk), plan.from(chunk + 1));
  }

  private void pack(PackedBatch batch, SequenceBlock block, int shard, int epoch, int chunk) {
    TokenFilter filter = noise.filter(seed, epoch, shard, plan.from(chunk));
    batch.pack(block, all(block), 0, block.size(), filter);
  }

  @Override
  public ParamLayout.Block table() {
    return new Network(spec).layout().table().orElse(null);
  }

  @Override
  public int[] tableRows(Shard shard, int epoch, int chunk) {
    return Worker.lend(
        spec,
        worker -> {
          pack(worker.batch(), block(shard, chunk), shard.index(), epoch, chunk);
          return worker.network().tableRows(worker.batch(), worker.workspace());
        });
  }

  @Override
  public int carriedBefore(int shard) {
    return RecurrentState.vectorLength(spec, plan.streamsBefore(shard));
  }

  private static int[] all(SequenceBlock block) {
    int[] indices = new int[block.size()];
    Arrays.setAll(indices, i -> i);
    return indices;
  }

  /**
   * Computes loss and errors over a shard's streams, each from its beginning to its end.
   *
   * @param chunk number of steps to take at once
   */
  public static Evaluation evaluate(Shard shard, NetworkSpec spec, float[] w, int chunk) {
    SequenceBlock streams = shard.block();
    int length = 0;
    for (int i = 0; i < streams.size(); i++) {
      length = Math.max(length, streams.length(i));
    }
    int steps = length;
    return Worker.lend(
        spec,
        worker -> {
          Evaluation total = Evaluation.NONE;
          RecurrentState state = new RecurrentState(spec, streams.size());
          for (int from = 0; from < steps; from += chunk) {
            RecurrentState next = new RecurrentState(spec, streams.size());
            worker.batch().pack(streams.steps(from, from + chunk));
            Pass pass = Pass.PLAIN.carrying(state, next);
            total =
                total.plus(worker.network().evaluate(w, worker.batch(), worker.workspace(), pass));
            state = next;
          }
          return total;
        });
  }
}
