package org.sparkrnn.train;

import java.util.stream.IntStream;
import org.sparkrnn.data.BatchPlan;
import org.sparkrnn.data.StreamPlan;
import org.sparkrnn.train.step.BatchContribution;

/** Divides an epoch into mini-batches, and computes a shard's part of one. */
interface Batches {
  /** The number of mini-batches in an epoch. */
  int steps();

  /**
   * Numbers of the mini-batches in the order in which they are taken.
   *
   * @param epoch from 0
   */
  int[] order(int epoch);

  /** The function that computes a shard's part of a mini-batch. */
  BatchContribution gradient();

  /** Mini-batches of whole sequences, in random order. */
  record OfSequences(BatchPlan plan, BatchContribution gradient) implements Batches {
    @Override
    public int steps() {
      return plan.steps();
    }

    @Override
    public int[] order(int epoch) {
      return plan.batchOrder(epoch);
    }
  }

  /** Chunks of streams, one after the other. */
  record OfStreams(StreamPlan plan, BatchContribution gradient) implements Batches {
    @Override
    public int steps() {
      return plan.chunks();
    }

    @Override
    public int[] order(int epoch) {
      return IntStream.range(0, plan.chunks()).toArray();
    }
  }
}
